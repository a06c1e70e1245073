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
HELP_ASKED = NoticeKind(
    "help_asked", "Участник пары просит о помощи", "Сразу, как только попросил", is_switchable=False
)
MEETING_UNSAFE = NoticeKind(
    "meeting_unsafe",
    "Встреча взрослого с ребёнком не по правилам",
    "Когда такую встречу запланировали или записали",
)
TRIAL_DOUBT = NoticeKind(
    "trial_doubt", "После пробной встречи не хотят продолжать", "Когда одна из сторон так ответила"
)
FEEDBACK_AWAITED = NoticeKind(
    "feedback_awaited", "Напоминания об отзыве после встречи", "Через день и ещё раз, только пока отзыва нет"
)
