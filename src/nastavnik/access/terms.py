"""On what terms a role is given, and which terms cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation, Partner
from nastavnik.rulebook.granting import LEVEL_WORDS, STANDS_ON, levels_in_words
from nastavnik.rulebook.roles import ROLES, Role


@dataclass(frozen=True)
class GrantTerms:
    """A role over a node from a day on, by a paper; `classes` (as `class_keys` writes them) of a class teacher only.

    `partner` is of a partner's responsible employee: for whom he answers before the node.
    """

    role: Role
    node: Organisation
    from_date: date
    to_date: date | None = None
    paper: str = ""
    classes: tuple[str, ...] = ()
    partner: Partner | None = None


def refuse_wrong_terms(terms: GrantTerms) -> None:
    """Refuses a role on a level where it does not stand, a period without days, a class teacher without a class, a partner's
    responsible without the partner.
    """
    label = ROLES[terms.role].label
    if terms.node.level not in STANDS_ON[terms.role]:
        raise Refused(
            f"«{terms.node.short_name}» — {LEVEL_WORDS[terms.node.level]}, а роль «{label}» бывает на уровне: "
            f"{levels_in_words(terms.role)}. Выберите другое место.",
            field="node",
        )
    if terms.to_date is not None and terms.to_date < terms.from_date:
        raise Refused("Последний день раньше первого. Исправьте срок.", field="to_date")
    if terms.role is Role.CLASS_TEACHER and not terms.classes:
        raise Refused("Укажите классы, например: 7А, 7Б.", field="classes")
    if terms.role is not Role.CLASS_TEACHER and terms.classes:
        raise Refused("Классы указывают только классному руководителю: уберите их.", field="classes")
    if terms.role is Role.PARTNER_RESPONSIBLE and terms.partner is None:
        raise Refused(
            "Выберите партнёра. Если его нет в списке, сначала внесите его на странице «Партнёры».",
            field="partner",
        )
    if terms.role is not Role.PARTNER_RESPONSIBLE and terms.partner is not None:
        raise Refused("Партнёра указывают только его ответственному: уберите его.", field="partner")
