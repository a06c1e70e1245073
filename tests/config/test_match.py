"""`nastavnik match`: the real command on real files, its file read back."""

import io
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.kit.sheets import write_sheet
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES, HEADINGS_MENTORS
from tests.kit.clusters import python_environ

MENTEES = (
    ("Зимин Даниил Олегович", "2012", "Не получается физика"),
    ("Юдина Лиза Олеговна", "2011", "Собрать робота"),
    ("Якимов Глеб Ильич", "2013", "Играть на гитаре"),
    ("Лугов Пётр Ильич", "2012", "Подтянуть физику"),
    ("Озеров Лев Юрьевич", "2012", "Физика к экзамену"),
)
MENTORS = (
    ("Котова Мария Ивановна", "физика, подготовка к ОГЭ", "12–16 лет", "1 час в неделю"),
    ("Левин Павел Андреевич", "робототехника", "любой", "2 часа в неделю, 2 наставляемых"),
)
Rows = Sequence[Sequence[str]]


def mentees(path: Path, rows: Rows = MENTEES) -> Path:
    wide = len(HEADINGS_MENTEES)
    cells = [
        [str(n), name, "8 900 000-00-01", year, request] for n, (name, year, request) in enumerate(rows, 1)
    ]
    write_sheet(HEADINGS_MENTEES, [[*row, *[""] * (wide - len(row))] for row in cells], "База", path)
    return path


def mentors(path: Path, rows: Rows = MENTORS) -> Path:
    wide = len(HEADINGS_MENTORS)
    cells = [
        [str(n), name, "8 900 000-00-02", "Школа № 5", words, "", "", ages, time]
        for n, (name, words, ages, time) in enumerate(rows, 1)
    ]
    write_sheet(HEADINGS_MENTORS, [[*row, *[""] * (wide - len(row))] for row in cells], "База", path)
    return path


def table(path: Path, headings: Sequence[str], *rows: Sequence[str]) -> Path:
    write_sheet(headings, rows, "Таблица", path)
    return path


def match(
    folder: Path, *more: str, day: str = "15.10.2026", name: str = "mentees.xlsx"
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with no address of any database and no folder to make one in."""
    environ = {name: value for name, value in python_environ().items() if "DATABASE" not in name}
    environ |= {"NASTAVNIK_DATA_DIR": str(folder / "none"), "PGHOST": "127.0.0.1", "PGPORT": "1"}
    given = [
        "match",
        str(folder / "mentees.xlsx"),
        str(folder / "mentors.xlsx"),
        "--out",
        str(folder / "out"),
    ]
    return subprocess.run(
        [sys.executable, "-m", "nastavnik", *given, "--date", day, *more],
        env=environ, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def read(folder: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(io.BytesIO((folder / "out" / "pairs.xlsx").read_bytes()))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def pairs(folder: Path) -> dict[object, object]:
    return {row[1]: row[3] for row in read(folder)["Пары"][1:]}


@pytest.fixture
def bases(tmp_path: Path) -> Path:
    mentees(tmp_path / "mentees.xlsx")
    mentors(tmp_path / "mentors.xlsx")
    return tmp_path


def test_two_files_become_pairs_left_over_and_shortages(bases: Path) -> None:
    done = match(bases)
    assert (done.returncode, done.stderr) == (0, "")
    book = read(bases)
    assert list(book) == ["Пары", "Без пары", "Нехватка"]
    found = pairs(bases)
    assert found["Юдина Лиза Олеговна"] == "Левин Павел Андреевич"
    assert list(found.values()).count("Котова Мария Ивановна") == 1
    assert all(str(row[6]).startswith("Тем") for row in book["Пары"][1:])
    left = {row[1]: row for row in book["Без пары"][1:]}
    assert left["Якимов Глеб Ильич"][3] == "Подходящего наставника нет: нет наставника по теме «музыка»."
    assert "поможет 1\u00a0наставляемому" in str(left["Якимов Глеб Ильич"][4])
    assert [row[0] for row in book["Нехватка"][1:]] == ["физика", "музыка"]
    assert book["Нехватка"][1][3] == 2


def test_summary_on_the_screen_says_what_came_of_it(bases: Path) -> None:
    said = match(bases).stdout
    for words in (
        "В базах: 5\u00a0наставляемых, 2\u00a0наставника, 3\u00a0места у наставников.",
        "Подобрано: 2\u00a0пары. Без пары: 3\u00a0наставляемых.",
        "Нужны ещё 2\u00a0наставника по теме «физика»",
        "ещё 2\u00a0места: наставник Котова М. И. — поможет 2\u00a0наставляемым",
        "pairs.xlsx",
    ):
        assert words in said, words


def test_no_database_is_started_and_no_folder_is_made(bases: Path) -> None:
    match(bases)
    assert not (bases / "none").exists()
    assert [path.name for path in (bases / "out").iterdir()] == ["pairs.xlsx"]


def test_order_of_rows_changes_nothing(bases: Path) -> None:
    match(bases)
    before = read(bases)
    chance = random.Random(5)
    mentees(bases / "mentees.xlsx", chance.sample(MENTEES, len(MENTEES)))
    mentors(bases / "mentors.xlsx", MENTORS[::-1])
    match(bases)
    assert read(bases) == before


def test_pins_and_bans_are_obeyed(bases: Path) -> None:
    headings = ("Наставляемый", "Наставник", "Решение", "Почему")
    table(
        bases / "pins.xlsx", headings,
        ("Якимов Глеб Ильич", "Котова Мария Ивановна", "закрепить", "сам попросил"),
        ("Юдина Лиза Олеговна", "Левин Павел Андреевич", "исключить", ""),
    )  # fmt: skip
    assert match(bases, "--pins", str(bases / "pins.xlsx")).returncode == 0
    assert pairs(bases) == {"Якимов Глеб Ильич": "Котова Мария Ивановна"}
    assert read(bases)["Пары"][1][5] == "закреплена"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Зимин Даниил Олегович", "Левин Павел Андреевич", "закрепить", "")], "Строка 2: общей темы нет."),
        ([("Сычёв Иван Ильич", "Левин Павел Андреевич", "закрепить", "")], "Сычёв Иван Ильич не найден"),
        ([("Зимин Даниил Олегович", "Котова Мария Ивановна", "женить", "")], "решение «женить» непонятно"),
        (
            [
                ("Зимин Даниил Олегович", "Котова Мария Ивановна", "закрепить", ""),
                ("Зимин Даниил Олегович", "Левин Павел Андреевич", "закрепить", "надо"),
            ],
            "Зимин Д. О.: наставляемый закреплён за двумя наставниками (Котова М. И., Левин П. А.)",
        ),
        (
            [
                ("Зимин Даниил Олегович", "Котова Мария Ивановна", "закрепить", ""),
                ("Лугов Пётр Ильич", "Котова Мария Ивановна", "закрепить", ""),
            ],
            "За наставником Котова М. И. закреплено больше наставляемых (Зимин Д. О., Лугов П. И.)",
        ),
        (
            [
                ("Зимин Даниил Олегович", "Котова Мария Ивановна", "закрепить", ""),
                ("Зимин Даниил Олегович", "Котова Мария Ивановна", "исключить", ""),
            ],
            "Котова М. И. — Зимин Д. О. одновременно закреплена и исключена",
        ),
    ],
    ids=["no-topic", "nobody", "unknown", "twice", "too-many", "both"],
)
def test_contradictory_choices_are_refused_with_names(bases: Path, rows: Rows, words: str) -> None:
    table(bases / "pins.xlsx", ("Наставляемый", "Наставник", "Решение", "Почему"), *rows)
    done = match(bases, "--pins", str(bases / "pins.xlsx"))
    assert done.returncode == 2
    assert words in done.stderr
    assert not (bases / "out").exists()


def test_pins_without_columns_say_which_are_needed(bases: Path) -> None:
    table(bases / "pins.xlsx", ("Кто", "С кем"), ("а", "б"))
    done = match(bases, "--pins", str(bases / "pins.xlsx"))
    assert done.returncode == 2
    assert "Нет столбцов «Наставляемый», «Наставник» и «Решение»" in done.stderr


def test_weights_are_read_from_words_and_codes(bases: Path) -> None:
    table(
        bases / "weights.xlsx", ("Правило", "Значение"),
        ("Совпадение тем", "важно"), ("Наставляемых у одного наставника, не больше", "1"),
    )  # fmt: skip
    done = match(bases, "--weights", str(bases / "weights.xlsx"))
    assert "2\u00a0места у наставников" in done.stdout
    (bases / "weights.json").write_text('{"topics": "some", "most_per_mentor": 1}', encoding="utf-8")
    assert match(bases, "--weights", str(bases / "weights.json")).stdout == done.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"height": "some"}', "Неизвестное правило «height»"),
        ('{"time": "крайне"}', "непонятно «крайне»"),
        ("не json", "нужен JSON"),
        ("[1]", "нужен JSON"),
    ],
)
def test_wrong_weights_are_told(bases: Path, text: str, words: str) -> None:
    (bases / "weights.json").write_text(text, encoding="utf-8")
    done = match(bases, "--weights", str(bases / "weights.json"))
    assert done.returncode == 2
    assert words in done.stderr


def test_no_mentors_leave_everybody_with_shortages(bases: Path) -> None:
    mentors(bases / "mentors.xlsx", ())
    done = match(bases)
    assert done.returncode == 0
    assert "В базе наставников никого нет" in done.stdout
    assert len(read(bases)["Без пары"]) == 6
    assert read(bases)["Пары"][1:] == []


def test_rows_with_mistakes_are_told_and_nothing_is_written(bases: Path) -> None:
    mentees(bases / "mentees.xlsx", [("Зимин Даниил Олегович", "20O8", "физика")])
    mentors(bases / "mentors.xlsx", [("Котова Мария Ивановна", "физика", "любой", "0 наставляемых")])
    done = match(bases)
    assert done.returncode == 2
    assert "mentees.xlsx: Строка 2" in done.stderr
    assert "Исправьте файл" in done.stderr
    assert not (bases / "out").exists()
    mentees(bases / "mentees.xlsx")
    done = match(bases)
    assert done.returncode == 2
    assert "столько наставляемых у одного наставника быть не может" in done.stderr


@pytest.mark.parametrize("spoilt", ["missing", "folder", "text", "out"])
def test_files_that_cannot_be_used_are_told_in_one_sentence(bases: Path, spoilt: str) -> None:
    target = bases / "mentees.xlsx"
    if spoilt == "out":
        (bases / "out").write_text("файл", encoding="utf-8")
    else:
        target.unlink()
    if spoilt == "folder":
        target.mkdir()
    elif spoilt == "text":
        target.write_bytes(bytes(range(256)))
    done = match(bases)
    assert done.returncode == 2
    assert done.stderr.strip().endswith(".")
    assert "Traceback" not in done.stderr


def test_wrong_date_is_a_wrong_use(bases: Path) -> None:
    done = match(bases, day="вчера")
    assert done.returncode == 2
    assert "дата" in done.stderr.lower()


def test_other_headings_are_guessed_and_told(bases: Path) -> None:
    table(
        bases / "mentees.xlsx", ("ФИО ученика", "Год рожд.", "С чем нужна помощь"),
        *[(name, year, request) for name, year, request in MENTEES],
    )  # fmt: skip
    done = match(bases)
    assert (done.returncode, done.stderr) == (0, "")
    assert "столбцы угаданы, проверьте" in done.stdout
    assert "«С чем нужна помощь» — Основной запрос наставляемого" in done.stdout
    assert len(pairs(bases)) == 2


def test_other_base_in_place_of_the_first_is_told(bases: Path) -> None:
    mentors(bases / "mentees.xlsx")
    done = match(bases)
    assert done.returncode == 2
    assert "mentees.xlsx" in done.stderr


def test_text_tables_are_read_too(bases: Path) -> None:
    lines = ["ФИО наставляемого;Год рождения наставляемого;Основной запрос наставляемого"]
    lines += [f"{name};{year};{request}" for name, year, request in MENTEES]
    before = match(bases).stdout
    (bases / "mentees.csv").write_bytes("\r\n".join(lines).encode("cp1251"))
    assert match(bases, name="mentees.csv").stdout == before
