"""Pages written from the code say what the code says."""

from pathlib import Path

import pytest

from nastavnik.config.house_docs import PAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_what_the_code_says(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), f"run `make docs`: {name} is old"


def test_every_room_stands_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [
        path.name
        for path in (ROOT / "src/nastavnik").iterdir()
        if path.is_dir() and (path / "__init__.py").exists()
    ]
    assert [room for room in rooms if f"{room}/" not in text] == []


def test_every_glossary_name_is_in_the_code() -> None:
    import re

    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    names = re.findall(r"^\| [^|]+ \| `(\w+)` \|", glossary, flags=re.MULTILINE)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert len(names) > 20
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []
