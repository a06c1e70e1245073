"""The state of one's organisation in four to six figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.desk.queries import SchoolWork
from nastavnik.kit.components import Figure
from nastavnik.monitoring.queries.figures import Measures
from nastavnik.monitoring.showing import figure_url, shown
from nastavnik.papers.models import Paper
from nastavnik.rulebook.indicators import share
from nastavnik.rulebook.roles import Right

INDICATORS_SHOWN = 3


def indicator_figures(actor: AccountActor, measures: Measures, node_id: int, today: date) -> list[Figure]:
    """Indicators of the actor's own node in this reporting year, with target and last year; the federal ones first."""
    if not actor.may(Right.FIGURES_VIEW, node_id):
        return []
    rows = [row for row in measures.values() if row.node_id == node_id and row.year == today.year]
    return [
        shown(
            row,
            label=row.label,
            last_year=measures.get((node_id, row.code, row.year - 1)),
            url=figure_url(node_id, row.code, row.year),
        )
        for row in sorted(rows, key=lambda row: row.code)[:INDICATORS_SHOWN]
    ]


def school_figures(work: SchoolWork) -> list[Figure]:
    """Programmes of this school year in numbers: participants, consents, pairs."""
    mentees = sum(one.mentees for one in work.programmes)
    paired = mentees - sum(one.waiting for one in work.programmes)
    consented = work.consents.ready
    return [
        _share("Наставляемые с парой", paired, mentees, reverse("mentoring:pair_list")),
        _count(
            "Действующие пары", sum(one.active for one in work.programmes), reverse("mentoring:pair_list")
        ),
        _share(
            "Участники со всеми согласиями",
            consented,
            work.consents.participants,
            reverse("mentoring:participant_list"),
        ),
    ]


def territory_figures(institutions: Mapping[str, int], papers: int, today: date) -> list[Figure]:
    """Organisations of a territory in numbers."""
    known, url = institutions["all"], reverse("registry:organisation_list")
    opened = known - institutions["without_programme"]
    asked = institutions["asked"]
    stated = asked - institutions["without_contingent"]
    return [
        _share(
            "Организации с программой в этом учебном году", opened, known, reverse("mentoring:stage_counts")
        ),
        _share(f"Организации, указавшие контингент за {today.year} год", stated, asked, url),
        _count(
            f"Приказов о парах зарегистрировано в {today.year} году", papers, reverse("papers:paper_list")
        ),
    ]


def paper_figures(papers: Sequence[Paper], registered: int, today: date) -> list[Figure]:
    """Papers in numbers, for whoever works with nothing but papers."""
    url = reverse("papers:paper_list")
    states = [paper.state for paper in papers]
    return [
        _count("Проекты приказов", states.count(Paper.State.DRAFT), url),
        _count("Возвращены с замечанием", states.count(Paper.State.RETURNED), url),
        _count("Ждут номера", states.count(Paper.State.SIGNED), url),
        _count(f"Зарегистрированы в {today.year} году", registered, url),
    ]


def _share(label: str, part: int, whole: int, url: str) -> Figure:
    """A share beside its two numbers; of nothing there is no share."""
    if not whole:
        return Figure(label, None, url=url)
    return Figure(label, share(part, whole), numerator=part, denominator=whole, url=url, places=0)


def _count(label: str, number: int, url: str) -> Figure:
    return Figure(label, number, unit="", url=url)
