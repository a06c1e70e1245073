"""Road maps: the documents with their editions, the living dates with who does what, talks, and what comes from above."""

from nastavnik.roadmaps.models.cascade import CascadeDecision
from nastavnik.roadmaps.models.documents import Edition, Line, Measure, MeasureTarget, Roadmap, Section
from nastavnik.roadmaps.models.duties import Duty, Evidence, EvidenceFile, Occurrence
from nastavnik.roadmaps.models.performers import ExecutorName, Performer
from nastavnik.roadmaps.models.sources import SourceFile
from nastavnik.roadmaps.models.talks import Concurrence, Remark

__all__ = [
    "CascadeDecision",
    "Concurrence",
    "Duty",
    "Edition",
    "Evidence",
    "EvidenceFile",
    "ExecutorName",
    "Line",
    "Measure",
    "MeasureTarget",
    "Occurrence",
    "Performer",
    "Remark",
    "Roadmap",
    "Section",
    "SourceFile",
]
