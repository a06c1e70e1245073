"""Where something has happened that the figures count: read from the journal, which every action writes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from nastavnik.journal.models import Entry
from nastavnik.monitoring.models import RegisterCount
from nastavnik.registry.models import Organisation

# Verbs after which the totals of an institution may be others. What a moment tells (a registered order, a corrected
# birth, a contingent) is counted at once and does not stand here.
MOVING = (
    "enrol_person", "leave_programmes", "import_base", "correct_participation", "open_programme", "correct_programme",
    "open_next_cycle", "pause_pair", "resume_pair", "cancel_pair", "apply_pair_changes", "grant_role", "end_grant",
    "end_grants_of_closed", "agree_with_partner", "end_cooperation", "destroy_person", "remove_person",
    "add_trainings", "correct_training", "remove_training", "import_trainings",
)  # fmt: skip


def institutions_moved(since: datetime) -> list[int]:
    """Ids of institutions where something moved after they were counted last; three queries."""
    moved = Entry.objects.filter(happened_at__gte=since, verb__in=MOVING, institution_id__isnull=False)
    last = dict(moved.values_list("institution_id").annotate(last=Max("happened_at")))
    counts = RegisterCount.objects.filter(institution_id__in=last)
    counted = dict(counts.values_list("institution_id").annotate(at=Max("counted_at")))
    late = [pk for pk, at in last.items() if pk not in counted or counted[pk] < at]
    institutions = Organisation.objects.filter(pk__in=late, level=Organisation.Level.INSTITUTION)
    return list(institutions.order_by("pk").values_list("pk", flat=True))
