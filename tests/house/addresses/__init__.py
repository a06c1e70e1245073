"""Every address of the product, a file for each room."""

from tests.house.addresses import access, desk, kit, mentoring, monitoring, papers, public, registry, roadmaps

TABLE = (
    *desk.ROWS,
    *access.ROWS,
    *public.ROWS,
    *kit.ROWS,
    *registry.ROWS,
    *mentoring.ROWS,
    *roadmaps.ROWS,
    *papers.ROWS,
    *monitoring.ROWS,
)
