"""The shape of a template of a road map: deadlines are written relative to a school year."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class TemplateMeasure:
    """One measure; `deadline` holds {y} and {z} for the years in which the school year begins and ends.

    `kind` is the kind of a paper in the register, `reach` «below» where each organisation below has to do it, `fact`
    what the product itself can see.
    """

    title: str
    deadline: str
    executors: str
    result: str
    document: str = ""
    kind: str = ""
    reach: str = "own"
    fact: str = ""
    fact_code: str = ""


@dataclass(frozen=True)
class TemplateSection:
    """A section with its measures; numbers are given by their order."""

    title: str
    measures: tuple[TemplateMeasure, ...]


@dataclass(frozen=True)
class RoadmapTemplate:
    """A whole road map offered as a start to organisations of one level."""

    code: str
    level: str
    name: str
    title: str
    about: str
    sections: tuple[TemplateSection, ...]

    @property
    def measures_count(self) -> int:
        """How many measures it holds."""
        return sum(len(section.measures) for section in self.sections)

    def titled(self, start: int) -> str:
        """The title for the school year that begins in `start`."""
        return self.title.format(y=start, z=start + 1)

    def dated(self, start: int) -> tuple[TemplateSection, ...]:
        """The sections with the deadlines of the school year that begins in `start`."""
        return tuple(
            replace(
                section,
                measures=tuple(
                    replace(one, deadline=one.deadline.format(y=start, z=start + 1))
                    for one in section.measures
                ),
            )
            for section in self.sections
        )
