"""Roles, their rights and how far each of them sees: one table, read aloud in the documentation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A role that a grant gives over a node of the tree of organisations."""

    ADMINISTRATOR = "administrator"
    REGIONAL_OPERATOR = "regional_operator"
    REGIONAL_AUTHORITY = "regional_authority"
    MUNICIPAL_CURATOR = "municipal_curator"
    METHODIST = "methodist"
    OBSERVER = "observer"
    HEAD = "head"
    CURATOR = "curator"
    SECRETARY = "secretary"
    CLASS_TEACHER = "class_teacher"
    PSYCHOLOGIST = "psychologist"
    PARTNER_RESPONSIBLE = "partner_responsible"
    MENTOR = "mentor"
    MENTEE = "mentee"
    GUARDIAN = "guardian"


class Right(StrEnum):
    """One thing that an account may do; the value is the string that `Actor.may` receives."""

    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    PEOPLE_EXPORT = "people.export"
    SPECIAL_VIEW = "special.view"
    SPECIAL_EDIT = "special.edit"
    CONSENTS_VIEW = "consents.view"
    CONSENTS_RECORD = "consents.record"
    TRAININGS_VIEW = "trainings.view"
    TRAININGS_EDIT = "trainings.edit"
    BASES_IMPORT = "bases.import"
    PROGRAMMES_VIEW = "programmes.view"
    PROGRAMMES_EDIT = "programmes.edit"
    PROPOSALS_MAKE = "proposals.make"
    DICTIONARIES_EDIT = "dictionaries.edit"
    PAIRS_VIEW = "pairs.view"
    PAIRS_DECIDE = "pairs.decide"
    AGREEMENT_RECORD = "agreement.record"
    PAIR_OWN = "pair.own"
    PARTNER_OWN = "partner.own"
    PAPERS_VIEW = "papers.view"
    PAPERS_OPEN = "papers.open"
    PAPERS_DRAFT = "papers.draft"
    PAPERS_SIGN = "papers.sign"
    PAPERS_REGISTER = "papers.register"
    TEMPLATES_EDIT = "templates.edit"
    ROADMAPS_VIEW = "roadmaps.view"
    ROADMAPS_EDIT = "roadmaps.edit"
    ROADMAPS_APPROVE = "roadmaps.approve"
    ROADMAPS_REPORT = "roadmaps.report"
    SURVEYS_VIEW = "surveys.view"
    SURVEYS_EDIT = "surveys.edit"
    FIGURES_VIEW = "figures.view"
    CONTINGENT_EDIT = "contingent.edit"
    TARGETS_EDIT = "targets.edit"
    ORGANISATIONS_VIEW = "organisations.view"
    ORGANISATIONS_EDIT = "organisations.edit"
    REQUISITES_EDIT = "requisites.edit"
    PARTNERS_VIEW = "partners.view"
    PARTNERS_EDIT = "partners.edit"
    ACCOUNTS_GRANT = "accounts.grant"
    CARDS_ISSUE = "cards.issue"
    BACKUPS_VIEW = "backups.view"
    CALENDAR_EDIT = "calendar.edit"
    REMINDERS_EDIT = "reminders.edit"
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
        Right.PEOPLE_EXPORT: "выгружать базы в файл",
        Right.SPECIAL_VIEW: "видеть особые категории участников",
        Right.SPECIAL_EDIT: "отмечать особые категории участников",
        Right.CONSENTS_VIEW: "видеть согласия",
        Right.CONSENTS_RECORD: "отмечать согласия",
        Right.TRAININGS_VIEW: "видеть обучение наставников и кураторов",
        Right.TRAININGS_EDIT: "вносить обучение наставников и кураторов",
        Right.BASES_IMPORT: "загружать базы наставников и наставляемых",
        Right.PROGRAMMES_VIEW: "видеть программы наставничества",
        Right.PROGRAMMES_EDIT: "изменять программы наставничества",
        Right.PROPOSALS_MAKE: "подбирать пары",
        Right.DICTIONARIES_EDIT: "дополнять справочники форм, ролевых моделей и тем",
        Right.PAIRS_VIEW: "видеть наставнические пары",
        Right.PAIRS_DECIDE: "одобрять и завершать пары",
        Right.AGREEMENT_RECORD: "отмечать согласие участников пары",
        Right.PAIR_OWN: "видеть свою пару и отвечать за себя",
        Right.PARTNER_OWN: "вести карточку своего партнёра и предлагать наставников",
        Right.PAPERS_VIEW: "видеть реквизиты документов",
        Right.PAPERS_OPEN: "открывать документы с именами",
        Right.PAPERS_DRAFT: "готовить проекты документов",
        Right.PAPERS_SIGN: "подписывать документы",
        Right.PAPERS_REGISTER: "регистрировать документы",
        Right.TEMPLATES_EDIT: "заменять шаблоны документов",
        Right.ROADMAPS_VIEW: "видеть дорожные карты",
        Right.ROADMAPS_EDIT: "готовить дорожные карты своей организации",
        Right.ROADMAPS_APPROVE: "отмечать утверждение дорожных карт",
        Right.ROADMAPS_REPORT: "отмечать выполнение мероприятий дорожных карт",
        Right.SURVEYS_VIEW: "видеть анкеты и их итоги",
        Right.SURVEYS_EDIT: "готовить анкеты и проводить опросы",
        Right.FIGURES_VIEW: "видеть показатели",
        Right.CONTINGENT_EDIT: "вносить контингент",
        Right.TARGETS_EDIT: "вносить плановые значения",
        Right.ORGANISATIONS_VIEW: "видеть организации",
        Right.ORGANISATIONS_EDIT: "добавлять и изменять организации",
        Right.REQUISITES_EDIT: "изменять реквизиты своей организации",
        Right.PARTNERS_VIEW: "видеть партнёров",
        Right.PARTNERS_EDIT: "вести реестр партнёров",
        Right.ACCOUNTS_GRANT: "назначать роли и приглашать пользователей",
        Right.CARDS_ISSUE: "выдавать карточки участников",
        Right.BACKUPS_VIEW: "видеть, когда сделаны копии базы данных",
        Right.CALENDAR_EDIT: "изменять производственный календарь",
        Right.REMINDERS_EDIT: "настраивать напоминания о сроках",
        Right.ACCOUNT_OWN: "менять собственный пароль",
    }
)

_OWN = frozenset({Right.ACCOUNT_OWN})
_READS_FIGURES = _OWN | {
    Right.FIGURES_VIEW,
    Right.ORGANISATIONS_VIEW,
    Right.PAPERS_VIEW,
    Right.PARTNERS_VIEW,
    Right.ROADMAPS_VIEW,
}
_RUNS_ROADMAPS = {Right.ROADMAPS_EDIT, Right.ROADMAPS_APPROVE, Right.ROADMAPS_REPORT}
_RUNS_TERRITORY = (
    _READS_FIGURES
    | _RUNS_ROADMAPS
    | {
        Right.TARGETS_EDIT,
        Right.ORGANISATIONS_EDIT,
        Right.PARTNERS_EDIT,
        Right.ACCOUNTS_GRANT,
        Right.REMINDERS_EDIT,
        Right.SURVEYS_VIEW,
        Right.SURVEYS_EDIT,
    }
)
_READS_SCHOOL = _OWN | {Right.PEOPLE_VIEW, Right.PROGRAMMES_VIEW, Right.PAIRS_VIEW, Right.ROADMAPS_VIEW}
_HEAD = _READS_SCHOOL | {
    Right.TRAININGS_VIEW,
    Right.CONSENTS_VIEW,
    Right.PAPERS_VIEW,
    Right.PAPERS_OPEN,
    Right.PAPERS_SIGN,
    Right.ROADMAPS_APPROVE,
    Right.ROADMAPS_REPORT,
    Right.FIGURES_VIEW,
    Right.PARTNERS_VIEW,
    Right.ACCOUNTS_GRANT,
    Right.SURVEYS_VIEW,
}
_CURATOR = (
    _READS_SCHOOL
    | _RUNS_ROADMAPS
    | {
        Right.PEOPLE_EDIT,
        Right.PEOPLE_EXPORT,
        Right.TRAININGS_VIEW,
        Right.TRAININGS_EDIT,
        Right.SPECIAL_VIEW,
        Right.SPECIAL_EDIT,
        Right.CONSENTS_VIEW,
        Right.CONSENTS_RECORD,
        Right.BASES_IMPORT,
        Right.PROGRAMMES_EDIT,
        Right.DICTIONARIES_EDIT,
        Right.PROPOSALS_MAKE,
        Right.PAIRS_DECIDE,
        Right.AGREEMENT_RECORD,
        Right.PAPERS_VIEW,
        Right.PAPERS_OPEN,
        Right.PAPERS_DRAFT,
        Right.TEMPLATES_EDIT,
        Right.FIGURES_VIEW,
        Right.CONTINGENT_EDIT,
        Right.REQUISITES_EDIT,
        Right.PARTNERS_VIEW,
        Right.PARTNERS_EDIT,
        Right.CARDS_ISSUE,
        Right.ACCOUNTS_GRANT,
        Right.REMINDERS_EDIT,
        Right.SURVEYS_VIEW,
        Right.SURVEYS_EDIT,
    }
)
_SECRETARY = _OWN | {
    Right.ROADMAPS_VIEW,
    Right.PAPERS_VIEW,
    Right.PAPERS_OPEN,
    Right.PAPERS_REGISTER,
    Right.TEMPLATES_EDIT,
    Right.REQUISITES_EDIT,
}
_CLASS_TEACHER = _OWN | {
    Right.PEOPLE_VIEW,
    Right.CONSENTS_VIEW,
    Right.CONSENTS_RECORD,
    Right.ROADMAPS_VIEW,
}
_PSYCHOLOGIST = _READS_SCHOOL | {Right.SPECIAL_VIEW, Right.SPECIAL_EDIT, Right.SURVEYS_VIEW}
_PARTICIPANT = _OWN | {Right.PAIR_OWN}

ROLES: Mapping[Role, RoleRule] = MappingProxyType(
    {
        Role.ADMINISTRATOR: RoleRule(
            "Администратор",
            Sight.FIGURES,
            _READS_FIGURES
            | {Right.ORGANISATIONS_EDIT, Right.ACCOUNTS_GRANT, Right.BACKUPS_VIEW, Right.CALENDAR_EDIT},
        ),
        Role.REGIONAL_OPERATOR: RoleRule(
            "Региональный оператор",
            Sight.FIGURES,
            _RUNS_TERRITORY | {Right.DICTIONARIES_EDIT, Right.BACKUPS_VIEW, Right.CALENDAR_EDIT},
        ),
        Role.REGIONAL_AUTHORITY: RoleRule("Орган управления образованием", Sight.FIGURES, _READS_FIGURES),
        Role.MUNICIPAL_CURATOR: RoleRule("Муниципальный куратор", Sight.FIGURES, _RUNS_TERRITORY),
        Role.METHODIST: RoleRule("Методист", Sight.FIGURES, _READS_FIGURES),
        Role.OBSERVER: RoleRule(
            "Наблюдатель", Sight.FIGURES, _OWN | {Right.FIGURES_VIEW, Right.ORGANISATIONS_VIEW}
        ),
        Role.HEAD: RoleRule("Руководитель организации", Sight.PEOPLE, _HEAD),
        Role.CURATOR: RoleRule("Куратор организации", Sight.PEOPLE, _CURATOR),
        Role.SECRETARY: RoleRule("Секретарь", Sight.PEOPLE, _SECRETARY),
        Role.CLASS_TEACHER: RoleRule("Классный руководитель", Sight.PEOPLE, _CLASS_TEACHER),
        Role.PSYCHOLOGIST: RoleRule("Педагог-психолог", Sight.PEOPLE, _PSYCHOLOGIST),
        Role.PARTNER_RESPONSIBLE: RoleRule(
            "Ответственный от партнёра", Sight.OWN, _OWN | {Right.PARTNER_OWN}
        ),
        Role.MENTOR: RoleRule("Наставник", Sight.OWN, _PARTICIPANT),
        Role.MENTEE: RoleRule("Наставляемый", Sight.OWN, _PARTICIPANT),
        Role.GUARDIAN: RoleRule("Представитель наставляемого", Sight.OWN, _PARTICIPANT),
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
