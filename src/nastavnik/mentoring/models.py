"""Programmes, the two bases, proposals and pairs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation, Person


class Side(models.TextChoices):
    """On which side of a pair a participant stands; one person may stand on both."""

    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"


class MentoringForm(models.Model):
    """Форма наставничества: a dictionary entry, the federal ones loaded after each migration."""

    code = models.SlugField(primary_key=True, max_length=60)
    label = models.CharField("форма наставничества", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    def __str__(self) -> str:
        return self.label


class RoleModel(models.Model):
    """Ролевая модель: a dictionary entry under a form; a stigmatising label is for the curator's eyes only."""

    code = models.CharField(primary_key=True, max_length=120)
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="role_models")
    label = models.CharField("ролевая модель", max_length=200)
    neutral_label = models.CharField("нейтральное название", max_length=200, blank=True)
    curator_only = models.BooleanField("только для куратора", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code form label neutral_label curator_only position")

    def __str__(self) -> str:
        return self.label

    @property
    def open_label(self) -> str:
        """What may be printed and shown to anybody."""
        return self.neutral_label if self.curator_only else self.label


class Topic(models.Model):
    """Тема запроса: what requests and offers are compared by."""

    code = models.SlugField(primary_key=True, max_length=60)
    label = models.CharField("тема", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    def __str__(self) -> str:
        return self.label


class Programme(models.Model):
    """A programme of one institution for one school year."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    title = models.CharField("название программы", max_length=200)
    school_year = models.PositiveSmallIntegerField("учебный год")
    form = models.ForeignKey(MentoringForm, models.PROTECT)
    role_model = models.ForeignKey(RoleModel, models.PROTECT, null=True, blank=True)
    start_date = models.DateField("начало")
    end_date = models.DateField("окончание")
    goal = models.TextField("цель", blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id institution title school_year form role_model start_date end_date goal opened_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "school_year", "title"], name="programme_title_once"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gt=models.F("start_date")), name="programme_period"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """That a person takes part in a programme on one side."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    side = models.CharField("сторона", max_length=10, choices=Side)
    entered_date = models.DateField("дата вхождения в программу")

    wall = Wall(own="person_id")
    classified = Classified(personal="person side entered_date", ordinary="id institution programme")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "side"], name="participation_once"),
        ]
        indexes = [models.Index(fields=["institution", "programme", "side"], name="participation_programme")]

    def __str__(self) -> str:
        return f"{self.side} {self.person_id}"


class Need(models.Model):
    """Запрос: what a mentee asks for, in words and in topics."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="need")
    text = models.TextField("основной запрос")
    topics = ArrayField(
        models.CharField(max_length=60), default=list, verbose_name="темы запроса", blank=True
    )

    wall = Wall(own="person_id")
    classified = Classified(personal="person text topics", ordinary="id institution participation")

    class Meta:
        indexes = [models.Index(fields=["institution"], name="need_institution")]

    def __str__(self) -> str:
        return f"запрос {self.pk}"


class Offer(models.Model):
    """Предложение наставника: what he can give, to whom and how much time he has."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="offer")
    competences = models.TextField("основные компетенции")
    achievements = models.TextField("важные для программы достижения", blank=True)
    interests = models.TextField("интересы", blank=True)
    ages_text = models.CharField("желаемый возраст наставляемых", max_length=120, blank=True)
    age_from = models.PositiveSmallIntegerField("желаемый возраст, от", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("желаемый возраст, до", null=True, blank=True)
    time_resource = models.CharField("ресурс времени на программу", max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField("сколько наставляемых", default=1)
    topics = ArrayField(models.CharField(max_length=60), default=list, verbose_name="темы", blank=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person competences achievements interests ages_text age_from age_to time_resource capacity topics",
        ordinary="id institution participation",
    )

    class Meta:
        indexes = [models.Index(fields=["institution"], name="offer_institution")]

    def __str__(self) -> str:
        return f"предложение {self.pk}"


class ImportRun(models.Model):
    """One checked file of a base; it is written whole or not at all."""

    class State(models.TextChoices):
        CHECKED = "checked", "Проверен"
        WRITTEN = "written", "Загружен"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="imports")
    side = models.CharField("база", max_length=10, choices=Side)
    file_name = models.CharField("файл", max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.CHECKED)
    problems = models.JSONField("замечания к файлу", default=list)
    checked_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(
        personal="problems", ordinary="id institution programme side file_name state checked_at written_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-checked_at"], name="import_institution")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: what was read, what it would do, what is wrong with it."""

    class State(models.TextChoices):
        NEW = "new", "Новые"
        CHANGED = "changed", "Изменённые"
        SAME = "same", "Без изменений"
        WRONG = "wrong", "С ошибками"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("строка файла")
    state = models.CharField(max_length=10, choices=State)
    values = models.JSONField("прочитано", default=dict)
    changes = models.JSONField("что изменится", default=list)
    problems = models.JSONField("что неверно", default=list)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    wall = Wall()
    classified = Classified(
        personal="values changes problems person", ordinary="id institution run number state"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "run", "number"], name="import_row_run")]

    def __str__(self) -> str:
        return f"строка {self.number}"


class Proposal(models.Model):
    """A proposal of pairs for a whole programme; a person decides on each line."""

    class State(models.TextChoices):
        OPEN = "open", "Ждёт решения"
        DECIDED = "decided", "Решение принято"
        REPLACED = "replaced", "Составлено заново"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(ordinary="id institution programme state made_at decided_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "programme"], name="proposal_programme")]

    def __str__(self) -> str:
        return f"предложение пар {self.pk}"


class ProposalLine(models.Model):
    """One mentee of a proposal with the mentor proposed, or with the reason why there is none."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, models.CASCADE, null=True, related_name="+")
    score = models.IntegerField(default=0)
    reason = models.TextField("почему")
    is_approved = models.BooleanField("одобрено", null=True)

    wall = Wall()
    classified = Classified(
        personal="mentee mentor score reason", ordinary="id institution proposal is_approved"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "mentee"], name="proposal_line_once")]
        indexes = [models.Index(fields=["institution", "proposal"], name="proposal_line_proposal")]

    def __str__(self) -> str:
        return f"строка предложения {self.pk}"


class Pair(models.Model):
    """Пара или группа: one mentor and one or more mentees who wish to work together."""

    class State(models.TextChoices):
        APPROVED = "approved", "Одобрена, ждёт согласия"
        AGREED = "agreed", "Согласована"
        ORDERED = "ordered", "В проекте приказа"
        ACTIVE = "active", "Действует"
        DECLINED = "declined", "Отказ"
        CLOSED = "closed", "Завершена"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairs")
    state = models.CharField("состояние", max_length=20, choices=State, default=State.APPROVED)
    reason = models.TextField("почему предложена", blank=True)
    approved_at = models.DateTimeField(auto_now_add=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    active_from = models.DateField("действует с", null=True, blank=True)
    ended_date = models.DateField("завершена", null=True, blank=True)

    wall = Wall(pair="id")
    classified = Classified(
        personal="reason", ordinary="id institution programme state approved_at paper active_from ended_date"
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution", "programme", "state"], name="pair_programme"),
            models.Index(fields=["paper"], name="pair_paper"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="active")
                | models.Q(paper__isnull=False, active_from__isnull=False),
                name="pair_active_by_order",
            ),
        ]

    def __str__(self) -> str:
        return f"пара {self.pk}"


class PairMember(models.Model):
    """The member's card: what the other side of the pair may see of him, and no more."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="memberships")
    side = models.CharField("сторона", max_length=10, choices=Side)
    card_name = models.CharField("имя для другой стороны", max_length=200)
    card_standing = models.CharField("класс или должность", max_length=300, blank=True)

    wall = Wall(own="person_id", pair="pair_id")
    classified = Classified(
        personal="person side card_name card_standing", ordinary="id institution pair participation"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "participation"], name="pair_member_once")]
        indexes = [models.Index(fields=["institution", "pair"], name="pair_member_pair")]

    def __str__(self) -> str:
        return self.card_name


class Answer(models.Model):
    """What one party said of the pair; never seen by the other side."""

    class Party(models.TextChoices):
        MENTOR = "mentor", "Наставник"
        MENTOR_GUARDIAN = "mentor_guardian", "Представитель наставника"
        MENTEE = "mentee", "Наставляемый"
        GUARDIAN = "guardian", "Представитель"

    class Value(models.TextChoices):
        NONE = "", "Нет ответа"
        YES = "yes", "Да"
        NO = "no", "Нет"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    party = models.CharField("кто отвечает", max_length=20, choices=Party)
    value = models.CharField("ответ", max_length=5, choices=Value, blank=True, default=Value.NONE)
    answered_date = models.DateField("дата ответа", null=True, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(personal="person party value answered_date", ordinary="id institution pair")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "person", "party"], name="answer_once")]
        indexes = [models.Index(fields=["institution", "pair"], name="answer_pair")]

    def __str__(self) -> str:
        return f"{self.party} {self.value}"
