"""Kinds of notices about mentoring."""

from nastavnik.notices.kinds import NoticeKind

NOMINEE_WAITS = NoticeKind(
    "nominee_waits",
    "Наставники, предложенные партнёрами",
    "Когда партнёр предложил наставника вашей организации",
)
NOMINEE_ANSWERED = NoticeKind(
    "nominee_answered",
    "Ответы о предложенных наставниках",
    "Когда куратор принял или не принял вашего наставника",
)
