"""The accounts of the demonstration, shown on its sign-in page. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass

DEMO_PASSWORD = "Наставник-2026"  # noqa: S105  (of invented people; the real database has no such accounts)
DEMO_ACCOUNTS = (
    ("irina", "региональный оператор", "Ирина Белова"),
    ("oleg", "муниципальный куратор", "Олег Громов"),
    ("nina", "руководитель", "Нина Орлова"),
    ("svetlana", "куратор школы", "Светлана Светлова"),
    ("tamara", "секретарь", "Тамара Тихонова"),
    ("boris", "куратор другой школы", "Борис Борисов"),
    ("yakov", "ответственный от партнёра", "Яков Якорев"),
    ("klavdia", "классный руководитель", "Клавдия Клинова"),
)


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demonstration as its sign-in page lists it."""

    login: str
    role: str
    name: str
    password: str


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of the demonstration, one of each role and the stranger."""
    return tuple(DemoAccount(login, role, name, DEMO_PASSWORD) for login, role, name in DEMO_ACCOUNTS)
