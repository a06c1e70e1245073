"""Lists of organisations for the table of addresses."""

from nastavnik.access.scope import acting
from nastavnik.registry.actions.registers import check_register
from tests import factories as make
from tests.house_of_people import House


def register_ids(house: House) -> dict[str, int]:
    """A checked list of the region that waits for the decision."""
    irina = make.actor("irina")
    cells = [["Краткое наименование", "Учредитель"], ["Гимназия № 9", "Управление образования"]]
    with acting(irina):
        run = check_register(
            by=irina, node=house.region, kind="organisations", year=2026, cells=cells, file_name="школы.xlsx"
        )
    return {"register": run.pk}
