"""Road maps of the scene: an approved one of the city and the school's own draft."""

from datetime import date

from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.sources import read_source
from nastavnik.roadmaps.actions.talks import ask_concurrence
from nastavnik.roadmaps.models import Edition, Line, Measure, MeasureTarget, Remark, Roadmap, Section
from tests import factories as make
from tests.factories import owning
from tests.house_of_people import House

PASTED = """Дорожная карта внедрения наставничества в Школе № 5 на 2025-2026 учебный год

№\tМероприятие\tСрок\tОтветственный\tРезультат
1\tПодготовка условий
1.1\tИздать приказ о составе рабочей группы\tдо 30.08.2025\tКостина О. П.\tПриказ
1.2\tСформировать базу наставляемых\tс 1 по 15 сентября\tКуратор\tБаза
1.2\tПровести форум наставников\t\tКастина О. П.\t
"""


def roadmap_of(owner: Organisation, title: str, state: str = "draft") -> Edition:
    """A road map of one section and one measure, in the given state."""
    with owning():
        roadmap = Roadmap.objects.create(
            owner=owner, title=title, from_date=date(2026, 9, 1), to_date=date(2027, 8, 31), school_year=2026
        )
        edition = Edition.objects.create(
            roadmap=roadmap, number=1, state=state, order_number="41-ОД" if state == "approved" else ""
        )
        section = Section.objects.create(edition=edition, position=1, number="1", title="Подготовка условий")
        Measure.objects.create(
            edition=edition,
            line=Line.objects.create(roadmap=roadmap),
            section=section,
            position=1,
            number="1.1",
            title="Издать приказ о закреплении пар",
            deadline="до 15 октября 2026 г.",
            executors="Куратор",
            result="Приказ",
        )
        return edition


def adopted_map(house: House, above: Edition) -> Roadmap:
    """The school's own map taken over from the city's, with a deadline of its own wording."""
    edition = roadmap_of(house.school, "Принятая карта города", "approved")
    with owning():
        roadmap = edition.roadmap
        Roadmap.objects.filter(pk=roadmap.pk).update(parent=above.roadmap)
        Line.objects.filter(roadmap=roadmap).update(parent=above.measures.get().line)
        Measure.objects.filter(edition=edition).update(deadline="октябрь 2026 г.")
    return roadmap


def roadmaps_of(house: House) -> dict[str, int | str]:
    """The ids by the names that the table of addresses uses."""
    city = roadmap_of(house.city, "Дорожная карта города", "approved")
    own = roadmap_of(house.school, "Дорожная карта школы")
    adopted = adopted_map(house, city)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        asked = ask_concurrence(
            by=svetlana, edition=own, organisation=house.school, who="Педагогический совет"
        )
        source = read_source(by=svetlana, owner=house.school, text=PASTED)
    with owning():
        remark = Remark.objects.create(
            edition=own, owner=house.school, organisation=house.city, text="Сдвинуть срок на неделю"
        )
        promise = MeasureTarget.objects.create(
            measure=city.measures.get(),
            year=2026,
            value=50,
            unit="участников",
            text="2026 г. – 50 участников",
        )
    return {
        "own_remark": remark.pk,
        "own_concurrence": asked.pk,
        "own_source": source.pk,
        "adopted_map": adopted.pk,
        "promise": promise.pk,
        "city_line": city.measures.get().line_id,
        "city_map": city.roadmap_id,
        "city_edition": city.pk,
        "own_map": own.roadmap_id,
        "own_edition": own.pk,
        "own_section": own.sections.get().pk,
        "own_measure": own.measures.get().pk,
    }
