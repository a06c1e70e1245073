"""Kinds of notices that the tests tell; the product's own are declared by its rooms."""

from nastavnik.notices.kinds import NoticeKind

TERM = NoticeKind("test_term", "Сроки для проверки", "Напоминания о сроках")
ALWAYS = NoticeKind("test_always", "Важное для проверки", is_switchable=False, by_letter=False)
