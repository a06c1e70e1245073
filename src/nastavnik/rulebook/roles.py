"""Roles, their rights and how far each of them sees: one table, read aloud in the documentation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A role that a grant gives over a node of the tree of organisations."""

    ADMINISTRATOR = "administrator"
    REGIONAL_OPERATOR = "regional_operator"
    MUNICIPAL_CURATOR = "municipal_curator"
    HEAD = "head"
    CURATOR = "curator"
    SECRETARY = "secretary"
    MENTOR = "mentor"
    MENTEE = "mentee"
    GUARDIAN = "guardian"


class Right(StrEnum):
    """One thing that an account may do; the value is the string that `Actor.may` receives."""

    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    CONSENTS_RECORD = "consents.record"
    BASES_IMPORT = "bases.import"
    PROGRAMMES_VIEW = "programmes.view"
    PROGRAMMES_EDIT = "programmes.edit"
    PROPOSALS_MAKE = "proposals.make"
    PAIRS_VIEW = "pairs.view"
    PAIRS_DECIDE = "pairs.decide"
    AGREEMENT_RECORD = "agreement.record"
    PAPERS_VIEW = "papers.view"
    PAPERS_OPEN = "papers.open"
    PAPERS_DRAFT = "papers.draft"
    PAPERS_SIGN = "papers.sign"
    PAPERS_REGISTER = "papers.register"
    FIGURES_VIEW = "figures.view"
    CONTINGENT_EDIT = "contingent.edit"
    TARGETS_EDIT = "targets.edit"
    ORGANISATIONS_VIEW = "organisations.view"
    ACCOUNT_OWN = "account.own"


class Sight(StrEnum):
    """What a role sees under its node: people of the institution, figures and papers, or its own pair."""

    PEOPLE = "people"
    FIGURES = "figures"
    OWN = "own"


@dataclass(frozen=True)
class RoleRule:
    """One row of the table: the Russian name of the role, its sight and its rights."""

    label: str
    sees: Sight
    rights: frozenset[Right]


RIGHT_LABELS: Mapping[Right, str] = MappingProxyType(
    {
        Right.PEOPLE_VIEW: "видеть участников",
        Right.PEOPLE_EDIT: "изменять сведения об участниках",
        Right.CONSENTS_RECORD: "отмечать согласия",
        Right.BASES_IMPORT: "загружать базы наставников и наставляемых",
        Right.PROGRAMMES_VIEW: "видеть программы наставничества",
        Right.PROGRAMMES_EDIT: "изменять программы наставничества",
        Right.PROPOSALS_MAKE: "подбирать пары",
        Right.PAIRS_VIEW: "видеть наставнические пары",
        Right.PAIRS_DECIDE: "одобрять и завершать пары",
        Right.AGREEMENT_RECORD: "отмечать согласие участников пары",
        Right.PAPERS_VIEW: "видеть реквизиты документов",
        Right.PAPERS_OPEN: "открывать документы с именами",
        Right.PAPERS_DRAFT: "готовить проекты документов",
        Right.PAPERS_SIGN: "подписывать документы",
        Right.PAPERS_REGISTER: "регистрировать документы",
        Right.FIGURES_VIEW: "видеть показатели",
        Right.CONTINGENT_EDIT: "вносить контингент",
        Right.TARGETS_EDIT: "вносить плановые значения",
        Right.ORGANISATIONS_VIEW: "видеть организации",
        Right.ACCOUNT_OWN: "менять собственный пароль",
    }
)

_OWN = frozenset({Right.ACCOUNT_OWN})
_ABOVE_SCHOOL = _OWN | {Right.FIGURES_VIEW, Right.ORGANISATIONS_VIEW, Right.PAPERS_VIEW}

ROLES: Mapping[Role, RoleRule] = MappingProxyType(
    {
        Role.ADMINISTRATOR: RoleRule("Администратор", Sight.FIGURES, _ABOVE_SCHOOL),
        Role.REGIONAL_OPERATOR: RoleRule(
            "Региональный оператор", Sight.FIGURES, _ABOVE_SCHOOL | {Right.TARGETS_EDIT}
        ),
        Role.MUNICIPAL_CURATOR: RoleRule(
            "Муниципальный куратор", Sight.FIGURES, _ABOVE_SCHOOL | {Right.TARGETS_EDIT}
        ),
        Role.HEAD: RoleRule(
            "Руководитель организации",
            Sight.PEOPLE,
            _OWN
            | {
                Right.PEOPLE_VIEW,
                Right.PROGRAMMES_VIEW,
                Right.PAIRS_VIEW,
                Right.PAPERS_VIEW,
                Right.PAPERS_OPEN,
                Right.PAPERS_SIGN,
                Right.FIGURES_VIEW,
            },
        ),
        Role.CURATOR: RoleRule(
            "Куратор организации",
            Sight.PEOPLE,
            _OWN
            | {
                Right.PEOPLE_VIEW,
                Right.PEOPLE_EDIT,
                Right.CONSENTS_RECORD,
                Right.BASES_IMPORT,
                Right.PROGRAMMES_VIEW,
                Right.PROGRAMMES_EDIT,
                Right.PROPOSALS_MAKE,
                Right.PAIRS_VIEW,
                Right.PAIRS_DECIDE,
                Right.AGREEMENT_RECORD,
                Right.PAPERS_VIEW,
                Right.PAPERS_OPEN,
                Right.PAPERS_DRAFT,
                Right.FIGURES_VIEW,
                Right.CONTINGENT_EDIT,
            },
        ),
        Role.SECRETARY: RoleRule(
            "Секретарь",
            Sight.PEOPLE,
            _OWN | {Right.PAPERS_VIEW, Right.PAPERS_OPEN, Right.PAPERS_REGISTER},
        ),
        Role.MENTOR: RoleRule("Наставник", Sight.OWN, _OWN),
        Role.MENTEE: RoleRule("Наставляемый", Sight.OWN, _OWN),
        Role.GUARDIAN: RoleRule("Представитель наставляемого", Sight.OWN, _OWN),
    }
)


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Give all rights that the roles have together; no roles give no rights, not even an own account."""
    rights: frozenset[Right] = frozenset()
    for role in roles:
        rights |= ROLES[role].rights
    return rights


def roles_with(right: Right) -> tuple[Role, ...]:
    """Name the roles that have the right, in the order of the table."""
    return tuple(role for role, rule in ROLES.items() if right in rule.rights)


def refusal_for(right: Right) -> str:
    """Say in Russian why a page or an action is refused: what is not allowed and which roles may do it."""
    labels = ", ".join(f"«{ROLES[role].label}»" for role in roles_with(right))
    return f"Вам нельзя {RIGHT_LABELS[right]}: это право есть у ролей {labels}."
