"""Templates of road maps."""

import pytest

from nastavnik.rulebook.roadmap_templates import TEMPLATES, RoadmapTemplate, template_of, templates_for


def test_each_level_has_its_template() -> None:
    assert [template.level for template in TEMPLATES] == ["institution", "municipality", "region"]
    assert [one.code for one in templates_for("region")] == ["region"]
    with pytest.raises(KeyError):
        template_of("school-2")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_no_year_is_left_unwritten(template: RoadmapTemplate) -> None:
    assert template.titled(2026).endswith("на 2026/2027 учебный год")
    measures = [one for section in template.dated(2026) for one in section.measures]
    assert len(measures) == template.measures_count >= 13
    for measure in measures:
        assert measure.title and measure.deadline and measure.executors and measure.result
        assert "{" not in measure.deadline + measure.title
