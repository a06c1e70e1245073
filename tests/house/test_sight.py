"""The third wall on its own: with row-level security out of the way every `<plural>_visible_to` still keeps to the actor's sight."""

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nastavnik.kit.actor import Anonymous
from nastavnik.registry.models import Organisation
from tests import factories as make
from tests.house.rows import everything_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db

SRC = Path(__file__).resolve().parents[2] / "src"


def sights() -> list[Callable[..., Any]]:
    """Every function of the rooms that says what an actor sees of a table."""
    found = {}
    for path in SRC.glob("nastavnik/*/queries*/**/*.py"):
        found |= _sights_of(path)
    for path in SRC.glob("nastavnik/*/queries.py"):
        found |= _sights_of(path)
    return [found[name] for name in sorted(found)]


def _sights_of(path: Path) -> dict[str, Callable[..., Any]]:
    name = ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
    module = importlib.import_module(name)
    return {
        f"{name}.{key}": value
        for key, value in inspect.getmembers(module, inspect.isfunction)
        if key.endswith("_visible_to") and value.__module__ == name
    }


def institution_of(row: Any) -> int | None:
    """The organisation that a row belongs to; None for definitions that belong to nobody."""
    if isinstance(row, Organisation):
        return row.pk
    return getattr(row, "institution_id", None) or getattr(row, "node_id", None)


@pytest.mark.parametrize("login", ["svetlana", "oleg", "nina"])
def test_every_query_keeps_to_the_actors_sight(login: str, house: House) -> None:
    for node, name in ((house.school, "Нашев"), (house.gymnasium, "Чужов"), (house.rural, "Дальний")):
        everything_of(node, name)
    actor = make.actor(login)
    wrong: dict[str, Any] = {}
    with make.owning():
        for sight in sights():
            seen = {institution_of(row) for row in sight(actor)} - {None}
            beyond, unknown = seen - actor.people - actor.figures, list(sight(Anonymous()))
            if beyond or unknown:
                wrong[f"{sight.__module__}.{sight.__name__}"] = (beyond, unknown)
    assert wrong == {}


def test_the_queries_were_found() -> None:
    names = {sight.__name__ for sight in sights()}
    assert {"people_visible_to", "pairs_visible_to", "papers_visible_to", "programmes_visible_to"} <= names
    assert len(names) >= 12
