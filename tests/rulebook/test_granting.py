"""Who may give what: the table as the law of the house reads it."""

import pytest

from nastavnik.rulebook.granting import (
    GIVES,
    INSTITUTION,
    MUNICIPALITY,
    PARTICIPANTS,
    REGION,
    STANDS_ON,
    givers_of,
    levels_in_words,
    may_give,
)
from nastavnik.rulebook.roles import ROLES, Right, Role, Sight


def test_whoever_gives_roles_has_the_right_to() -> None:
    for giver, given in GIVES.items():
        assert Right.ACCOUNTS_GRANT in ROLES[giver].rights
        assert not given & PARTICIPANTS or Right.CARDS_ISSUE in ROLES[giver].rights
    assert {role for role in Role if Right.ACCOUNTS_GRANT in ROLES[role].rights} == set(GIVES)


def test_every_role_stands_somewhere_and_somebody_gives_it() -> None:
    assert set(STANDS_ON) == set(Role)
    assert all(givers_of(role) for role in Role)


def test_only_those_who_see_participants_invite_them() -> None:
    assert [giver for giver in GIVES if GIVES[giver] & PARTICIPANTS] == [Role.CURATOR]
    assert ROLES[Role.CURATOR].sees is Sight.PEOPLE


@pytest.mark.parametrize(
    ("giver", "given", "level", "may"),
    [
        (Role.REGIONAL_OPERATOR, Role.MUNICIPAL_CURATOR, MUNICIPALITY, True),
        (Role.REGIONAL_OPERATOR, Role.MUNICIPAL_CURATOR, REGION, False),
        (Role.REGIONAL_OPERATOR, Role.ADMINISTRATOR, REGION, False),
        (Role.REGIONAL_OPERATOR, Role.REGIONAL_OPERATOR, REGION, False),
        (Role.MUNICIPAL_CURATOR, Role.HEAD, INSTITUTION, True),
        (Role.MUNICIPAL_CURATOR, Role.MUNICIPAL_CURATOR, MUNICIPALITY, False),
        (Role.HEAD, Role.CLASS_TEACHER, INSTITUTION, True),
        (Role.HEAD, Role.HEAD, INSTITUTION, False),
        (Role.CURATOR, Role.MENTEE, INSTITUTION, True),
        (Role.CURATOR, Role.SECRETARY, INSTITUTION, False),
        (Role.CURATOR, Role.PARTNER_RESPONSIBLE, INSTITUTION, True),
        (Role.CURATOR, Role.PARTNER_RESPONSIBLE, MUNICIPALITY, True),
        (Role.METHODIST, Role.OBSERVER, REGION, False),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, INSTITUTION, True),
    ],
)
def test_who_gives_what_on_which_level(giver: Role, given: Role, level: str, *, may: bool) -> None:
    assert may_give(giver, given, level) is may


def test_nobody_but_the_administrator_gives_his_own_role() -> None:
    assert [giver for giver in GIVES if giver in GIVES[giver]] == [Role.ADMINISTRATOR]


def test_levels_are_said_in_words() -> None:
    assert levels_in_words(Role.METHODIST) == "регион, муниципалитет"
