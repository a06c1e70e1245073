"""Every address of the product, a file for each room."""

from tests.house.addresses import (
    access,
    desk,
    duties,
    kit,
    mentoring,
    monitoring,
    notices,
    papers,
    public,
    registry,
    roadmaps,
    surveys,
)

TABLE = (
    *desk.ROWS,
    *access.ROWS,
    *public.ROWS,
    *kit.ROWS,
    *registry.ROWS,
    *notices.ROWS,
    *mentoring.ROWS,
    *roadmaps.ROWS,
    *surveys.ROWS,
    *duties.ROWS,
    *papers.ROWS,
    *monitoring.ROWS,
)
