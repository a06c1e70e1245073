"""A paper signed, returned, registered, discarded: who may, from which state, and what a refusal leaves."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save

from nastavnik.access.models import Grant
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.moments import Moment, Subscription
from nastavnik.papers.actions import (
    correct_order,
    discard_order,
    download_order,
    draft_order,
    register_paper,
    return_order,
    sign_order,
)
from nastavnik.papers.models import Paper, PaperFile, PaperName, PaperRemark
from nastavnik.papers.moments import paper_discarded, paper_registered
from nastavnik.papers.queries import last_remark_of, names_of, order_sheet_of
from nastavnik.papers.values import NameText
from nastavnik.registry.actions.people import correct_person
from nastavnik.rulebook.papers import number_key
from tests import factories as make
from tests.house_of_people import House
from tests.papers.drafting import drafted, line, registered, signed
from tests.papers.reading import lines_of
from tests.papers.test_drafting import texts_of

pytestmark = pytest.mark.django_db

OCTOBER_15 = date(2026, 10, 15)
ACTIONS: dict[str, Callable[..., Any]] = {
    "sign": lambda by, paper: sign_order(by=by, paper=paper),
    "return": lambda by, paper: return_order(by=by, paper=paper, remark="Исправьте период."),
    "register": lambda by, paper: register_paper(by=by, paper=paper, number="40-од", paper_date=OCTOBER_15),
    "discard": lambda by, paper: discard_order(by=by, paper=paper),
    "download": lambda by, paper: download_order(by=by, paper=paper),
}
WHOSE = {"sign": "nina", "return": "nina", "register": "tamara", "discard": "svetlana"}
ALLOWED_FROM = {
    "sign": {"draft"},
    "return": {"draft", "signed"},
    "register": {"signed"},
    "discard": {"draft", "returned"},
}


@pytest.fixture
def happening() -> Iterator[Callable[[Moment, Callable[..., None]], None]]:
    """Subscribes for one test and takes every such subscription back."""
    added: list[tuple[Moment, Subscription]] = []

    def subscribe(moment: Moment, subscriber: Callable[..., None]) -> None:
        moment.subscribe(subscriber, order=-1)
        added.append((moment, next(one for one in moment.subscriptions if one.subscriber is subscriber)))

    yield subscribe
    for moment, subscription in added:
        moment.subscriptions.remove(subscription)


def paper_in(house: House, state: str) -> Paper:
    if state == "signed":
        return signed(house)
    if state == "registered":
        return registered(house, "1")
    paper = drafted(house)
    if state == "returned":
        return act("return", "nina", paper)  # type: ignore[no-any-return]
    if state == "discarded":
        return act("discard", "svetlana", paper)  # type: ignore[no-any-return]
    return paper


def act(verb: str, login: str, paper: Paper) -> Any:
    actor = make.actor(login)
    with acting(actor):
        return ACTIONS[verb](actor, paper)


def stored(paper: Paper) -> Paper:
    with acting(make.actor("svetlana")):
        return Paper.objects.get(pk=paper.pk)


@pytest.mark.parametrize("verb", WHOSE)
@pytest.mark.parametrize("login", ["nina", "svetlana", "tamara", "boris", "oleg", "irina"])
def test_each_step_belongs_to_one_role(house: House, verb: str, login: str) -> None:
    paper = signed(house) if verb == "register" else drafted(house)
    if login == WHOSE[verb]:
        act(verb, login, paper)
        assert stored(paper).state != paper.state
        return
    with pytest.raises(Denied):
        act(verb, login, paper)
    assert stored(paper).state == paper.state


@pytest.mark.parametrize("login", ["nina", "svetlana", "tamara"])
def test_staff_of_the_institution_download(house: House, login: str) -> None:
    assert act("download", login, drafted(house)).startswith(b"PK")


@pytest.mark.parametrize("login", ["boris", "oleg", "irina"])
def test_others_do_not_download(house: House, login: str) -> None:
    with pytest.raises(Denied, match="только сотрудникам самой организации"):
        act("download", login, drafted(house))


@pytest.mark.parametrize("verb", ALLOWED_FROM)
@pytest.mark.parametrize("state", Paper.State.values)
def test_step_is_possible_from_its_states_only(house: House, verb: str, state: str) -> None:
    paper = paper_in(house, state)
    if state in ALLOWED_FROM[verb]:
        act(verb, WHOSE[verb], paper)
        return
    with pytest.raises(Refused):
        act(verb, WHOSE[verb], paper)
    assert stored(paper).state == state


def test_signature_is_marked_and_journalled(house: House) -> None:
    paper = stored(signed(house))
    assert (paper.state, paper.signed_at is not None) == ("signed", True)
    with acting(make.actor("nina")):
        assert Entry.objects.filter(verb="sign_order", object_id=paper.pk).count() == 1


def test_return_needs_a_remark_and_keeps_it(house: House) -> None:
    paper, nina = signed(house), make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="Напишите, что исправить") as refusal:
        return_order(by=nina, paper=paper, remark="  ")
    assert refusal.value.field == "remark"
    act("return", "nina", paper)
    kept = stored(paper)
    assert (kept.state, kept.signed_at) == ("returned", None)
    with acting(nina):
        assert last_remark_of(paper) == "Исправьте период."
        assert PaperRemark.objects.get(paper=paper).institution_id == house.school.pk


def test_returned_draft_goes_to_the_head_again_when_corrected(house: House) -> None:
    paper, svetlana = paper_in(house, "returned"), make.actor("svetlana")
    with acting(svetlana):
        correct_order(by=svetlana, paper=paper, texts=texts_of(paper), names={})
        assert Entry.objects.get(verb="correct_order").fields == ["state"]
    assert stored(paper).state == "draft"


def test_registration_gives_number_date_and_year(house: House) -> None:
    paper = stored(registered(house, "  № 40-од "))
    assert (paper.number, paper.paper_date, paper.calendar_year) == ("40-од", OCTOBER_15, 2026)
    assert (paper.state, paper.registered_at is not None) == ("registered", True)
    with acting(make.actor("tamara")):
        assert Entry.objects.filter(verb="register_paper", object_id=paper.pk).count() == 1
        assert "15 октября 2026 г. … № 40-од" in lines_of(act("download", "tamara", paper))


@pytest.mark.parametrize("again", ["40-од", "40-ОД", " 40 - од ", "№ 40–од", "40—од"])
def test_number_is_given_once_in_institution_kind_and_year(house: House, again: str) -> None:
    registered(house, "40-од")
    second, tamara = signed(house), make.actor("tamara")
    with acting(tamara), pytest.raises(Refused) as refusal:
        register_paper(by=tamara, paper=second, number=again, paper_date=date(2026, 10, 16))
    assert refusal.value.field == "number"
    assert refusal.value.reason == (
        "Приказ № 40-од от 15.10.2026 «О закреплении наставнических пар (групп)» в 2026 году уже есть."
        " Впишите другой номер."
    )
    assert stored(second).state == "signed"


def test_same_number_in_another_year_is_free(house: House) -> None:
    registered(house, "40-од", date(2025, 12, 30))
    assert registered(house, "40-од", OCTOBER_15).number == "40-од"


def test_same_number_in_another_institution_is_free(house: House) -> None:
    registered(house, "40-од")
    boris = make.actor("boris")
    mentor = make.person(house.gymnasium, "Лисин Пётр Ильич", birth_year=1980, gender="m")
    with make.owning():
        for role in ("head", "secretary"):
            Grant.objects.create(
                account_id=boris.account_id, role=role, node=house.gymnasium, from_date=date(2026, 9, 1)
            )
    boris = make.actor("boris")
    with acting(boris):
        paper = draft_order(
            by=boris, institution=house.gymnasium, programme_title="", school_year=2026, control=None,
            lines=[line(1, mentor, house.stranger_child)],
        )  # fmt: skip
        paper = sign_order(by=boris, paper=paper)
        assert register_paper(by=boris, paper=paper, number="40-од", paper_date=OCTOBER_15).number == "40-од"


@pytest.mark.parametrize("number", ["40-од", "40-ОД", "40 - од", "40–ОД"])
def test_database_itself_refuses_the_second_number(house: House, number: str) -> None:
    registered(house, "40-од")
    with make.owning(), pytest.raises(IntegrityError, match="paper_number_once"), transaction.atomic():
        Paper.objects.create(
            institution=house.school, kind="pairs_order", title="О", preamble="", signer_post="",
            signer_name="", school_year=2026, number=number, paper_date=date(2026, 1, 1),
        )  # fmt: skip


@pytest.mark.parametrize("number", ["40-од", "Ш4-13-508/0", "Ёж — 7", "181/1", "22 / 294", "14–А"])
def test_key_of_the_database_is_the_key_of_the_rulebook(house: House, number: str) -> None:
    assert stored(registered(house, number)).number_key == number_key(number)


def test_number_taken_while_it_was_typed_is_refused(house: House) -> None:
    """Two secretaries at once: the second finds the number free and is stopped by the database."""
    paper = signed(house)

    def rival(sender: Any, instance: Paper, **kwargs: Any) -> None:
        pre_save.disconnect(rival, sender=Paper)
        with make.owning():
            Paper.objects.create(
                institution=house.school, kind=paper.kind, title="Соперник", preamble="", signer_post="",
                signer_name="", school_year=2026, number="40-ОД", paper_date=OCTOBER_15,
            )  # fmt: skip

    pre_save.connect(rival, sender=Paper)
    with pytest.raises(Refused, match="только что занят") as refusal:
        act("register", "tamara", paper)
    assert refusal.value.field == "number"
    assert stored(paper).state == "signed"


@pytest.mark.parametrize(
    ("number", "reason"),
    [("", "Впишите номер"), ("од", "нет ни одной цифры"), ("1" * 31, "длиннее 30 знаков")],
)
def test_unusable_number_is_refused(house: House, number: str, reason: str) -> None:
    paper, tamara = signed(house), make.actor("tamara")
    with acting(tamara), pytest.raises(Refused, match=reason) as refusal:
        register_paper(by=tamara, paper=paper, number=number, paper_date=OCTOBER_15)
    assert refusal.value.field == "number"


@pytest.mark.parametrize(
    ("dated", "reason"),
    [
        (date(2026, 10, 20), None),
        (date(2026, 10, 21), "ещё не наступила"),
        (date(2026, 10, 20) - timedelta(days=365), None),
        (date(2026, 10, 20) - timedelta(days=366), "больше чем на год раньше"),
    ],
)
def test_date_lies_between_a_year_before_the_draft_and_today(
    house: House, dated: date, reason: str | None
) -> None:
    paper, tamara = signed(house), make.actor("tamara")
    with acting(tamara):
        if reason is None:
            assert register_paper(by=tamara, paper=paper, number="7", paper_date=dated).paper_date == dated
            return
        with pytest.raises(Refused, match=reason) as refusal:
            register_paper(by=tamara, paper=paper, number="7", paper_date=dated)
    assert refusal.value.field == "paper_date"


def test_registered_file_stays_after_a_name_is_corrected(house: House) -> None:
    paper = registered(house)
    first = act("download", "tamara", paper)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        correct_person(by=svetlana, person=house.maria, changes={"last_name": "Кошкина"})
        kept = PaperFile.objects.get(paper=paper)
    assert act("download", "svetlana", paper) == first == bytes(kept.content)
    assert hashlib.sha256(first).hexdigest() == kept.sha256
    assert any("Котову Марию Ивановну" in text for text in lines_of(first))


def test_registered_file_is_not_made_anew_even_from_changed_names(house: House) -> None:
    paper = registered(house)
    first = act("download", "tamara", paper)
    with make.owning():
        PaperName.objects.filter(paper=paper).update(printed="Кого-то другого")
    assert act("download", "tamara", paper) == first


def test_changed_file_is_refused(house: House) -> None:
    paper = registered(house)
    with make.owning():
        PaperFile.objects.filter(paper=paper).update(content=b"PK other")
    with pytest.raises(Refused, match="контрольная сумма"):
        act("download", "tamara", paper)


def test_download_is_journalled_with_the_number_of_people(house: House) -> None:
    paper = drafted(house, line(1, house.maria, house.danya), line(2, house.pavel, house.danya))
    act("download", "nina", paper)
    with acting(make.actor("nina")):
        entry = Entry.objects.get(verb="download_order")
    assert (entry.count, entry.object_id, entry.institution_id) == (3, paper.pk, house.school.pk)


def test_registration_lets_its_moment_happen_inside(house: House, happening: Any) -> None:
    told: list[tuple[str, str, int, bool]] = []

    def listen(*, by: Any, paper: Paper) -> None:
        told.append(
            (by.name, paper.number, paper.calendar_year, PaperFile.objects.filter(paper=paper).exists())
        )

    happening(paper_registered, listen)
    registered(house)
    assert told == [("Тихонова Тамара Юрьевна", "40-од", 2026, True)]


def test_what_a_subscriber_of_registration_refuses_is_not_written(house: House, happening: Any) -> None:
    def refuse(*, by: Any, paper: Paper) -> None:
        raise Refused("У участника отозвано согласие.")

    happening(paper_registered, refuse)
    paper = signed(house)
    with pytest.raises(Refused, match="отозвано согласие"):
        act("register", "tamara", paper)
    kept = stored(paper)
    assert (kept.state, kept.number, kept.paper_date) == ("signed", "", None)
    with acting(make.actor("tamara")):
        assert not PaperFile.objects.filter(paper=paper).exists()
        assert not Entry.objects.filter(verb="register_paper").exists()


def test_discarding_lets_its_moment_happen_and_may_be_refused(house: House, happening: Any) -> None:
    told: list[str] = []

    def listen(*, by: Any, paper: Paper) -> None:
        told.append(paper.state)
        if len(told) == 2:
            raise Refused("Нельзя.")

    happening(paper_discarded, listen)
    act("discard", "svetlana", drafted(house))
    paper = drafted(house)
    with pytest.raises(Refused, match="Нельзя"):
        act("discard", "svetlana", paper)
    assert told == ["discarded", "discarded"]
    assert stored(paper).state == "draft"


def test_names_typed_by_hand_are_in_the_registered_file(house: House) -> None:
    paper, svetlana, nina = drafted(house), make.actor("svetlana"), make.actor("nina")
    with acting(svetlana):
        mentor = next(name for name in names_of(paper) if name.place == "mentor")
        correct_order(
            by=svetlana,
            paper=paper,
            texts=texts_of(paper),
            names={mentor.pk: NameText("Котову-Лисину М. И.")},
        )
    with acting(nina):
        paper = sign_order(by=nina, paper=paper)
    registered(house, paper=paper)
    assert any("Котову-Лисину М. И." in text for text in lines_of(act("download", "nina", paper)))


def test_sheet_of_a_long_order_costs_two_queries(house: House, django_assert_num_queries: Any) -> None:
    paper = drafted(house, *(line(number, house.maria, house.danya) for number in range(1, 31)))
    with acting(make.actor("svetlana")), django_assert_num_queries(2):
        order_sheet_of(paper)
