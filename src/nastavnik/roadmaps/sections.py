"""Sections of an edition once more in another edition."""

from __future__ import annotations

from nastavnik.roadmaps.models import Edition, Section


def copy_sections(source: Edition, edition: Edition) -> dict[int | None, Section | None]:
    """Writes every section of one edition into another; gives the copies by the key of the original, None for none.

    Only actions whose right was checked call it.
    """
    copies: dict[int | None, Section | None] = {None: None}
    for section in source.sections.all():
        old, section.pk, section.edition = section.pk, None, edition
        section.save(force_insert=True)
        copies[old] = section
    return copies
