"""The table of rights: who may what, and that nobody above a school ever sees people."""

import pytest

from nastavnik.rulebook.roles import (
    RIGHT_LABELS,
    ROLES,
    Right,
    Role,
    Sight,
    refusal_for,
    rights_of,
    roles_with,
)

ABOVE_SCHOOL = [Role.ADMINISTRATOR, Role.REGIONAL_OPERATOR, Role.MUNICIPAL_CURATOR]
NAMES_OF_CHILDREN = {
    Right.PEOPLE_VIEW,
    Right.PEOPLE_EDIT,
    Right.PAIRS_VIEW,
    Right.PAIRS_DECIDE,
    Right.PAPERS_OPEN,
    Right.BASES_IMPORT,
    Right.PROPOSALS_MAKE,
    Right.AGREEMENT_RECORD,
    Right.CONSENTS_RECORD,
}


@pytest.mark.parametrize("role", ABOVE_SCHOOL)
def test_role_above_school_sees_figures_and_no_names(role: Role) -> None:
    assert ROLES[role].sees is Sight.FIGURES
    assert not ROLES[role].rights & NAMES_OF_CHILDREN
    assert {Right.FIGURES_VIEW, Right.ORGANISATIONS_VIEW, Right.PAPERS_VIEW} <= ROLES[role].rights


def test_table_names_every_role_and_every_right() -> None:
    assert set(ROLES) == set(Role)
    assert set(RIGHT_LABELS) == set(Right)
    assert all(roles_with(right) for right in Right)


def test_every_role_may_change_own_password() -> None:
    assert roles_with(Right.ACCOUNT_OWN) == tuple(Role)


def test_head_signs_but_does_not_import() -> None:
    rights = rights_of([Role.HEAD])
    assert Right.PAPERS_SIGN in rights
    assert Right.PEOPLE_VIEW in rights
    assert Right.BASES_IMPORT not in rights
    assert ROLES[Role.HEAD].sees is Sight.PEOPLE


def test_only_secretary_registers_and_has_no_page_of_people() -> None:
    assert roles_with(Right.PAPERS_REGISTER) == (Role.SECRETARY,)
    assert ROLES[Role.SECRETARY].sees is Sight.PEOPLE
    assert Right.PEOPLE_VIEW not in rights_of([Role.SECRETARY])


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE, Role.GUARDIAN])
def test_participant_sees_only_own(role: Role) -> None:
    assert ROLES[role].sees is Sight.OWN
    assert rights_of([role]) == {Right.ACCOUNT_OWN, Right.PAIR_OWN}


def test_rights_of_several_roles_are_joined() -> None:
    both = rights_of([Role.HEAD, Role.SECRETARY])
    assert {Right.PAPERS_SIGN, Right.PAPERS_REGISTER} <= both


def test_rights_of_nobody_are_none() -> None:
    assert rights_of([]) == frozenset()


def test_refusal_names_the_roles_that_may() -> None:
    assert refusal_for(Right.PAPERS_REGISTER) == (
        "Вам нельзя регистрировать документы: это право есть у ролей «Секретарь»."
    )
