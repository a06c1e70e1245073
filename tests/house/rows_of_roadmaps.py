"""One row of every protected table of the road maps."""

from django.db import models

from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import (
    Concurrence,
    Duty,
    Edition,
    Evidence,
    EvidenceFile,
    ExecutorName,
    Line,
    Occurrence,
    Performer,
    Remark,
    Roadmap,
    SourceFile,
)


def rows_of_roadmaps(institution: Organisation) -> list[models.Model]:
    """As the owner of the base: a road map of the institution with everything that hangs on it."""
    roadmap = Roadmap.objects.create(owner=institution, title="Дорожная карта")
    edition = Edition.objects.create(roadmap=roadmap, number=1)
    line = Line.objects.create(roadmap=roadmap)
    at = {"organisation": institution}
    duty = Duty.objects.create(occurrence=Occurrence.objects.create(line=line), **at)
    evidence = Evidence.objects.create(duty=duty, kind="file", **at)
    name = ExecutorName.objects.create(owner=institution, key="куратор", words="Куратор")
    return [
        duty,
        evidence,
        EvidenceFile.objects.create(
            evidence=evidence, institution=institution, file_name="фото.jpg", content_type="image/jpeg",
            content=b"x", size=1,
        ),
        name,
        Performer.objects.create(line=line, name=name, owner=institution, position=1),
        SourceFile.objects.create(owner=institution, edition=edition, file_name="карта.docx", content=b"x"),
        Remark.objects.create(edition=edition, text="замечание", owner=institution, **at),
        Concurrence.objects.create(edition=edition, who="Директор", owner=institution, **at),
    ]  # fmt: skip
