"""`nastavnik roadmap read`: the real command, without options and without a database."""

import json
import subprocess
import sys
from pathlib import Path

from tests.kit.clusters import python_environ
from tests.kit.documents.variants import write_docx
from tests.rulebook.roadmaps import invented

KEYS = {"number", "section", "title", "deadline", "executors", "participants", "result", "targets"}


def read(folder: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with no address of any database."""
    environ = {name: value for name, value in python_environ().items() if "DATABASE" not in name}
    environ |= {"NASTAVNIK_DATA_DIR": str(folder / "none"), "PGHOST": "127.0.0.1", "PGPORT": "1"}
    return subprocess.run(
        [sys.executable, "-m", "nastavnik", "roadmap", "read", *arguments],
        input=said, capture_output=True, text=True, encoding="utf-8", timeout=60, env=environ, check=False,
    )  # fmt: skip


def test_json_holds_the_whole_reading(tmp_path):
    done = read(tmp_path, str(write_docx(invented.REGION, tmp_path / "карта.docx")), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert {"title", "period", "sections", "measures", "findings", "indicators"} <= set(said)
    assert said["period"] == {"from": "2020-01-01", "to": "2024-12-31"}
    assert all(set(measure) >= KEYS for measure in said["measures"])
    seminar = said["measures"][3]
    assert seminar["deadline"]["text"] == "Октябрь 2020, ежегодно 2021 – 2024 гг."
    assert seminar["deadline"]["occurrences"][0] == {"start": "2020-10-01", "end": "2020-10-31"}
    assert seminar["executors_by_level"] == {"региональные": "ИРО", "ОО": "Руководитель ОО, куратор"}
    assert seminar["targets"][0]["value"] == 1 and seminar["targets"][0]["year"] == 2020
    assert said["findings"][0]["measure"] == 3 and said["findings"][0]["column"] == "result"
    assert not (tmp_path / "none").exists()


def test_people_read_a_table_and_the_findings(tmp_path):
    path = tmp_path / "карта.txt"
    path.write_text(invented.SCHOOL, encoding="utf-8")
    done = read(tmp_path, str(path))
    assert done.returncode == 0
    assert "Период: 01.01.2020 – 31.12.2024" in done.stdout
    assert "1.3. Назначение куратора наставничества" in done.stdout
    assert "Срок: до 03.08.2022 → до 03.08.2022" in done.stdout
    assert "17\u00a0мероприятий" in done.stdout
    assert "1.7.: Начало строки «школы.»" in done.stdout


def test_text_is_read_from_the_standard_input_with_its_school_year(tmp_path):
    done = read(tmp_path, "-", "--school-year", "2021-2022", "--json", said=invented.CYCLE)
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["period"] == {"from": "2021-09-01", "to": "2022-08-31"}
    assert said["measures"][0]["deadline"]["occurrences"] == [{"start": "2021-09-01", "end": "2021-09-30"}]
    assert [target["value"] for target in said["indicators"][0]["targets"]] == [12, 27]


def test_what_can_not_be_read_is_one_sentence_and_code_two(tmp_path):
    broken = tmp_path / "карта.docx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    letter = tmp_path / "письмо.txt"
    letter.write_text("Уважаемые коллеги!", encoding="utf-8")
    for arguments, said in (
        ((str(broken),), "повреждён"),
        ((str(letter),), "не нашлось дорожной карты"),
        ((str(tmp_path / "нет.docx"),), "нет. Проверьте имя"),
        ((str(tmp_path),), "не открывается"),
        ((str(letter), "--from", "2021-01-01"), "обе даты"),
        ((str(letter), "--from", "2021-01-01", "--to", "2020-01-01"), "раньше, чем начинается"),
        ((str(letter), "--school-year", "2021-2023"), "учебный год длится один год"),
    ):
        done = read(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert said in done.stderr and len(done.stderr.splitlines()) == 1
