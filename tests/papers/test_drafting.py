"""Drafting: requisites of the institution, names in their cases, rows of the table, who is acquainted."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import correct_order, download_order, draft_order, sign_order
from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.papers.queries import names_of, order_sheet_of
from nastavnik.papers.values import NameText, OrderTexts
from nastavnik.papers.wording import DEFAULT_BASIS
from nastavnik.registry.actions.people import correct_person
from nastavnik.registry.models import Person
from tests import factories as make
from tests.house_of_people import House
from tests.papers.drafting import PUPILS, drafted, line, signed
from tests.papers.reading import lines_of

pytestmark = pytest.mark.django_db


def texts_of(paper: Paper, **values: object) -> OrderTexts:
    names = ("title", "preamble", "signer_post", "signer_name")
    whole = {name: getattr(paper, name) for name in names} | {"points": tuple(paper.points)} | values
    return OrderTexts(**whole)  # type: ignore[arg-type]


def printed(paper: Paper, place: str) -> list[str]:
    with acting(make.actor("svetlana")):
        return [
            f"{name.printed}, {name.standing}" if name.standing else name.printed
            for name in names_of(paper)
            if name.place == place
        ]


def test_draft_carries_the_requisites_of_the_institution(house: House) -> None:
    paper = drafted(house)
    with acting(make.actor("svetlana")):
        sheet = order_sheet_of(paper)
    assert (sheet.founder, sheet.institution, sheet.place) == (
        "Управление образования г. Северогорска",
        "Муниципальное общеобразовательное учреждение «Средняя школа № 5»",
        "г. Северогорск",
    )
    assert (sheet.title, sheet.command_word) == ("О закреплении наставнических пар (групп)", "ПРИКАЗЫВАЮ:")
    assert sheet.preamble == (
        f"{DEFAULT_BASIS}, в целях реализации программы «Физика вместе» в 2026/2027 учебном году"
    )
    assert (sheet.signer_post, sheet.signer_name) == ("Директор", "Н. И. Орлова")
    assert (sheet.number, sheet.dated) == ("", None)
    assert (paper.state, paper.school_year, paper.calendar_year) == ("draft", 2026, None)


def test_draft_names_the_mentor_in_accusative_and_the_mentee_in_instrumental(house: House) -> None:
    paper = drafted(house, control=house.pavel)
    assert printed(paper, "mentor") == ["Котову Марию Ивановну, учителя физики"]
    assert printed(paper, "mentee") == ["Зиминым Даниилом Олеговичем, обучающимся 8 «А» класса"]
    with acting(make.actor("svetlana")):
        control = order_sheet_of(paper).control
    assert control == "Контроль за исполнением приказа возложить на Левина Павла Андреевича."


def test_control_is_laid_on_a_post_or_kept_by_the_head(house: House) -> None:
    deputy = make.person(house.school, "Сорока Ольга Ильинична", post="заместитель директора", gender="f")
    with_deputy, without = drafted(house, control=deputy), drafted(house)
    with acting(make.actor("svetlana")):
        assert order_sheet_of(with_deputy).control == (
            "Контроль за исполнением приказа возложить на заместителя директора Сороку Ольгу Ильиничну."
        )
        assert order_sheet_of(without).control == "Контроль за исполнением приказа оставляю за собой."


@pytest.mark.parametrize(
    ("name", "gender", "mentor", "mentee"),
    [
        ("Грач Илья Ильич", "m", "Грача Илью Ильича", "Грачом Ильёй Ильичом"),
        ("Швец Пётр Львович", "m", "Швеца Петра Львовича", "Швецом Петром Львовичем"),
        ("Швец Анна Львовна", "f", "Швец Анну Львовну", "Швец Анной Львовной"),
        ("Дюма Александр Иванович", "m", "Дюма Александра Ивановича", "Дюма Александром Ивановичем"),
        ("Черных Любовь Петровна", "f", "Черных Любовь Петровну", "Черных Любовью Петровной"),
        ("Петров-Водкин Лев Ильич", "m", "Петрова-Водкина Льва Ильича", "Петровым-Водкиным Львом Ильичом"),
        ("Гусейнов Али Вагиф оглы", "m", "Гусейнова Али Вагиф оглы", "Гусейновым Али Вагиф оглы"),
        ("Ким Саша", "f", "Ким Сашу", "Ким Сашей"),
        ("Ким Саша", "m", "Кима Сашу", "Кимом Сашей"),
    ],
)  # fmt: skip
def test_hard_name_is_declined_by_the_gender_of_the_register(
    house: House, name: str, gender: str, mentor: str, mentee: str
) -> None:
    person = make.person(house.school, name, gender=gender, birth_date=date(1980, 1, 1))
    paper = drafted(house, line(1, person, house.danya), line(2, house.maria, person))
    assert printed(paper, "mentor")[0] == mentor
    assert printed(paper, "mentee")[1] == mentee


def test_name_of_unknown_gender_is_left_and_marked(house: House) -> None:
    somebody = make.person(house.school, "Ким Ли", birth_year=1990, post="инженер")
    paper = drafted(house, line(1, somebody, house.danya))
    with acting(make.actor("svetlana")):
        doubtful = [(name.printed, name.place) for name in names_of(paper) if not name.is_sure]
    assert doubtful == [("Ким Ли", "mentor")]


@pytest.mark.parametrize(
    ("standing", "mentor", "mentee"),
    [
        ("8 «А»", "обучающуюся 8 «А» класса", "обучающейся 8 «А» класса"),
        ("10 класс", "обучающуюся 10 класса", "обучающейся 10 класса"),
        ("8А", "обучающуюся 8А класса", "обучающейся 8А класса"),
        ("7 Б класс", "обучающуюся 7 Б класса", "обучающейся 7 Б класса"),
        ("обучающаяся 8 «А» класса", "обучающуюся 8 «А» класса", "обучающейся 8 «А» класса"),
        ("социальный педагог", "социального педагога", "социальным педагогом"),
        ("инженер ООО «Вектор»", "инженера ООО «Вектор»", "инженером ООО «Вектор»"),
        ("ООО «Вектор»", "ООО «Вектор»", "ООО «Вектор»"),
        ("", "", ""),
    ],
)
def test_standing_is_declined_too(house: House, standing: str, mentor: str, mentee: str) -> None:
    girl = make.person(house.school, "Осина Вера Павловна", birth_date=date(2009, 5, 5), gender="f")
    paper = drafted(
        house,
        line(1, girl, house.danya, mentor_standing=standing),
        line(2, house.maria, girl, mentee_standing=standing),
    )
    with acting(make.actor("svetlana")):
        found = {name.place: name.standing for name in names_of(paper) if name.person_id == girl.pk}
    assert (found["mentor"], found["mentee"]) == (mentor, mentee)


def test_group_is_several_rows_of_one_number_whatever_the_order_given(house: House) -> None:
    vera = make.person(
        house.school, "Осина Вера Павловна", birth_date=date(2012, 5, 5), gender="f", class_name="8 «А»"
    )
    paper = drafted(
        house,
        line(2, house.pavel, vera, form_label=PUPILS),
        line(1, house.maria, house.danya),
        line(2, house.pavel, house.danya, form_label=PUPILS),
    )
    with acting(make.actor("svetlana")):
        rows = [
            (row.number, row.position) for row in PaperRow.objects.filter(paper=paper).order_by("position")
        ]
        sheet = order_sheet_of(paper)
    assert rows == [(1, 1), (2, 2), (2, 3)]
    assert sheet.table is not None
    mentors, mentees = ([row.cells[place].identity for row in sheet.table.rows] for place in (1, 2))
    assert [mentor == mentors[1] for mentor in mentors] == [False, True, True]
    assert mentees[0] == mentees[2]


def test_acquainted_are_grown_ups_and_representatives_of_pupils(house: House) -> None:
    pupil = make.person(
        house.school, "Осина Вера Павловна", birth_date=date(2010, 5, 5), gender="f", class_name="10 «Б»"
    )
    other = make.person(house.school, "Ёлкин Лев Ильич", class_name="11", gender="m")
    make.guardian(pupil, "Осина Татьяна Викторовна", "8 900 000-00-02")
    paper = drafted(
        house,
        line(1, house.maria, house.danya),
        line(2, house.maria, pupil),
        line(3, pupil, house.danya),
        line(4, other, house.danya),
        control=house.pavel,
    )
    assert printed(paper, "acquainted") == [
        "Котова М. И.",
        "Осина В. П. (представитель: Осина Т. В.)",
        "Ёлкин Л. И. (представитель: ____________________)",
        "Левин П. А.",
    ]


def test_control_person_who_is_a_mentor_too_signs_once(house: House) -> None:
    assert printed(drafted(house, control=house.maria), "acquainted") == ["Котова М. И."]


def test_file_names_a_child_by_name_and_class_only(house: House) -> None:
    paper = drafted(house)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        text = "\n".join(lines_of(download_order(by=svetlana, paper=paper)))
    assert "Зиминым Даниилом Олеговичем, обучающимся 8 «А» класса" in text
    for more in ("2012", "05.03", "8 900", "Зимина Анна", "персональных данных"):
        assert more not in text


def test_draft_without_lines_is_refused(house: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="нет ни одной согласованной пары"):
        draft_order(
            by=svetlana,
            institution=house.school,
            programme_title="П",
            school_year=2026,
            lines=[],
            control=None,
        )


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
def test_draft_is_made_by_the_curator_of_the_institution_only(house: House, login: str) -> None:
    with pytest.raises(Denied, match="готовит куратор"):
        drafted(house, by=login)


def test_draft_is_journalled_with_the_number_of_lines(house: House) -> None:
    paper = drafted(house, line(1, house.maria, house.danya), line(2, house.pavel, house.danya))
    with acting(make.actor("svetlana")):
        entry = Entry.objects.get(verb="draft_order", object_id=paper.pk)
    assert (entry.count, entry.institution_id, entry.object_type) == (2, house.school.pk, "papers.paper")


def test_correction_is_what_is_printed(house: House) -> None:
    paper, svetlana = drafted(house, control=house.pavel), make.actor("svetlana")
    with acting(svetlana):
        mentor, mentee, control = (
            PaperName.objects.get(paper=paper, place=p) for p in ("mentor", "mentee", "control")
        )
        changed = correct_order(
            by=svetlana,
            paper=paper,
            texts=texts_of(paper, title="О наставничестве", points=("Закрепить:", "Вести учёт.")),
            names={
                mentor.pk: NameText("КОТОВУ Марию Ивановну", "учительницу физики"),
                mentee.pk: NameText(mentee.printed, mentee.standing),
                control.pk: NameText("Левина П. А.", "инженера"),
            },
        )
        lines = lines_of(download_order(by=svetlana, paper=Paper.objects.get(pk=paper.pk)))
        mentee.refresh_from_db(), mentor.refresh_from_db()
        told = {(e.person_id, tuple(e.fields)) for e in Entry.objects.filter(verb="correct_order")}
    assert changed == ["title", "points", "names"]
    assert "О наставничестве" in lines and "2. Вести учёт." in lines
    assert "3. Контроль за исполнением приказа возложить на инженера Левина П. А." in lines
    assert any("КОТОВУ Марию Ивановну, учительницу физики" in line for line in lines)
    assert (mentor.is_corrected, mentee.is_corrected) == (True, False)
    assert told == {(house.maria.pk, ("names",)), (house.pavel.pk, ("names",)), (None, ("title", "points"))}


def test_correction_that_changes_nothing_leaves_no_trace(house: House) -> None:
    paper, svetlana = drafted(house), make.actor("svetlana")
    with acting(svetlana):
        names = {name.pk: NameText(name.printed, name.standing) for name in names_of(paper)}
        assert correct_order(by=svetlana, paper=paper, texts=texts_of(paper), names=names) == []
        assert not Entry.objects.filter(verb="correct_order").exists()


def test_mark_of_doubt_goes_when_the_case_is_checked_or_typed(house: House) -> None:
    one = make.person(house.school, "Ким Ли", birth_year=1990, post="инженер")
    two = make.person(house.school, "Черных Саша", birth_year=1990, post="инженер")
    three = make.person(house.school, "Черных Женя", birth_year=1990, post="инженер")
    paper = drafted(
        house, *(line(n, person, house.danya) for n, person in enumerate((one, two, three), start=1))
    )
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        pk = {name.nominative: name.pk for name in names_of(paper) if not name.is_sure}
        assert len(pk) == 3
        typed = {
            pk["Ким Ли"]: NameText("Ким Ли", "инженера", is_checked=True),
            pk["Черных Саша"]: NameText("Черных Сашу", "инженера"),
            pk["Черных Женя"]: NameText("Черных Женя", "инженера"),
        }
        correct_order(by=svetlana, paper=paper, texts=texts_of(paper), names=typed)
        assert [name.nominative for name in names_of(paper) if not name.is_sure] == ["Черных Женя"]


@pytest.mark.parametrize(
    ("field", "typed", "found"),
    [
        ("title", {"title": "О закреплении Котовой М. И."}, "Котовой"),
        ("preamble", {"preamble": "На основании заявления Зимина Д. О."}, "Зимина"),
        ("lead_point", {"points": ("Закрепить КОТОВУ:",)}, "КОТОВУ"),
        ("other_points", {"points": ("Закрепить:", "Зимину Даниилу посещать занятия.")}, "Зимину"),
    ],
)
def test_participant_named_outside_the_table_is_refused(
    house: House, field: str, typed: dict[str, object], found: str
) -> None:
    paper, svetlana = drafted(house), make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match=found) as refusal:
        correct_order(by=svetlana, paper=paper, texts=texts_of(paper, **typed), names={})
    assert refusal.value.field == field


def test_participant_of_unknown_gender_is_found_in_both(house: House) -> None:
    somebody = make.person(house.school, "Ким Саша", birth_year=2012, class_name="8 «А»")
    paper, svetlana = drafted(house, line(1, house.maria, somebody)), make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="Кимом"):
        correct_order(
            by=svetlana, paper=paper, texts=texts_of(paper, title="О работе с Кимом Сашей"), names={}
        )


def test_words_that_only_look_like_a_surname_are_allowed(house: House) -> None:
    paper, svetlana = drafted(house), make.actor("svetlana")
    with acting(svetlana):
        correct_order(
            by=svetlana, paper=paper, names={},
            texts=texts_of(paper, preamble="Котовский район, зимин лес, по решению Орловой Н. И."),
        )  # fmt: skip


def test_signed_order_is_not_corrected(house: House) -> None:
    paper, svetlana = signed(house), make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="уже подписан"):
        correct_order(by=svetlana, paper=paper, texts=texts_of(paper, title="Другой"), names={})


def test_stale_copy_of_a_signed_order_is_not_corrected(house: House) -> None:
    stale = drafted(house)
    nina, svetlana = make.actor("nina"), make.actor("svetlana")
    with acting(nina):
        sign_order(by=nina, paper=stale)
    assert stale.state == "draft"
    with acting(svetlana), pytest.raises(Refused, match="уже подписан"):
        correct_order(by=svetlana, paper=stale, texts=texts_of(stale, title="Другой"), names={})


def correct_surname(house: House, person: Person, last_name: str) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        correct_person(by=svetlana, person=person, changes={"last_name": last_name})


def test_corrected_person_is_renamed_in_a_draft(house: House) -> None:
    paper = drafted(house)
    correct_surname(house, house.maria, "Кошкина")
    assert printed(paper, "mentor") == ["Кошкину Марию Ивановну, учителя физики"]
    assert printed(paper, "acquainted") == ["Кошкина М. И."]
    with acting(make.actor("svetlana")):
        assert Entry.objects.filter(verb="refresh_order_names", person_id=house.maria.pk).count() == 2


def test_name_corrected_by_hand_stays_and_becomes_doubtful(house: House) -> None:
    paper, svetlana = drafted(house), make.actor("svetlana")
    with acting(svetlana):
        mentor = PaperName.objects.get(paper=paper, place="mentor")
        correct_order(
            by=svetlana, paper=paper, texts=texts_of(paper), names={mentor.pk: NameText("Котову М. И.")}
        )
    correct_surname(house, house.maria, "Кошкина")
    with acting(svetlana):
        mentor.refresh_from_db()
    assert (mentor.printed, mentor.nominative, mentor.is_sure) == (
        "Котову М. И.",
        "Кошкина Мария Ивановна",
        False,
    )


def test_signed_order_does_not_follow_a_correction(house: House) -> None:
    paper = signed(house)
    correct_surname(house, house.maria, "Кошкина")
    assert printed(paper, "mentor") == ["Котову Марию Ивановну, учителя физики"]
