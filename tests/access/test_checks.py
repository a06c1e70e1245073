"""Before it serves: the login that could look over the walls is named and turned away."""

import pytest
from django.db import connection

from nastavnik.access.checks import refuse_to_serve_without_walls, walls_stand
from tests.factories import owning

pytestmark = pytest.mark.django_db


@pytest.fixture
def _as_web_process(settings: object) -> None:
    settings.DATABASE_ROLE = "web"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_as_web_process")
def test_owner_of_tables_is_turned_away_with_a_sentence(db: None) -> None:
    """The tests' connection is really the owner's, which is what must never serve."""
    with pytest.raises(SystemExit, match="владеет таблицами"):
        refuse_to_serve_without_walls()


@pytest.mark.usefixtures("_as_web_process")
def test_table_without_its_wall_is_named(db: None) -> None:
    with owning(), connection.cursor() as cursor:
        cursor.execute("alter table registry_person disable row level security")
    said = [error.msg for error in walls_stand(databases=["default"])]
    assert any("registry_person" in sentence for sentence in said)


def test_owner_process_is_not_asked(db: None) -> None:
    assert walls_stand(databases=["default"]) == []
