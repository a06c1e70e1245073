"""The letter of the day in words: numbers and links, nothing that says anything of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from nastavnik.notices.kinds import label_of
from nastavnik.notices.models import Notice
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import NO_BREAK, counted

WORDS = ("уведомление", "уведомления", "уведомлений")
LINKS = 10
"""So many links of one kind stand in a letter; all of them stand in the product."""


@dataclass(frozen=True)
class Letter:
    """Subject and text."""

    subject: str
    text: str


def letter_of(notices: Sequence[Notice], *, site: str, today: date) -> Letter:
    """The letter about these notices; `site` is the address of the product without a slash at the end."""
    kinds: dict[str, list[Notice]] = {}
    for notice in notices:
        kinds.setdefault(notice.kind, []).append(notice)
    number = counted(len(notices), WORDS)
    lines = ["Здравствуйте!", "", f"В системе «Наставник» для вас {number}:", ""]
    for kind, of_kind in kinds.items():
        lines.append(f"{label_of(kind)} — {len(of_kind)}")
        links = dict.fromkeys(notice.link for notice in of_kind if notice.link)
        lines += [f"  {site}{link}" for link in list(links)[:LINKS]]
        if len(links) > LINKS:
            lines.append("  остальные — в списке уведомлений")
        lines.append("")
    lines += [
        f"Все уведомления: {site}{reverse('notices:notice_list')}",
        f"О чём и когда писать, или не писать совсем: {site}{reverse('notices:wishes_edit')}",
        "",
        "Имён и подробностей в письме нет: они видны после входа в систему.",
    ]
    text = "\n".join(lines).replace(NO_BREAK, " ") + "\n"
    return Letter(f"Наставник: {number}, {long_date(today)}".replace(NO_BREAK, " "), text)
