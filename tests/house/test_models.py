"""Every field of every model is personal or ordinary; whatever is personal stands behind a wall."""

import pytest
from django.db import models

from nastavnik.kit.walls import own_models


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model: type[models.Model]) -> None:
    classified = model.classified  # type: ignore[attr-defined]
    fields = {field.name for field in model._meta.concrete_fields}
    assert classified.personal_names | classified.ordinary_names == fields
    assert classified.personal_names & classified.ordinary_names == frozenset()


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_personal_field_has_a_wall(model: type[models.Model]) -> None:
    if model.classified.personal_names:  # type: ignore[attr-defined]
        assert model.wall is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_protected_row_says_whose_it_is(model: type[models.Model]) -> None:
    wall = model.wall  # type: ignore[attr-defined]
    if wall is not None:
        columns = {field.column for field in model._meta.concrete_fields}
        assert {
            column
            for column in (wall.staff, wall.own, wall.himself, wall.pair, wall.members, wall.account)
            if column
        } <= columns
        kept_by_organisation = wall.figures in columns and wall.figures_keep
        assert wall.staff == "institution_id" or wall.account or wall.closed or kept_by_organisation


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_foreign_key_to_a_person_is_called_person(model: type[models.Model]) -> None:
    pointing = [
        field.name
        for field in model._meta.concrete_fields
        if field.related_model is not None and field.related_model._meta.label == "registry.Person"
    ]
    assert pointing in ([], ["person"])
