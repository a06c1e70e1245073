"""The shape of the tree while it is being changed: one hand at a time, and never a ring."""

from __future__ import annotations

from django.db import connection

from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation


def hold_tree() -> None:
    """Lets one transaction at a time change the shape of the tree: two moves at once could close a ring."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('registry_tree'))")


def refuse_cycle(node: Organisation, parent: Organisation) -> None:
    """Refuses a parent that stands under the node itself; read anew, after `hold_tree()`."""
    above: int | None = parent.pk
    while above is not None:
        if above == node.pk:
            raise Refused(f"«{parent}» сама стоит под «{node}»: выберите другое место.", field="parent")
        above = Organisation.objects.values_list("parent_id", flat=True).get(pk=above)
