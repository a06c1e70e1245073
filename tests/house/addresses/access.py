"""Addresses of the room `access`: who gets each page."""

from tests.house.addresses.row import CHILD, Row

EVERY_ACCOUNT = "irina oleg nina svetlana tamara boris maria danya anna yakov"

ROWS = (
    Row("access:sign_in", "", "Имя для входа", "_", EVERY_ACCOUNT),
    Row("access:sign_out", "", "", EVERY_ACCOUNT, post=True),
    Row("access:password_change", "", "Смена пароля", EVERY_ACCOUNT),
    Row("access:account_view", "", "Где открыта учётная запись", EVERY_ACCOUNT),
    Row("access:session_end", "pk=account", "", EVERY_ACCOUNT, post=True),
    Row("access:sessions_end", "", "", EVERY_ACCOUNT, post=True),
    Row("access:account_list", "", "Светлова", "irina oleg nina svetlana", "boris"),
    Row("access:user_invite", "", "Кого приглашаете", "irina oleg nina svetlana boris"),
    Row("access:user_view", "pk=account", "Светлова", "irina oleg nina svetlana"),
    Row("access:grant_give", "pk=account", "Назначить роль", "irina oleg nina svetlana"),
    Row("access:hand_over", "pk=account", "Передать дела", "irina oleg nina"),
    Row("access:user_switch", "pk=account", "Светлова", "irina oleg nina"),
    Row("access:invitation_issue", "pk=account", "Светлова", "irina oleg nina"),
    Row("access:card_list", "", CHILD, "svetlana", "boris"),
    Row("access:grant_end", "pk=grant", "Светлова", "irina oleg nina"),
)
