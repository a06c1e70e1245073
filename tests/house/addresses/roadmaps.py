"""Addresses of the room `roadmaps`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row(
        "roadmaps:roadmap_list",
        "",
        "Дорожная карта города",
        "irina oleg nina svetlana tamara boris",
    ),
)
