"""Whatever stands in a document, reading it ends: with a reading that can be kept, or with a sentence."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.kit.documents import read_pasted
from nastavnik.rulebook.roadmaps import (
    Cell,
    Document,
    NoRoadmap,
    Paragraph,
    Reading,
    Table,
    as_json,
    read_roadmap,
)

WORDS = (
    "", "", "№", "Мероприятие", "Мероприятия", "Срок", "Дата", "Ответственный", "Исполнители", "Результат", "Этап", "начало", "окончание",
    "1", "1.", "1.1", "2.5.", "IV", "9" * 5000, "1." * 300, "Назначение куратора", "продолжение строки", "до 30.08.2022", "31.02.2022",
    "2024-2021", "сентябрь", "Зимина А.В.", "Зымина А.В.", "не менее 10% не менее 20%", "2021 г. – 50 участников", "2021 г.", "2022 год", "50",
    "9" * 400, "<ul><li>", "• пункт", "Показатель", "Раздел 2. Работа", "\u00ad", "**", "УТВЕРЖДАЮ", "Дорожная карта на 2021-2024 гг.", "\n\n",
)  # fmt: skip
HEAD = "№\tМероприятие\tСрок\tОтветственный"
texts = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=30))
cells = st.builds(
    Cell,
    texts,
    across=st.integers(1, 3),
    down=st.integers(1, 3),
    is_covered=st.booleans().map(lambda covered: covered),
)
heads = st.permutations(("№", "Мероприятие", "Срок", "Исполнители", "", "Результат")).map(
    lambda words: tuple(map(Cell, words))
)
loose = st.lists(st.lists(cells, max_size=6).map(tuple), max_size=8).map(lambda rows: Table(tuple(rows)))
tables = st.builds(lambda head, table: Table((head, *table.rows)), heads, loose)
documents = st.lists(st.one_of(texts.map(Paragraph), tables, loose), max_size=5).map(
    lambda blocks: Document(tuple(blocks))
)


def outcome(document: Document) -> Reading | str:
    """The reading, or the sentence of the refusal."""
    try:
        return read_roadmap(document)
    except NoRoadmap as refusal:
        return refusal.reason


@settings(max_examples=300, deadline=None)
@given(documents)
def test_any_document_is_read_or_refused(document):
    found = outcome(document)
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert json.loads(json.dumps(as_json(found), allow_nan=False))
    assert all(
        finding.where is None or 0 <= finding.where < len(found.measures) for finding in found.findings
    )


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(texts, max_size=6).map("\t".join), max_size=12).map(
        lambda lines: "\n".join([HEAD, *lines])
    )
)
def test_any_pasted_text_is_read_or_refused(text):
    found = outcome(read_pasted(text))
    assert isinstance(found, Reading) or found.endswith(".")
