"""A reading while a person mends it."""

import json

import pytest

from nastavnik.kit.documents import read_pasted
from nastavnik.rulebook.roadmap_mending import (
    State,
    doubts_of,
    first_state,
    mended,
    with_accepted,
    with_row_after,
    without_row,
)
from nastavnik.rulebook.roadmaps import read_roadmap
from tests.house.scene_of_roadmaps import PASTED


@pytest.fixture
def state() -> State:
    return first_state(read_roadmap(read_pasted(PASTED)))


def told(state: State) -> set[str]:
    return {doubt.key for doubt in doubts_of(state)}


def test_first_state_is_json_and_holds_the_document(state: State) -> None:
    assert json.loads(json.dumps(state)) == state
    assert state["school_year"] == 2025 and state["from"] == "2025-09-01"
    assert [row["number"] for row in state["rows"]] == ["1.1", "1.2", "1.2"]
    assert {row["section"] for row in state["rows"]} == {"s1"}


def test_findings_stand_beside_their_cells(state: State) -> None:
    found = told(state)
    assert {"r3:number_repeated:number", "r3:deadline_absent:deadline", "r3:result_absent:result"} <= found
    assert any("person_spelt" in key for key in found)


def test_mending_a_cell_takes_its_finding_away(state: State) -> None:
    better = mended(
        state,
        {
            "r3-number": "1.3",
            "r3-deadline": " до 2 марта 2026 г. ",
            "r3-executors": "Костина О. П.",
            "r9-title": "нет",
        },
    )
    assert better["rows"][2]["deadline"] == "до 2 марта 2026 г."
    left = told(better)
    assert not any(key.startswith("r3:") and "result" not in key for key in left)
    assert told(state) != left, "the first state is not touched"


def test_mending_one_cell_may_bring_another_finding(state: State) -> None:
    worse = mended(state, {"r1-deadline": "до 31.02.2026"})
    assert any(key.startswith("r1:deadline") for key in told(worse))
    assert "r1:title_absent:title" in told(mended(state, {"r1-title": " "}))


def test_accepted_finding_is_not_told_again_until_it_is_another(state: State) -> None:
    before = told(state)
    accepted = with_accepted(state, "r3:result_absent:result")
    assert told(accepted) == before - {"r3:result_absent:result"}


def test_rows_come_and_go_with_keys_of_their_own(state: State) -> None:
    longer, key = with_row_after(state, "r1")
    assert [row["key"] for row in longer["rows"]] == ["r1", "r4", "r2", "r3"]
    assert (key, longer["rows"][1]["section"]) == ("r4", "s1")
    assert "r4:title_absent:title" in told(longer)
    assert [row["key"] for row in without_row(longer, "r1")["rows"]] == ["r4", "r2", "r3"]


def test_without_a_period_it_is_asked_for_and_a_school_year_settles_it() -> None:
    state = first_state(read_roadmap(read_pasted(PASTED.replace(" на 2025-2026 учебный год", ""))))
    assert ":period_absent:period" in told(state)
    assert ":period_absent:period" not in told(mended(state, {"school_year": "2025"}))


def test_another_school_year_brings_its_own_days(state: State) -> None:
    moved = mended(state, {"school_year": "2026", "from": "2025-09-01", "to": "2026-08-31"})
    assert (moved["from"], moved["to"]) == ("", "")
    kept = mended(state, {"school_year": "", "from": "2025-09-01", "to": "2028-08-31"})
    assert (kept["school_year"], kept["to"]) == (None, "2028-08-31")
