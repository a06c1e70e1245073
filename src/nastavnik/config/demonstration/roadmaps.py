"""Road maps of the demonstration: one that came down through three levels, one under discussion, one that changed above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from nastavnik.access.actors import AccountActor, HeldGrant
from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.approval import approve_edition
from nastavnik.roadmaps.actions.cascade import adopt_roadmap
from nastavnik.roadmaps.actions.documents import start_roadmap_from_template
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.actions.duties import begin_duty, complete_duty
from nastavnik.roadmaps.actions.talks import open_discussion
from nastavnik.roadmaps.models import Edition, Line, Roadmap
from nastavnik.roadmaps.queries.cascade import measures_in_force
from nastavnik.roadmaps.queries.duties import duties_visible_to, living, wording_of
from nastavnik.rulebook.deadlines import Span, write_deadline
from nastavnik.rulebook.roadmap_templates import templates_for
from nastavnik.rulebook.roles import Role
from nastavnik.rulebook.school_year import SchoolYear

_ROLES = {
    Organisation.Level.REGION: Role.REGIONAL_OPERATOR,
    Organisation.Level.MUNICIPALITY: Role.MUNICIPAL_CURATOR,
    Organisation.Level.INSTITUTION: Role.CURATOR,
}
_ABOVE_A_SCHOOL = ("муниципал", "регионал", "сводный")
_NOT_OURS = "Это мероприятие проводит орган управления образованием"
_DISCUSSION = timedelta(days=14)
_LATER = timedelta(days=20)


def draw_up_roadmaps(tree: dict[str, Organisation], year: SchoolYear, today: date) -> None:
    """The region's map adopted by all municipalities but the last, the first city's by its institutions.

    Every institution reports what is due; the last one is behind. The last municipality discusses a draft of its own,
    and the first one has changed a row that its institutions have not looked at yet.
    """
    region = tree["region"]
    municipalities = [node for node in tree.values() if node.level == Organisation.Level.MUNICIPALITY]
    regional = _from_template(region, year, today)
    *adopting, discussing = municipalities
    for node in adopting:
        _adopt(node, regional, today, number=f"{node.pk}-ОД")
    with acting(actor := _speaking_for(discussing)):
        draft = _draft(actor, discussing, year)
        open_discussion(by=actor, edition=draft, from_date=today, to_date=today + _DISCUSSION)
    city = adopting[0] if adopting else discussing
    city_map = Roadmap.objects.filter(owner=city).first()
    schools = [
        node
        for node in tree.values()
        if node.parent_id == city.pk and node.level == Organisation.Level.INSTITUTION
    ]
    if city_map is not None and adopting:
        for school in schools:
            _adopt(school, city_map, today, number=f"{school.pk}-К")
    institutions = [node for node in tree.values() if node.level == Organisation.Level.INSTITUTION]
    for node in institutions[:-1]:
        _report(node, today)
    if city_map is not None and adopting:
        _change_a_row(city, city_map, today)


def _from_template(region: Organisation, year: SchoolYear, today: date) -> Roadmap:
    """The region's map; its first measure is a duty of every institution."""
    with acting(actor := _speaking_for(region)):
        edition = _draft(actor, region, year)
        first = edition.measures.order_by("position").first()
        if first is not None:
            Line.objects.filter(pk=first.line_id).update(reach=Line.Reach.BELOW)
        approve_edition(by=actor, edition=edition, order_number="318-р", order_date=_ordered(year, today))
    return edition.roadmap


def _draft(actor: AccountActor, owner: Organisation, year: SchoolYear) -> Edition:
    template = templates_for(owner.level)[0]
    return start_roadmap_from_template(by=actor, owner=owner, template=template, school_year=year.start)


def _adopt(owner: Organisation, parent: Roadmap, today: date, *, number: str) -> Roadmap:
    """Takes a map over, a school without what is not for schools, and approves it."""
    year = SchoolYear(parent.school_year or today.year)
    with acting(actor := _speaking_for(owner)):
        title = f"Дорожная карта внедрения целевой модели наставничества: {owner.short_name}, {year.label}"
        rows = measures_in_force(parent) if owner.level == Organisation.Level.INSTITUTION else []
        left_out = {row.line_id: _NOT_OURS for row in rows if _is_above_a_school(row.title)}
        roadmap = adopt_roadmap(by=actor, owner=owner, parent=parent, left_out=left_out, title=title)
        edition = edition_to_write(by=actor, roadmap=roadmap)
        approve_edition(by=actor, edition=edition, order_number=number, order_date=_ordered(year, today))
    return roadmap


def _report(node: Organisation, today: date) -> None:
    """What is due by today is done, as far as no paper is asked for; the next one is begun."""
    with acting(actor := _speaking_for(node)):
        own = living(duties_visible_to(actor).filter(organisation=node)).order_by("occurrence__to_date", "pk")
        for duty in own:
            measure = wording_of(duty.occurrence.line)
            due = duty.occurrence.to_date
            if measure is None or due is None:
                continue
            if due <= today:
                reason = "Документ хранится в организации" if measure.document_kind else ""
                complete_duty(by=actor, duty=duty, done_date=due, today=today, no_paper_reason=reason)
            else:
                begin_duty(by=actor, duty=duty)
                break


def _change_a_row(owner: Organisation, roadmap: Roadmap, today: date) -> None:
    """A new edition in which the last measure of schools has more time."""
    with acting(actor := _speaking_for(owner)):
        edition = edition_to_write(by=actor, roadmap=roadmap)
        rows = list(edition.measures.order_by("position"))
        last = next((row for row in reversed(rows) if not _is_above_a_school(row.title)), None)
        if last is not None and roadmap.to_date is not None:
            last.deadline = write_deadline([Span(None, roadmap.to_date - _LATER)])
            last.save(update_fields=["deadline"])
        approve_edition(by=actor, edition=edition, order_number="77-ОД", order_date=today)


def _is_above_a_school(title: str) -> bool:
    return any(word in title for word in _ABOVE_A_SCHOOL)


def _ordered(year: SchoolYear, today: date) -> date:
    return min(date(year.start, 8, 28), today)


def _speaking_for(node: Organisation) -> AccountActor:
    """The demonstration in the role that prepares the road maps of an organisation: a named actor without an account."""
    role = _ROLES[Organisation.Level(node.level)]
    covers = frozenset([node.pk, *_below(node.pk)])
    return AccountActor(
        None, None, "демонстрация", (HeldGrant(role, node.pk, node.short_name, node.level, covers),)
    )


def _below(pk: int) -> Iterable[int]:
    """Everything under a node, whatever its level."""
    found = set(Organisation.objects.filter(parent_id=pk).values_list("pk", flat=True))
    return found.union(*(_below(child) for child in found))
