"""Who may give which role, and on which level of the tree a role stands: one table, read aloud in the documentation.

The database checks the same table: its function is written from here (`access.definer.granting`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nastavnik.rulebook.roles import Role

REGION, MUNICIPALITY, INSTITUTION = "region", "municipality", "institution"
_EVERY_LEVEL = frozenset({REGION, MUNICIPALITY, INSTITUTION})
_TERRITORY = frozenset({REGION, MUNICIPALITY})
_ONE_INSTITUTION = frozenset({INSTITUTION})

# Roles of those who take part: they come with a card or an invitation of the curator, not from above.
PARTICIPANTS = frozenset({Role.MENTOR, Role.MENTEE, Role.GUARDIAN})

_SCHOOL_LEADERS = frozenset({Role.HEAD, Role.CURATOR, Role.PARTNER_RESPONSIBLE})
_TERRITORY_GIVES = _SCHOOL_LEADERS | {Role.METHODIST, Role.OBSERVER}
_REGION_GIVES = _TERRITORY_GIVES | {Role.REGIONAL_AUTHORITY, Role.MUNICIPAL_CURATOR}

GIVES: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: _REGION_GIVES | {Role.ADMINISTRATOR, Role.REGIONAL_OPERATOR},
        Role.REGIONAL_OPERATOR: _REGION_GIVES,
        Role.MUNICIPAL_CURATOR: _TERRITORY_GIVES,
        Role.HEAD: frozenset({Role.CURATOR, Role.SECRETARY, Role.CLASS_TEACHER, Role.PSYCHOLOGIST}),
        Role.CURATOR: PARTICIPANTS | {Role.PARTNER_RESPONSIBLE},
    }
)

STANDS_ON: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: _EVERY_LEVEL,
        Role.REGIONAL_OPERATOR: frozenset({REGION}),
        Role.REGIONAL_AUTHORITY: frozenset({REGION}),
        Role.MUNICIPAL_CURATOR: frozenset({MUNICIPALITY}),
        Role.METHODIST: _TERRITORY,
        Role.OBSERVER: _TERRITORY,
        Role.HEAD: _ONE_INSTITUTION,
        Role.CURATOR: _ONE_INSTITUTION,
        Role.SECRETARY: _ONE_INSTITUTION,
        Role.CLASS_TEACHER: _ONE_INSTITUTION,
        Role.PSYCHOLOGIST: _ONE_INSTITUTION,
        Role.PARTNER_RESPONSIBLE: _EVERY_LEVEL,
        Role.MENTOR: _ONE_INSTITUTION,
        Role.MENTEE: _ONE_INSTITUTION,
        Role.GUARDIAN: _ONE_INSTITUTION,
    }
)

# Roles of the first account of an empty base, by the level of its root: it opens the house and leads the work.
FIRST_ROLES: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        REGION: (Role.ADMINISTRATOR, Role.REGIONAL_OPERATOR),
        MUNICIPALITY: (Role.ADMINISTRATOR, Role.MUNICIPAL_CURATOR),
        INSTITUTION: (Role.ADMINISTRATOR, Role.CURATOR),
    }
)

LEVEL_WORDS: Mapping[str, str] = MappingProxyType(
    {REGION: "регион", MUNICIPALITY: "муниципалитет", INSTITUTION: "организация"}
)


def may_give(giver: Role, given: Role, level: str) -> bool:
    """Whether a holder of one role may give another over a node of this level, which lies under his own."""
    return given in GIVES.get(giver, frozenset()) and level in STANDS_ON[given]


def givers_of(given: Role) -> tuple[Role, ...]:
    """The roles whose holders may give this one, in the order of the table."""
    return tuple(role for role in Role if given in GIVES.get(role, frozenset()))


def levels_in_words(role: Role) -> str:
    """«регион, муниципалитет»: where a role may stand."""
    return ", ".join(word for level, word in LEVEL_WORDS.items() if level in STANDS_ON[role])
