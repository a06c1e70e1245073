"""A school in mid-October for the table of addresses: one object of every kind, in the school of the house."""

from collections.abc import Mapping
from datetime import date

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.bases import check_base
from nastavnik.mentoring.actions.dictionaries import add_entry
from nastavnik.mentoring.actions.matching import fix_choice
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import GroupMeeting, Need, Nominee, Offer, Pair, Programme, Topic
from nastavnik.mentoring.queries.matching import people_of_side
from nastavnik.papers.actions import sign_order
from nastavnik.registry.models import (
    Consent,
    ConsentPolicy,
    ConsentScan,
    Cooperation,
    Guardian,
    OutsiderCheck,
    Partner,
    Person,
    Training,
    TrainingImport,
)
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES
from tests import factories as make
from tests.house.scene_of_duties import duties_of
from tests.house.scene_of_meetings import meetings_of
from tests.house.scene_of_notices import hung_on_notices
from tests.house.scene_of_papers import hung_on_papers
from tests.house.scene_of_roadmaps import roadmaps_of
from tests.house.scene_of_surveys import hung_on_surveys
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing
from tests.monitoring import rows as monitored

Ids = dict[str, int | str]


def october(house: House) -> Ids:
    """Makes the scene and gives the ids by the names that the table of addresses uses."""
    monitored.indicator(house.region)
    svetlana = make.actor("svetlana")
    work = pairing.programme(house.school, "Физика вместе")
    teacher = pairing.adult(house.school, "Заречная Мария Ивановна")
    pupil = pairing.child(house.school, "Озеров Даниил Олегович")
    pairing.mentee(work, pupil), pairing.mentor(work, teacher)
    pair, *_ = pairing.agreed_pairs(svetlana, work)
    later = pairing.programme(house.school, "Осенний набор")
    waiting = pairing.child(house.school, "Полевая Ева Марковна")
    make.person(
        house.school, "Снежный Илья Львович", birth_year=2014, class_name="6 «Б»"
    )  # has signed nothing yet
    pairing.mentee(later, waiting), pairing.mentor(later, pairing.adult(house.school, "Горная Инна Павловна"))
    with acting(svetlana):
        paper = draft_pairs_order(by=svetlana, programme=work)
        earlier = propose_pairs(by=svetlana, programme=later)
        proposal = propose_pairs(by=svetlana, programme=later)
        choice = _pinned(svetlana, later)
        run = _checked_file(svetlana, later)
    signed = _signed_paper(house)
    maps = roadmaps_of(house) | duties_of(house)
    give_cards(house)
    own = _own_pair(house)
    hung = hung_on_papers(house, signed) | hung_on_notices(house) | hung_on_surveys(house)
    make.contingent(house.school, 2026)
    closed = make.organisation("Вечерняя школа", parent=house.city, closed_date=date(2026, 9, 1))
    account = house.accounts["svetlana"]
    with acting(svetlana):
        topic = add_entry(by=svetlana, kind=Topic, owner=house.school, values={"label": "школьный музей"})
    registers = _registers(house, teacher, later)
    with make.owning():
        october_ids: Ids = {
            "guardian": Guardian.objects.filter(person=pupil).first().pk,  # type: ignore[union-attr]
            "closed": closed.pk,
            "account": account.pk, "grant": account.grants.get().pk,
            "node": house.school.pk, "region": house.region.pk, "person": pupil.pk, "pair": pair.pk,
            "programme": later.pk, "proposal": proposal.pk, "earlier": earlier.pk, "choice": choice, "run": run,
            "paper": paper.pk, "signed": signed,
            "own": own, "direction": later.directions.get().pk, "topic": topic.pk,
            "need": Need.objects.get(person=waiting).pk, "offer": Offer.objects.get(participation__programme=later).pk,
            "waiting": waiting.pk, "consent": (consent := _scanned(house, waiting)).pk, "scan": consent.scan.pk,
            "paused": _paused_pair(house).pk,
        }  # fmt: skip
        return _joined(october_ids, registers, maps, hung, _wisher(house), meetings_of(house))


def _joined(*parts: Mapping[str, int | str]) -> Ids:
    """All names of the scene; one that two parts use would silently lead a page to the other's row."""
    whole: Ids = {}
    for part in parts:
        assert not whole.keys() & part.keys(), f"twice in the scene: {whole.keys() & part.keys()}"
        whole |= part
    return whole


def _registers(house: House, teacher: Person, later: Programme) -> Ids:
    """Training, a checked outsider, a partner with its agreement, its responsible employee and whom he proposes."""
    with make.owning():
        outsider = make.person(house.school, "Сторонний Иван Ильич", is_outsider=True)
        training = Training.objects.create(
            institution=house.school, person=teacher, full_name="Заречная Мария Ивановна", capacity="mentor",
            programme="Школа наставника", to_date=date(2026, 9, 20),
        )  # fmt: skip
        trainings = TrainingImport.objects.create(
            institution=house.school, file_name="обучение.xlsx", state="checked", headings=["ФИО", "Программа", "Дата"],
            cells=[["ФИО", "Программа", "Дата"], ["Заречная Мария Ивановна", "Школа наставника", "20.09.2026"]],
            columns={"0": "full_name"},
            rows=[{"number": 2, "state": "new", "title": "Заречная Мария Ивановна"}],
        )  # fmt: skip
        check = OutsiderCheck.objects.create(
            institution=house.school, person=outsider, valid_until=date(2027, 9, 1)
        )
        partner = Partner.objects.create(organisation=house.school, name="ООО «Вектор»", kind="enterprise")
        agreement = Cooperation.objects.create(
            partner=partner, institution=house.school, contact_name="Векторов В. В."
        )
        house.accounts["yakov"] = make.responsible("yakov", "Якорев Яков Ильич", partner, house.school)
        later.directions.update(channel="partner")
        nominee = Nominee.objects.create(
            institution=house.school,
            partner=partner,
            account_id=house.accounts["yakov"].pk,
            last_name="Вектор",
            first_name="Виктор",
            middle_name="Ильич",
            competences="черчение",
        )
        return {
            "outsider": outsider.pk, "check": check.pk, "training": training.pk, "trainings": trainings.pk,
            "partner": partner.pk, "agreement": agreement.pk, "nominee": nominee.pk,
        }  # fmt: skip


def _scanned(house: House, person: Person) -> Consent:
    """A consent with its scan, in a school that keeps scans."""
    consent = Consent.objects.filter(person=person).order_by("pk").first()
    assert consent is not None
    ConsentPolicy.objects.create(institution=house.school, keeps_scans=True)
    ConsentScan.objects.create(
        institution=house.school, person=person, consent=consent, file_name="скан.pdf",
        content_type="application/pdf", content=b"%PDF-1.7",
    )  # fmt: skip
    return consent


def _paused_pair(house: House) -> Pair:
    """A pair that waits for a new consent."""
    programme = pairing.programme(house.school, "Шахматы вместе")
    pairing.mentee(programme, pairing.child(house.school, "Дальний Иван Ильич"))
    pairing.mentor(programme, pairing.adult(house.school, "Ближняя Анна Юрьевна"))
    pair, *_ = pairing.agreed_pairs(make.actor("svetlana"), programme)
    Pair.objects.filter(pk=pair.pk).update(state=Pair.State.PAUSED, paused_date="2026-10-14")
    return pair


def _pinned(svetlana, programme: Programme) -> int:  # type: ignore[no-untyped-def]
    (mentee,), (mentor,) = (people_of_side(programme, side) for side in ("mentee", "mentor"))
    return fix_choice(by=svetlana, mentee=mentee, mentor=mentor, kind="pinned").pk


def _checked_file(svetlana, programme: Programme) -> int:  # type: ignore[no-untyped-def]
    row = ["1", "Лугов Пётр Ильич", "Лугова Анна Юрьевна", "2012", "физика", "10.09.2026"]
    cells = [list(HEADINGS_MENTEES), [*row, *[""] * (len(HEADINGS_MENTEES) - len(row))]]
    return check_base(by=svetlana, programme=programme, side="mentee", cells=cells, file_name="база.xlsx").pk


def _own_pair(house: House) -> int:
    """A pair of Мария and Даня that waits for their answers."""
    programme = pairing.programme(house.school, "Своя пара")
    make.consent(house.maria), make.consent(house.danya)
    pairing.mentor(programme, house.maria), pairing.mentee(programme, house.danya)
    return pairing.approved_pairs(make.actor("svetlana"), programme)[0].pk


def _wisher(house: House) -> Ids:
    """Даня, whom a programme asks after its group meeting whom he would like."""
    programme = pairing.programme(house.school, "Общий сбор")
    pairing.mentor(programme, pairing.adult(house.school, "Полянский Фёдор Ильич", post="инженер"))
    wisher = pairing.mentee(programme, house.danya)
    GroupMeeting.objects.create(programme=programme, held_date=date(2026, 10, 12))
    return {"meeting": programme.pk, "wisher": wisher.pk}


def _signed_paper(house: House) -> int:
    svetlana, nina = make.actor("svetlana"), make.actor("nina")
    programme = pairing.programme(house.school, "Химия вместе")
    pairing.mentee(programme, pairing.child(house.school, "Лесной Марк Ильич"))
    pairing.mentor(programme, pairing.adult(house.school, "Дубрава Алла Юрьевна"))
    pairing.agreed_pairs(svetlana, programme)
    with acting(svetlana):
        paper = draft_pairs_order(by=svetlana, programme=programme)
    with acting(nina):
        return sign_order(by=nina, paper=paper).pk
