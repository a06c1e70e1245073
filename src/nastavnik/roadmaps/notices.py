"""Kinds of notices about road maps."""

from nastavnik.notices.kinds import NoticeKind

MEASURE_DUE = NoticeKind(
    "measure_due", "Сроки мероприятий дорожных карт", "До срока, в день срока и после него, пока не выполнено"
)
MEASURE_LATE = NoticeKind(
    "measure_late", "Напоминания о просроченных мероприятиях", "Когда напоминает тот, кто ведёт карту"
)
MEASURE_LATE_BELOW = NoticeKind(
    "measure_late_below",
    "Просрочки подведомственных организаций",
    "Когда организация не выполнила и после напоминаний",
)
TALK = NoticeKind(
    "roadmap_talk",
    "Обсуждение и согласование дорожных карт",
    "Открыто обсуждение, дан ответ на замечание, вас просят согласовать",
)
CHANGED_ABOVE = NoticeKind(
    "roadmap_changed_above",
    "Изменения карт, которые вы приняли",
    "Вышестоящая организация утвердила новую редакцию",
)
