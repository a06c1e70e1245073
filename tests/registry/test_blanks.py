"""Blanks of consents and the list of those not returned, read back from the files."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from nastavnik.registry.blanks import Blank, Operator, Unreturned, blanks_docx, unreturned_docx
from nastavnik.rulebook.consent import ConsentKind, Signer
from nastavnik.rulebook.consent_texts import CONSENT_TEXTS
from tests.papers.reading import lines_of

GOLDEN = Path(__file__).parent / "golden"
MADE_AT = datetime(2026, 10, 15, 9, 30, tzinfo=UTC)
SCHOOL = Operator(
    "Муниципальное общеобразовательное учреждение «Средняя школа № 5»",
    "г. Северогорск, ул. Мира, 1",
    "ГАУ «Региональный центр», г. Северогорск, ул. Садовая, 2",
)
G, P = Signer.GUARDIAN, Signer.PERSON


def blank(kind: ConsentKind, *signers: Signer, **values: object) -> Blank:
    whole: dict[str, object] = {
        "edition": "типовая редакция 1",
        "text": CONSENT_TEXTS[kind],
        "operator": SCHOOL,
        "person": "Зимин Даниил Олегович",
        "standing": "8 «А» класс",
        "guardian": "Зимина Анна Петровна",
    }
    return Blank(kind=kind, signers=signers, **(whole | values))  # type: ignore[arg-type]


BLANKS = {
    "pupil_of_14": blank(ConsentKind.PROCESSING, G, P),
    "role_of_a_mentor": blank(ConsentKind.MENTOR_ROLE, G, guardian="", operator=Operator("Школа № 5")),
    "grown_up": blank(
        ConsentKind.DISTRIBUTION, P, person="Котова Мария Ивановна", standing="учитель физики", guardian=""
    ),
}


@pytest.mark.parametrize("name", list(BLANKS))
def test_blank_says_everything_that_the_law_asks(name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert "\n".join(lines_of(blanks_docx([BLANKS[name]], made_at=MADE_AT))) + "\n" == golden


def test_each_consent_begins_its_page() -> None:
    content = blanks_docx(list(BLANKS.values()), made_at=MADE_AT)
    titles = [one for one in Document(BytesIO(content)).paragraphs if one.text == "СОГЛАСИЕ"]
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True, True]


def test_file_names_nobody_in_its_own_properties() -> None:
    properties = Document(BytesIO(blanks_docx([BLANKS["pupil_of_14"]], made_at=MADE_AT))).core_properties
    assert (properties.title, properties.author) == ("Бланки согласий", SCHOOL.name)
    assert "Зимин" not in properties.comments + properties.subject + properties.keywords


def test_nothing_is_no_file() -> None:
    with pytest.raises(ValueError, match="no blanks"):
        blanks_docx([], made_at=MADE_AT)


def test_list_has_a_page_for_each_class() -> None:
    content = unreturned_docx(
        [
            ("8 «А» класс", [Unreturned("Зимин Даниил Олегович", "обработка (представителя)")]),
            ("без класса", [Unreturned("Котова Мария Ивановна", "обработка (участника)")]),
        ],
        operator=SCHOOL,
        on=date(2026, 10, 15),
        made_at=MADE_AT,
    )
    assert lines_of(content) == [
        SCHOOL.name,
        "Не возвращены согласия: 8 «А» класс",
        "на 15.10.2026",
        "№ | Фамилия Имя Отчество | Чего нет | Отметка о возврате",
        "1 | Зимин Даниил Олегович | обработка (представителя) | □",
        SCHOOL.name,
        "Не возвращены согласия: без класса",
        "на 15.10.2026",
        "№ | Фамилия Имя Отчество | Чего нет | Отметка о возврате",
        "1 | Котова Мария Ивановна | обработка (участника) | □",
    ]
