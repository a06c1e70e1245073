"""Road maps offered as a start: of a school, of a municipality, of a region."""

from nastavnik.rulebook.roadmap_templates.model import RoadmapTemplate, TemplateMeasure, TemplateSection
from nastavnik.rulebook.roadmap_templates.municipality import MUNICIPALITY
from nastavnik.rulebook.roadmap_templates.region import REGION
from nastavnik.rulebook.roadmap_templates.school import SCHOOL

TEMPLATES: tuple[RoadmapTemplate, ...] = (SCHOOL, MUNICIPALITY, REGION)

__all__ = [
    "TEMPLATES",
    "RoadmapTemplate",
    "TemplateMeasure",
    "TemplateSection",
    "template_of",
    "templates_for",
]


def template_of(code: str) -> RoadmapTemplate:
    """The template by its code; KeyError for an unknown one."""
    found = next((template for template in TEMPLATES if template.code == code), None)
    if found is None:
        raise KeyError(code)
    return found


def templates_for(level: str) -> tuple[RoadmapTemplate, ...]:
    """Templates for organisations of this level."""
    return tuple(template for template in TEMPLATES if template.level == level)
