"""Papers: requisites, names and rows, files, templates, and who stands in for the head."""

from nastavnik.papers.models.acting import ActingHead
from nastavnik.papers.models.destruction import ActLine, DestructionAct
from nastavnik.papers.models.files import PaperFile, PaperRemark, PaperScan
from nastavnik.papers.models.links import PaperLink
from nastavnik.papers.models.names import NameForm, PaperName, PaperRow
from nastavnik.papers.models.papers import Paper
from nastavnik.papers.models.templates import PaperTemplate

__all__ = [
    "ActLine",
    "ActingHead",
    "DestructionAct",
    "NameForm",
    "Paper",
    "PaperFile",
    "PaperLink",
    "PaperName",
    "PaperRemark",
    "PaperRow",
    "PaperScan",
    "PaperTemplate",
]
