"""Questionnaires with which the house begins: editable defaults in the product's own words, nobody's duty.

Source: what the methodology asks at entry and at exit, the curator's self-assessment and SWOT (wordings are ours).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nastavnik.rulebook.dictionaries import FORMS, Form, Kind
from nastavnik.rulebook.questionnaires.levels import LEVELS, Level
from nastavnik.rulebook.questionnaires.model import DeclaredKind, Measured, Question, QuestionKind, Who

_SCALE, _YES_NO, _TEXT = QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.TEXT
_HINT = "1 — совсем нет, 10 — в полной мере"


@dataclass(frozen=True)
class DefaultQuestionnaire:
    """A questionnaire as it is offered: for which form, of whom, when, and what is promised."""

    code: str
    title: str
    form: str
    who: Who
    moment: Measured
    kind: DeclaredKind
    lead: str
    questions: tuple[Question, ...]
    levels: tuple[Level, ...] = ()
    is_swot: bool = False


def _scale(key: str, text: str, *, counts: bool = False) -> Question:
    return Question(key, _SCALE, text, hint=_HINT, is_satisfaction=counts)


def _yes(key: str, text: str) -> Question:
    return Question(key, _YES_NO, text)


def _words(key: str, text: str, *, only_if: str = "") -> Question:
    values = ("да",) if only_if else ()
    return Question(key, _TEXT, text, is_required=False, only_if=only_if, only_values=values)


_ENTRY_HEAD = (
    _yes("met_before", "Вы уже участвовали раньше в программе наставничества?"),
    _words("met_where", "Где это было?", only_if="met_before"),
    _scale("effect", "Насколько полезной, по-вашему, окажется программа?"),
    _scale("comfort", "Насколько спокойно и уютно вам будет в программе?"),
    _scale("events", "Насколько хорошо, по-вашему, будут организованы мероприятия?"),
    _scale("meetings", "Насколько полезными окажутся личные встречи?"),
    _scale("group_meetings", "Насколько полезными окажутся общие встречи?"),
)
_ENTRY_MENTEE = (
    *_ENTRY_HEAD,
    _scale("support", "Насколько для вас важна поддержка наставника?"),
    _scale("pleased", "Насколько для вас важно остаться довольным совместной работой?"),
    _words("expects", "Чего вы ждёте от программы и каким видите своё участие в ней?"),
    _words("value", "Что для вас в программе самое ценное?"),
    _yes("glad", "Вы рады, что участвуете?"),
)
_ENTRY_MENTOR = (
    *_ENTRY_HEAD,
    _scale("contact", "Насколько легко вам, по-вашему, будет общаться с наставляемым?"),
    _scale("planning", "Насколько хорошо вы сможете спланировать работу и организовать встречи?"),
    _scale("mentee_pleased", "Насколько для вас важно, чтобы наставляемый остался доволен?"),
    _words("expects", "Чего вы ждёте от программы и каким видите своё участие в ней?"),
    _words("value", "Что для вас в программе самое ценное?"),
    _yes("glad", "Вы рады, что участвуете?"),
)
_EXIT_MENTEE = (
    _scale("effect", "Насколько полезной оказалась программа?"),
    _scale("comfort", "Насколько спокойно и уютно вам было в программе?"),
    _scale("meetings", "Насколько полезными оказались личные встречи?"),
    _scale("group_meetings", "Насколько полезными оказались общие встречи?"),
    _scale("support", "Насколько вы чувствовали поддержку наставника?"),
    _scale("potential", "Насколько наставник помог раскрыть ваши возможности?"),
    _scale("plan", "Насколько понятным был план работы?"),
    _scale("safety", "Насколько безопасно вам было в общении с наставником?"),
    _scale("expectations", "Насколько оправдались ваши ожидания?", counts=True),
    _scale("pleased", "Насколько вы довольны совместной работой?", counts=True),
    _words("value", "Что оказалось самым ценным?"),
    _words("lacked", "Чего не хватило?"),
    _yes("continue", "Хотели бы вы продолжить работу в программе?"),
    _yes("to_be_mentor", "Планируете ли вы сами стать наставником?"),
    _yes("curious", "Стали ли вы больше узнавать по теме, над которой работали?"),
    _yes("project", "Появилось ли желание сделать собственный проект?"),
)
_CLUBS = _yes("clubs", "Появилось ли желание ходить в кружки, секции, объединения?")
_EXIT_MENTOR = (
    _scale("comfort", "Насколько спокойно и уютно вам было в программе?"),
    _scale("contact", "Насколько легко было общаться с наставляемым?"),
    _scale("planning", "Насколько удалось спланировать работу и организовать встречи?"),
    _scale("involvement", "Насколько наставляемый был включён в работу?"),
    _scale("expectations", "Насколько оправдались ваши ожидания?", counts=True),
    _scale("pleased", "Насколько вы довольны совместной работой?", counts=True),
    _scale("training", "Насколько полезным было обучение наставников?"),
    _words("value", "Что оказалось самым ценным?"),
    _words("lacked", "Чего не хватило?"),
    _yes("continue", "Хотели бы вы продолжить работу в программе?"),
)
_OFTEN = ("очень часто", "часто", "редко", "один-два раза", "никогда")
_FREQUENCY = Question(
    "frequency",
    QuestionKind.MATRIX,
    "Как часто во время программы было следующее?",
    options=_OFTEN,
    rows=(
        "занятия, которые развивают определённые профессиональные умения",
        "взаимное посещение уроков с разбором",
        "обсуждение трудных случаев",
    ),
)
_CRITERIA = (
    ("goals", "Программа в организации отвечает целям и задачам модели."),
    ("principles", "Программа держится принципов модели."),
    ("methods", "В работе применяются современные подходы и технологии."),
    ("climate", "Участникам психологически комфортно."),
    ("logic", "Работа наставников идёт последовательно, по понятному плану."),
    ("participants", "Участники удовлетворены программой."),
    ("partners", "Партнёры удовлетворены совместной работой."),
    ("activity", "Наставляемые активны и заинтересованы."),
    ("application", "Наставляемые применяют полученное, проявляют гражданскую позицию."),
)
_POINTS = "0 — не проявляется, 1 — проявляется частично, 2 — проявляется в полной мере"
_SWOT = (
    ("strengths", "Сильные стороны программы: что внутри организации помогает?"),
    ("weaknesses", "Слабые стороны программы: что внутри организации мешает?"),
    ("opportunities", "Возможности: что вокруг организации может помочь?"),
    ("threats", "Угрозы: что вокруг организации может помешать?"),
)


def default_questionnaires() -> Iterator[DefaultQuestionnaire]:
    """Give every default: entry and exit of both sides for each federal form, then the curator's two."""
    for form in FORMS:
        yield from _of_form(form)
    yield DefaultQuestionnaire(
        "self_assessment",
        "Самооценка куратора",
        "",
        Who.CURATOR,
        Measured.OTHER,
        DeclaredKind.NAMED,
        "Девять критериев: сумма баллов показывает уровень программы.",
        tuple(Question(key, _SCALE, text, hint=_POINTS, low=0, high=2) for key, text in _CRITERIA),
        levels=LEVELS,
    )
    yield DefaultQuestionnaire(
        "swot",
        "SWOT-анализ программы",
        "",
        Who.CURATOR,
        Measured.OTHER,
        DeclaredKind.NAMED,
        "Впишите каждое с новой строки. Опирайтесь на ответы участников.",
        tuple(Question(key, _TEXT, text, is_required=False) for key, text in _SWOT),
        is_swot=True,
    )


def _of_form(form: Form) -> Iterator[DefaultQuestionnaire]:
    among_teachers = form.mentee_kind is Kind.TEACHER
    clubs = () if among_teachers else (_CLUBS,)
    often = (_FREQUENCY,) if among_teachers else ()
    sets = (
        (Who.MENTEE, Measured.ENTRY, "Анкета наставляемого до программы", _ENTRY_MENTEE),
        (Who.MENTOR, Measured.ENTRY, "Анкета наставника до программы", _ENTRY_MENTOR),
        (Who.MENTEE, Measured.EXIT, "Анкета наставляемого после программы", (*_EXIT_MENTEE, *clubs, *often)),
        (Who.MENTOR, Measured.EXIT, "Анкета наставника после программы", (*_EXIT_MENTOR, *often)),
    )
    for who, moment, title, questions in sets:
        yield DefaultQuestionnaire(
            f"{form.code}.{who}.{moment}",
            f"{title}: {form.label}",
            form.code,
            who,
            moment,
            DeclaredKind.CODED,
            "Правильных и неправильных ответов нет: отвечайте так, как чувствуете.",
            tuple(replace(question) for question in questions),
        )
