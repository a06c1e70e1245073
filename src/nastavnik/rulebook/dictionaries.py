"""Forms of mentoring and their role models: the federal dictionary, loaded as data that an operator may
extend.

Source: Р-145, МР-42/02 (editable default). Labels that would hurt a child have a neutral name beside them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The two sides of a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class Kind(StrEnum):
    """Who stands on a side of a form."""

    PUPIL = "pupil"
    STUDENT = "student"
    TEACHER = "teacher"
    EMPLOYER = "employer"


KIND_LABELS = {
    Kind.PUPIL: "ученик",
    Kind.STUDENT: "студент",
    Kind.TEACHER: "педагог",
    Kind.EMPLOYER: "работодатель",
}
SIDE_LABELS = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}


@dataclass(frozen=True)
class RoleModel:
    """A role model inside a form; `neutral_label` is what everybody but the curator reads."""

    code: str
    label: str
    neutral_label: str = ""

    @property
    def is_stigmatising(self) -> bool:
        """Whether the official label is for the curator's eyes only."""
        return bool(self.neutral_label)

    @property
    def public_label(self) -> str:
        """The label that a child, a parent and an order may read."""
        return self.neutral_label or self.label


@dataclass(frozen=True)
class Form:
    """A form of mentoring: who mentors whom, may a side be under 18, does labour law ask for more."""

    code: str
    label: str
    mentor_kind: Kind
    mentee_kind: Kind
    role_models: tuple[RoleModel, ...]
    is_federal: bool = True
    has_labour_side: bool = False

    @property
    def mentor_may_be_minor(self) -> bool:
        """Whether mentors of this form may be under 18; else an unknown age means a grown-up."""
        return self.mentor_kind in (Kind.PUPIL, Kind.STUDENT)

    @property
    def mentee_may_be_minor(self) -> bool:
        """Whether mentees of this form may be under 18; else an unknown age means a grown-up."""
        return self.mentee_kind in (Kind.PUPIL, Kind.STUDENT)


_HELP_IN_STUDY = "помощь в учёбе"
_INVOLVEMENT = "вовлечение в дела и интересы"

FORMS: tuple[Form, ...] = (
    Form(
        "pupil_pupil",
        "ученик – ученик",
        Kind.PUPIL,
        Kind.PUPIL,
        (
            RoleModel("achieving_underachieving", "успевающий – неуспевающий", _HELP_IN_STUDY),
            RoleModel("leader_passive", "лидер – пассивный", _INVOLVEMENT),
            RoleModel("equal_equal", "равный – равному"),
            RoleModel(
                "adapted_unadapted", "адаптированный – неадаптированный", "знакомство с новым коллективом"
            ),
        ),
    ),
    Form(
        "teacher_teacher",
        "учитель – учитель",
        Kind.TEACHER,
        Kind.TEACHER,
        (
            RoleModel("experienced_young", "опытный учитель – молодой специалист"),
            RoleModel(
                "leader_struggling",
                "лидер педагогического сообщества – педагог, испытывающий проблемы",
                "поддержка коллеги",
            ),
            RoleModel(
                "innovator_conservative", "педагог-новатор – консервативный педагог", "освоение новых методов"
            ),
            RoleModel(
                "subject_subject", "опытный предметник – неопытный предметник", "обмен опытом предметников"
            ),
        ),
        has_labour_side=True,
    ),
    Form(
        "student_pupil",
        "студент – ученик",
        Kind.STUDENT,
        Kind.PUPIL,
        (
            RoleModel("achieving_underachieving", "успевающий – неуспевающий", _HELP_IN_STUDY),
            RoleModel("leader_indifferent", "лидер – равнодушный", _INVOLVEMENT),
            RoleModel("equal_other", "равный – другому"),
            RoleModel("curator_author", "куратор – автор проекта"),
        ),
    ),
    Form(
        "employer_pupil",
        "работодатель – ученик",
        Kind.EMPLOYER,
        Kind.PUPIL,
        (
            RoleModel(
                "professional_consumer",
                "активный профессионал – равнодушный потребитель",
                "знакомство с профессией",
            ),
            RoleModel("colleague_young", "коллега – молодой коллега"),
            RoleModel("employer_future", "работодатель – будущий сотрудник"),
        ),
    ),
    Form(
        "employer_student",
        "работодатель – студент",
        Kind.EMPLOYER,
        Kind.STUDENT,
        (
            RoleModel(
                "professional_consumer",
                "активный профессионал – равнодушный потребитель",
                "знакомство с профессией",
            ),
            RoleModel("professional_choosing", "успешный профессионал – студент, выбирающий профессию"),
            RoleModel("colleague_future", "коллега – будущий коллега"),
            RoleModel("employer_future", "работодатель – будущий сотрудник"),
        ),
    ),
    Form(
        "teacher_pupil",
        "педагог – ученик",
        Kind.TEACHER,
        Kind.PUPIL,
        (
            RoleModel("subject_support", "поддержка по предмету"),
            RoleModel("project_guide", "руководитель – автор проекта"),
            RoleModel("personal_support", "значимый взрослый – ученик", "личная поддержка"),
        ),
        is_federal=False,
    ),
    Form(
        "educator_educator",
        "педагог – педагог",
        Kind.TEACHER,
        Kind.TEACHER,
        (
            RoleModel("experienced_young", "опытный педагог – молодой специалист"),
            RoleModel("class_guidance", "опытный классный руководитель – молодой специалист"),
        ),
        is_federal=False,
        has_labour_side=True,
    ),
)


def grown_up_forms(side: Side) -> tuple[str, ...]:
    """Give the codes of forms in which this side is grown up: an unknown age there is no child's."""
    mentor = side is Side.MENTOR
    return tuple(
        form.code for form in FORMS if not (form.mentor_may_be_minor if mentor else form.mentee_may_be_minor)
    )


def form_by_code(code: str) -> Form:
    """Find a form by its code; KeyError for an unknown one."""
    for form in FORMS:
        if form.code == code:
            return form
    raise KeyError(code)


def role_model_of(form: Form, code: str) -> RoleModel:
    """Find a role model of the form by its code; KeyError for an unknown one."""
    for model in form.role_models:
        if model.code == code:
            return model
    raise KeyError(code)
