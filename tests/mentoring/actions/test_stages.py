"""Marks on the stages of a cycle, other dates, the gate before the bases, and where cycles are seen from above."""

from datetime import date

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.enrolment import enrol_person
from nastavnik.mentoring.actions.stages import Proof, mark_item, plan_stage, shift_stages, unmark_item
from nastavnik.mentoring.models import Pair, Programme, StageMark
from nastavnik.mentoring.queries.stages import cycle_of, stages_below
from nastavnik.papers.models import Paper
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.stages import StageState, Term
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
TODAY = date(2026, 10, 15)


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


def stage(by: AccountActor, programme: Programme, code: str):  # type: ignore[no-untyped-def]
    with acting(by):
        return next(one for one in cycle_of(programme, TODAY).stages if one.rule.code == code)


def test_mark_with_its_evidence_moves_the_stage_and_can_be_taken_back(
    svetlana: AccountActor, programme: Programme
) -> None:
    told = []

    def listen(**values: object) -> None:
        told.append(values)

    result_reached.subscribe(listen, order=990)
    try:
        with acting(svetlana):
            for item in ("selected", "trained"):
                mark_item(
                    by=svetlana, programme=programme, item=item, today=TODAY,
                    proof=Proof(date(2026, 10, 9), note="протокол № 2"),
                )  # fmt: skip
    finally:
        result_reached.subscriptions[:] = [s for s in result_reached.subscriptions if s.order != 990]
    assert [(one["fact"], one["institution_id"]) for one in told] == [("training", programme.institution_id)]
    assert stage(svetlana, programme, "training").state is StageState.DONE
    with acting(svetlana):
        assert cycle_of(programme, TODAY).reached.rule.code == "training"
        unmark_item(by=svetlana, programme=programme, item="trained", today=TODAY)
        assert StageMark.objects.get(item="trained").revoked_date == TODAY
        with pytest.raises(Refused, match="уже нет"):
            unmark_item(by=svetlana, programme=programme, item="trained", today=TODAY)
    assert stage(svetlana, programme, "training").state is StageState.GOING


@pytest.mark.parametrize(
    ("item", "proof", "said"),
    [
        ("trained", Proof(date(2026, 10, 16), note="протокол"), "ещё не наступил"),
        ("trained", Proof(TODAY), "чем это подтверждается"),
        ("regulation", Proof(TODAY, note="нет", is_needless=True), "не требуется"),
        ("flying", Proof(TODAY, note="протокол"), "Такой строки"),
    ],
)
def test_weak_evidence_is_refused(
    svetlana: AccountActor, programme: Programme, item: str, proof: Proof, said: str
) -> None:
    with acting(svetlana), pytest.raises(Refused, match=said):
        mark_item(by=svetlana, programme=programme, item=item, proof=proof, today=TODAY)


def test_stages_are_for_the_curator_alone(house: House, programme: Programme) -> None:
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Denied, match="куратор"):
        mark_item(by=nina, programme=programme, item="trained", proof=Proof(TODAY, note="да"), today=TODAY)


def test_shift_moves_the_stage_and_all_after_it(svetlana: AccountActor, programme: Programme) -> None:
    with acting(svetlana):
        plan_stage(
            by=svetlana, programme=programme, stage="pairs",
            term=Term(date(2026, 10, 12), date(2026, 11, 2), "Заместитель директора"),
        )  # fmt: skip
        assert shift_stages(by=svetlana, programme=programme, stage="training", days=30) == 4
        terms = {one.rule.code: one.term for one in cycle_of(programme, TODAY).stages}
        with pytest.raises(Refused, match="раньше начала"):
            plan_stage(
                by=svetlana,
                programme=programme,
                stage="pairs",
                term=Term(TODAY, date(2026, 10, 1), "Куратор"),
            )
    assert terms["mentors"].last == date(2026, 9, 30)
    assert (terms["training"].first, terms["training"].last) == (date(2026, 10, 31), date(2026, 11, 19))
    assert (terms["pairs"].first, terms["pairs"].owner) == (date(2026, 11, 11), "Заместитель директора")
    assert terms["closing"].last == date(2027, 7, 15)


def test_nobody_enters_the_bases_before_the_regulation(house: House, svetlana: AccountActor) -> None:
    programme = pairing.programme(house.school)
    with make.owning():
        StageMark.objects.all().delete()
    person = pairing.child(house.school, "Озеров Даниил Олегович")

    def enrol() -> None:
        enrol_person(
            by=svetlana, person=person, programme=programme, side="mentee", words="физика", topics=(),
            entered_date=TODAY, today=TODAY,
        )  # fmt: skip

    with acting(svetlana), pytest.raises(Refused, match="положение о наставничестве"):
        enrol()
    with make.owning():
        Paper.objects.create(
            institution=house.school, kind="regulation", title="Положение о наставничестве", preamble="",
            signer_post="Директор", signer_name="Н. И. Орлова", school_year=2025, number="7",
            paper_date=date(2025, 9, 1), state="registered",
        )  # fmt: skip
    with acting(svetlana):
        enrol()
        assert cycle_of(programme, TODAY).reached.rule.code == "mentees"


def test_regulation_marked_once_serves_the_next_programme(house: House, svetlana: AccountActor) -> None:
    pairing.programme(house.school, "Первая")
    with make.owning():
        later = Programme.objects.create(
            institution=house.school, title="Вторая", school_year=2027, form_id="teacher_teacher",
            start_date=date(2027, 10, 1), end_date=date(2028, 5, 31),
        )  # fmt: skip
    with acting(svetlana):
        cycle = cycle_of(later, date(2027, 9, 20))
        assert cycle.template.code == "teachers" and cycle.gates == ()


def test_territory_counts_cycles_by_stage_and_the_school_sees_the_same(
    house: House, svetlana: AccountActor
) -> None:
    work = pairing.programme(house.school, "Идёт")
    pairing.mentee(work, pairing.child(house.school, "Озеров Даниил Олегович"))
    pairing.mentor(work, pairing.adult(house.school, "Заречная Мария Ивановна"))
    (pair,) = pairing.agreed_pairs(svetlana, work)
    pairing.programme(house.school, "Открыта")
    oleg, boris = make.actor("oleg"), make.actor("boris")
    wanted = [house.school.pk, house.gymnasium.pk]

    def seen(by: AccountActor) -> list[str]:
        with acting(by):
            return sorted(rule.code for _, _, rule in stages_below(wanted, 2026))

    assert seen(oleg) == ["pairs", "prepare"]
    assert seen(boris) == []
    ended = {"state": Pair.State.COMPLETED, "active_from": date(2026, 9, 20), "ended_date": TODAY}
    for values, code in (({"state": Pair.State.DECLINED}, "mentors"), (ended, "closing")):
        with make.owning():
            Pair.objects.filter(pk=pair.pk).update(**values)
        assert seen(oleg) == sorted([code, "prepare"])
        with acting(svetlana):
            assert cycle_of(work, TODAY).reached.rule.code == code
