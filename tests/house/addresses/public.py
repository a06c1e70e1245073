"""Addresses of the room `public`: who gets each page."""

from tests.house.addresses.row import Row

EVERYBODY = "irina oleg nina svetlana tamara boris maria danya anna yakov _"

ROWS = (
    Row("public:calendar_feed", "secret=:unknown", "", ""),
    Row("public:card_open", "", "Вход по карточке", EVERYBODY),
    Row("public:card_enter", "code=:K7QM2XPD", "Такой карточки нет", EVERYBODY),
    Row("public:survey_link", "code=:K7QM-2XPD-9RTW", "Такой ссылки нет", EVERYBODY),
    Row("public:survey_thanks", "", "Спасибо, ответы записаны", EVERYBODY),
    Row("public:invitation_open", "", "Приглашение", EVERYBODY),
    Row(
        "public:invitation_accept", "code=:K7QM-2XPD-9RTW", "Это приглашение больше не открывается", EVERYBODY
    ),
)
