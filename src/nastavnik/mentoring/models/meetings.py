"""Meetings of pairs: the timetable, what was done, and how an institution keeps them."""

from django.db import models
from django.db.models import F, Q

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.pairs import Pair
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.meetings import (
    KINDS,
    SOURCE_LABELS,
    STATE_LABELS,
    VENUE_LABELS,
    MeetingKind,
    MeetingState,
    Source,
    Venue,
)

_NO_NEED = Q(state__in=(MeetingState.PLANNED.value, MeetingState.HELD.value))


class Meeting(models.Model):
    """One meeting of one pair, planned or held: the timetable, which a representative reads as well.

    A meeting of a group is one row for each pair of it under the same `gathering`, so that nobody reads of the other
    children; an absent one's row is «не состоялась». Repeated ones share a `series`. Held and complete are two facts:
    `asked` and `answered` count those whose feedback is awaited and has come, `complete_date` stands when all have
    answered or the curator has closed the meeting without (`closed_date`, its reason in `MeetingClosing`).
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="meetings")
    kind = models.CharField(
        "вид встречи",
        max_length=20,
        choices=[(kind.value, rule.label) for kind, rule in KINDS.items()],
        default=MeetingKind.WORKING.value,
    )
    state = models.CharField(
        "состояние",
        max_length=10,
        choices=[(state.value, label) for state, label in STATE_LABELS.items()],
        default=MeetingState.PLANNED.value,
    )
    planned_date = models.DateField("когда запланирована", null=True, blank=True)
    held_date = models.DateField("когда состоялась", null=True, blank=True)
    start_time = models.TimeField("начало", null=True, blank=True)
    end_time = models.TimeField("окончание", null=True, blank=True)
    venue = models.CharField(
        "где",
        max_length=10,
        choices=[(venue.value, label) for venue, label in VENUE_LABELS.items()],
        default=Venue.PREMISES.value,
    )
    place = models.CharField("место или ссылка", max_length=200, blank=True)
    reason = models.CharField("почему перенесена или не состоялась", max_length=300, blank=True)
    moved_from = models.DateField("перенесена с", null=True, blank=True)
    series = models.UUIDField("ряд повторяющихся", null=True, blank=True)
    gathering = models.UUIDField("общая встреча группы", null=True, blank=True)
    source = models.CharField(
        "кто внёс",
        max_length=10,
        choices=[(source.value, label) for source, label in SOURCE_LABELS.items()],
        default=Source.CURATOR.value,
    )
    entered_by = models.CharField("имя внёсшего", max_length=300, blank=True)
    entered_at = models.DateTimeField("когда внесено", auto_now_add=True)
    asked = models.PositiveSmallIntegerField("скольких спросили", default=0)
    answered = models.PositiveSmallIntegerField("сколько ответили", default=0)
    closed_date = models.DateField("закрыта без отзыва", null=True, blank=True)
    complete_date = models.DateField("завершена", null=True, blank=True)

    wall = Wall(pair="pair_id")
    classified = Classified(
        personal="place reason entered_by",
        ordinary="id institution pair kind state planned_date held_date start_time end_time venue moved_from series"
        " gathering source entered_at asked answered closed_date complete_date",
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution", "state"], name="meeting_institution"),
            models.Index(fields=["pair", "held_date"], name="meeting_pair"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD.value, held_date__isnull=False)
                | (~Q(state=MeetingState.HELD.value) & Q(held_date__isnull=True)),
                name="meeting_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(planned_date__isnull=False) | Q(held_date__isnull=False), name="meeting_has_a_day"
            ),
            models.CheckConstraint(condition=_NO_NEED | ~Q(reason=""), name="meeting_says_why_not"),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True)
                | Q(start_time__isnull=True)
                | Q(end_time__gt=F("start_time")),
                name="meeting_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(complete_date__isnull=True)
                | (
                    Q(state=MeetingState.HELD.value)
                    & (Q(closed_date__isnull=False) | Q(asked__gt=0, answered=F("asked")))
                ),
                name="meeting_complete_by_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"встреча {self.pk}"

    @property
    def date(self) -> object:
        """The day on which it was held, else the one for which it is planned."""
        return self.held_date or self.planned_date


class MeetingRecord(models.Model):
    """What a meeting was for and what came of it: for the pair itself and its curator, not for representatives."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="record")
    topic = models.CharField("тема или цель", max_length=300, blank=True)
    done = models.TextField("что сделано", blank=True)
    result = models.TextField("результат", blank=True)
    next_task = models.TextField("задание к следующей встрече", blank=True)

    wall = Wall(members="pair_id")
    classified = Classified(personal="topic done result next_task", ordinary="id institution pair meeting")

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="meeting_record_pair")]

    def __str__(self) -> str:
        return f"запись о встрече {self.meeting_id}"


class MeetingClosing(models.Model):
    """Why the curator closed a meeting without the feedback that was awaited; neither side reads it."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="closing")
    reason = models.CharField("почему без отзыва", max_length=300)
    made_by = models.CharField("кто закрыл", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(personal="reason made_by", ordinary="id institution meeting made_at")

    class Meta:
        indexes = [models.Index(fields=["institution"], name="meeting_closing_institution")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="meeting_closing_says_why")]

    def __str__(self) -> str:
        return f"закрыта без отзыва: {self.meeting_id}"


class MeetingTerms(models.Model):
    """How an institution keeps meetings: when feedback may be given up, when a pair counts as silent, its hours."""

    institution = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="meeting_terms"
    )
    close_after = models.PositiveSmallIntegerField(
        "через сколько дней встречу можно закрыть без отзыва", default=7
    )
    remind_after = models.PositiveSmallIntegerField("через сколько дней напоминать об отзыве", default=1)
    early_days = models.PositiveSmallIntegerField("сколько дней о паре рано судить", default=14)
    silent_days = models.PositiveSmallIntegerField("через сколько дней без встреч пара молчит", default=30)
    low_mark = models.PositiveSmallIntegerField("оценка, с которой пара под вопросом", default=4)
    notice_days = models.PositiveSmallIntegerField("сколько дней ждать после напоминания паре", default=7)
    from_hour = models.PositiveSmallIntegerField("встречи взрослого с ребёнком: с какого часа", default=8)
    to_hour = models.PositiveSmallIntegerField("встречи взрослого с ребёнком: до какого часа", default=19)

    wall = None
    classified = Classified(
        ordinary="institution close_after remind_after early_days silent_days low_mark notice_days from_hour to_hour"
    )

    def __str__(self) -> str:
        return f"порядок встреч: {self.institution_id}"
