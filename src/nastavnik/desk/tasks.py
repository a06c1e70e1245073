"""What awaits whom: numbers read from other rooms turned into lines with what, until when and one button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actors import AccountActor
from nastavnik.desk.queries import ProgrammeWork, SchoolWork, own_institutions, territories
from nastavnik.desk.year import Due, due_if_ahead
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.queries.own_pairs import OwnPair
from nastavnik.monitoring.queries.figures import FigureRow, Measures
from nastavnik.monitoring.showing import names_url
from nastavnik.papers.models import Paper
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.indicators import Standing
from nastavnik.rulebook.numbers import counted, plural
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

MENTEES_WORDS = ("наставляемый", "наставляемых", "наставляемых")
PEOPLE_WORDS = ("участника", "участников", "участников")
PAIRS_WORDS = ("пара", "пары", "пар")
ORGANISATIONS_WORDS = ("организация", "организации", "организаций")
DAYS_WORDS = ("день", "дня", "дней")
ENTERED_WORDS = ("вошедший", "вошедших", "вошедших")
INDICATORS_WORDS = ("показатель", "показателя", "показателей")
PAPERS_SHOWN = 5
BACKUP_TERM = timedelta(days=3)
# Which papers wait for whom: state, right, words, button, address.
PAPER_RULES = (
    (
        Paper.State.RETURNED,
        Right.PAPERS_DRAFT,
        "Проект приказа возвращён с замечанием",
        "Исправить",
        "papers:paper_view",
    ),
    (
        Paper.State.DRAFT,
        Right.PAPERS_SIGN,
        "Проект приказа ждёт подписи",
        "Просмотреть",
        "papers:paper_view",
    ),
    (
        Paper.State.SIGNED,
        Right.PAPERS_REGISTER,
        "Приказ подписан и ждёт номера",
        "Зарегистрировать",
        "papers:paper_register",
    ),
)


def curator_tasks(actor: AccountActor, work: SchoolWork, today: date) -> list[Task]:
    """What awaits whoever leads programmes: from opening one to the agreed pairs that have no order yet."""
    schools = own_institutions(actor, Right.PROGRAMMES_EDIT)
    mine = [one for one in work.programmes if one.programme.institution_id in schools]
    opened = {one.programme.institution_id for one in mine}
    year = SchoolYear.of(today)
    tasks = [
        _to_open(name if len(schools) > 1 else "", year) for pk, name in schools.items() if pk not in opened
    ]
    tasks += [task for one in mine for task in _of_programme(one)]
    return tasks


def _filtered(name: str, **parameters: str) -> str:
    return f"{reverse(name)}?{urlencode(parameters)}"


def _to_open(school: str, year: SchoolYear) -> Task:
    return Task(
        f"Программа на {year.title} не открыта",
        Action("Открыть программу", reverse("mentoring:programme_open")),
        who=school,
        due=Due.MENTEES.in_year(year.start),
    )


def _of_programme(work: ProgrammeWork) -> list[Task]:
    """Tasks of one programme in the order in which they are done."""
    programme, name = work.programme, f"«{work.programme.title}»"
    begun, key = programme.start_date, [programme.pk]
    if programme.institution.is_closed and programme.institution.successor_id is None:
        return _of_closed(work, name)
    tasks = []
    if not work.mentees:
        tasks.append(
            _base(work, Side.MENTEE, "База наставляемых не загружена", due_if_ahead(Due.MENTEES, begun))
        )
    if not work.mentors:
        tasks.append(
            _base(work, Side.MENTOR, "База наставников не загружена", due_if_ahead(Due.MENTORS, begun))
        )
    due = due_if_ahead(Due.PAIRS, begun)
    if work.proposal_id:
        action = Action("Рассмотреть", reverse("mentoring:proposal_view", args=[work.proposal_id]))
        tasks.append(Task("Предложение пар ждёт вашего решения", action, who=name, due=due))
    elif work.waiting and work.mentors:
        tasks.append(_to_propose(work, name, due))
    if work.approved:
        verb = plural(work.approved, "ждёт", "ждут", "ждут")
        action = Action("Внести ответы", reverse("mentoring:agreement_edit", args=key))
        text = f"{counted(work.approved, PAIRS_WORDS)} {verb} ответов о согласии"
        tasks.append(Task(text, action, who=name, due=due))
    if work.agreed:
        action = Action(
            "Подготовить проект приказа", reverse("mentoring:order_draft", args=key), method="post"
        )
        text = f"{counted(work.agreed, PAIRS_WORDS)}: согласие есть, приказа нет"
        tasks.append(Task(text, action, who=name, due=due))
    if work.paused:
        url = _filtered("mentoring:pair_list", state="paused", programme=str(programme.pk))
        text = f"{counted(work.paused, PAIRS_WORDS)}: приостановлено, нужны новые согласия"
        tasks.append(Task(text, Action("Показать", url), who=name))
    return tasks


def _of_closed(work: ProgrammeWork, name: str) -> list[Task]:
    """In a closed organisation nothing is begun any more; what works is ended by an order."""
    working = work.active + work.paused
    if not working:
        return []
    text = f"Организация закрыта, а пары действуют ({working}): нужен приказ о прекращении"
    url = _filtered("mentoring:ending_draft", closed="1")
    return [Task(text, Action("Подготовить приказ", url), who=name)]


def _base(work: ProgrammeWork, side: Side, text: str, due: date | None) -> Task:
    url = reverse("mentoring:base_import", args=[work.programme.pk, side.value])
    return Task(text, Action("Загрузить", url), who=f"«{work.programme.title}»", due=due)


def _to_propose(work: ProgrammeWork, name: str, due: date | None) -> Task:
    """Those whom no proposal has looked at wait for one; for the others one was made already."""
    if work.fresh:
        url = reverse("mentoring:proposal_make", args=[work.programme.pk])
        verb = plural(work.fresh, "ждёт", "ждут", "ждут")
        text = f"{counted(work.fresh, MENTEES_WORDS)} {verb} подбора наставника"
        return Task(text, Action("Подобрать", url, method="post"), who=name, due=due)
    url = reverse("mentoring:programme_view", args=[work.programme.pk])
    text = f"{counted(work.waiting, MENTEES_WORDS)} без пары: предложение уже составлялось"
    return Task(text, Action("К программе", url), who=name)


def own_pair_tasks(pairs: Sequence[OwnPair]) -> list[Task]:
    """Pairs that await the answer of whoever is in them, or of the representative who acts for him."""
    url = reverse("mentoring:own_pair")
    return [
        Task(
            "Предложена пара: согласны ли вы",
            Action("Ответить", url),
            who=", ".join(other.card_name for other in one.others),
        )
        for one in pairs
        if one.awaits_me
    ]


def paper_tasks(actor: AccountActor, papers: Sequence[Paper]) -> list[Task]:
    """Papers that wait for this person: to be signed, to get a number, to be mended."""
    tasks = []
    for state, right, text, button, name in PAPER_RULES:
        mine = [paper for paper in papers if paper.state == state and actor.may(right, paper.institution_id)]
        for paper in mine[:PAPERS_SHOWN]:
            due = due_if_ahead(Due.PAIRS, timezone.localdate(paper.drafted_at))
            action = Action(button, reverse(name, args=[paper.pk]))
            tasks.append(Task(text, action, who=f"{paper.title}. {_about(paper)}", due=due))
        if len(mine) > PAPERS_SHOWN:
            more = f"{text}: ещё {len(mine) - PAPERS_SHOWN}"
            tasks.append(Task(more, Action("Показать", reverse("papers:paper_list"))))
    return tasks


def _about(paper: Paper) -> str:
    drafted = timezone.localdate(paper.drafted_at)
    programme = f"«{paper.programme_title}», " if paper.programme_title else ""
    return f"{programme}проект от {drafted:%d.%m.%Y}"


def contingent_tasks(actor: AccountActor, measures: Measures, today: date) -> list[Task]:
    """A contingent of this reporting year that the actor's own institution has not stated."""
    tasks = []
    for node_id, name in own_institutions(actor, Right.CONTINGENT_EDIT).items():
        rows = [row for row in measures.values() if row.node_id == node_id and row.year == today.year]
        if any(row.lacks_contingent for row in rows):
            url = f"{reverse('registry:contingent_edit', args=[node_id])}?year={today.year}"
            text = f"Не указан контингент за {today.year} год"
            tasks.append(
                Task(text, Action("Указать", url), who=name, due=Due.FIGURES.value.of(SchoolYear(today.year)))
            )
    return tasks


def birth_tasks(actor: AccountActor, measures: Measures, today: date) -> list[Task]:
    """People of the actor's own institution who entered and count nowhere until their birth date is known."""
    tasks = []
    for node_id in own_institutions(actor, Right.PEOPLE_EDIT):
        rows = [row for row in measures.values() if row.node_id == node_id and row.year == today.year]
        for row in sorted((row for row in rows if row.doubtful), key=lambda row: row.code):
            url = f"{names_url(node_id, row.code, row.year)}?standing={Standing.UNDATED}"
            text = f"Уточнить дату рождения: {counted(row.doubtful, ENTERED_WORDS)}"
            due = Due.FIGURES.value.of(SchoolYear(today.year))
            tasks.append(Task(text, Action("Показать", url), who=row.label, due=due))
    return tasks


def territory_tasks(
    actor: AccountActor, measures: Measures, institutions: Mapping[str, int], today: date
) -> list[Task]:
    """What awaits a territory: organisations that are behind, in numbers, and targets not set."""
    year = SchoolYear.of(today)
    tasks = []
    if without := institutions["without_contingent"]:
        verb = plural(without, "не указала", "не указали", "не указали")
        text = f"{counted(without, ORGANISATIONS_WORDS)} {verb} контингент за {today.year} год"
        url = _filtered("registry:organisation_list", lacks="contingent")
        due = Due.FIGURES.value.of(SchoolYear(today.year))
        tasks.append(Task(text, Action("Показать", url), due=due))
    if without := institutions["without_programme"]:
        text = f"{counted(without, ORGANISATIONS_WORDS)} без программы на {year.title}"
        url = _filtered("registry:organisation_list", lacks="programme")
        tasks.append(Task(text, Action("Показать", url), due=Due.MENTEES.in_year(year.start)))
    return tasks + _targets(actor, measures, today)


def backup_tasks(last: datetime | None, now: datetime) -> list[Task]:
    """A base without a copy of the last three days; `last` is when the newest was made."""
    if last is not None and now - last < BACKUP_TERM:
        return []
    text = "Копия базы данных ещё не делалась"
    if last is not None:
        days = (timezone.localdate(now) - timezone.localdate(last)).days
        text = f"Копия базы данных не делалась {counted(days, DAYS_WORDS)}"
    return [Task(text, Action("Показать", reverse("desk:backup_list")))]


def _targets(actor: AccountActor, measures: Measures, today: date) -> list[Task]:
    """A line for each territory that has no target for some of its indicators."""
    tasks = []
    for node_id, name in territories(actor).items():
        without = [
            row
            for row in measures.values()
            if row.node_id == node_id and row.year == today.year and row.target is None
        ]
        if without and actor.may(Right.TARGETS_EDIT, node_id):
            tasks.append(_target_task(sorted(without, key=lambda row: row.code), name))
    return tasks


def _target_task(rows: Sequence[FigureRow], name: str) -> Task:
    first = rows[0]
    if len(rows) == 1:
        url = f"{reverse('monitoring:target_edit', args=[first.node_id, first.code])}?year={first.year}"
        return Task(
            f"Не указана цель на {first.year} год", Action("Указать", url), who=f"{name}. {first.label}"
        )
    url = f"{reverse('monitoring:node_figures', args=[first.node_id])}?year={first.year}"
    text = f"Не указаны цели на {first.year} год: {counted(len(rows), INDICATORS_WORDS)}"
    return Task(text, Action("Указать", url), who=name)
