"""Addresses of the room `notices`: who gets each page."""

from tests.house.addresses.access import EVERY_ACCOUNT
from tests.house.addresses.row import Row

OTHERS = "irina oleg nina tamara boris maria danya anna yakov"

ROWS = (
    Row("notices:notice_list", "", "Срок мероприятия 3", "svetlana", OTHERS),
    Row("notices:notice_open", "pk=notice", "", "svetlana", post=True),
    Row("notices:notices_read", "", "", EVERY_ACCOUNT, post=True),
    Row("notices:wishes_edit", "", "Показывать в системе", EVERY_ACCOUNT),
    Row("notices:feed_list", "", "Только мои сроки", "svetlana", OTHERS),
    Row("notices:feed_open", "", "Что показывать", EVERY_ACCOUNT),
    Row("notices:feed_revoke", "pk=feed", "Закрыть календарь", "svetlana"),
    Row("notices:workday_now", "", "День знаний", EVERY_ACCOUNT),
    Row("notices:workday_year", "year=:2025", "перенесённый с 04.01.2025", EVERY_ACCOUNT),
    Row("notices:day_mark", "", "Какой это день", "irina"),
    Row("notices:day_unmark", "pk=day", "", "irina", post=True),
    Row("notices:break_list", "pk=node", "осенние каникулы", "irina oleg nina svetlana tamara"),
    Row("notices:break_enter", "pk=node", "Школа № 5", "irina oleg svetlana"),
    Row("notices:breaks_usual", "pk=node", "", "irina oleg svetlana", post=True),
    Row("notices:break_remove", "pk=break", "", "irina oleg svetlana", post=True),
    Row("notices:ladder_list", "", "Школа № 5", "irina oleg svetlana", "boris"),
    Row("notices:ladder_edit", "pk=node", "Школа № 5", "irina oleg svetlana"),
    Row("notices:ladder_drop", "pk=node", "Школа № 5", "irina oleg svetlana"),
)
