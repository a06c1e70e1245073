"""What a questionnaire is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

YES, NO = "да", "нет"
LOWEST, HIGHEST = 0, 10
"""Between these a scale begins and ends."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"
    ONE = "one"
    SEVERAL = "several"
    MATRIX = "matrix"
    TEXT = "text"


class DeclaredKind(StrEnum):
    """What is promised to whoever answers: printed on the form, fixed with the first answer."""

    NAMED = "named"
    CODED = "coded"
    ANONYMOUS = "anonymous"


class Who(StrEnum):
    """Who answers."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    CURATOR = "curator"
    OTHER = "other"


class Measured(StrEnum):
    """When it is asked."""

    ENTRY = "entry"
    EXIT = "exit"
    OTHER = "other"


QUESTION_KINDS: Mapping[QuestionKind, str] = MappingProxyType(
    {
        QuestionKind.SCALE: "оценка по шкале",
        QuestionKind.YES_NO: "да или нет",
        QuestionKind.ONE: "один вариант",
        QuestionKind.SEVERAL: "несколько вариантов",
        QuestionKind.MATRIX: "таблица: строки и варианты",
        QuestionKind.TEXT: "ответ своими словами",
    }
)
KINDS: Mapping[DeclaredKind, str] = MappingProxyType(
    {
        DeclaredKind.NAMED: "именная",
        DeclaredKind.CODED: "под кодом",
        DeclaredKind.ANONYMOUS: "анонимная",
    }
)
KIND_PROMISES: Mapping[DeclaredKind, str] = MappingProxyType(
    {
        DeclaredKind.NAMED: "Анкета именная: ваши ответы прочитает куратор вашей организации.",
        DeclaredKind.CODED: (
            "Анкета под кодом: имени рядом с ответами нет. Код хранится отдельно и нужен только затем, чтобы"
            " сравнить ваши ответы до программы и после неё. Итоги видны, когда опрос закончен и ответили хотя бы пятеро."
        ),
        DeclaredKind.ANONYMOUS: (
            "Анкета анонимная: видно лишь, что вы ответили, а что именно — не узнает никто. Итоги видны, когда опрос"
            " закончен и ответили хотя бы пятеро."
        ),
    }
)
WHO_LABELS: Mapping[Who, str] = MappingProxyType(
    {
        Who.MENTEE: "наставляемый",
        Who.MENTOR: "наставник",
        Who.CURATOR: "куратор",
        Who.OTHER: "другие (родители, партнёры)",
    }
)
MOMENTS: Mapping[Measured, str] = MappingProxyType(
    {
        Measured.ENTRY: "до программы",
        Measured.EXIT: "после программы",
        Measured.OTHER: "в другое время",
    }
)


@dataclass(frozen=True)
class Question:
    """One question of an edition.

    `key` is its identity through editions and between «до» and «после». A scale runs from `low` to `high`, both
    included; `options` are the words to choose from (the columns of a matrix), `rows` the rows of a matrix. With
    `only_if` it is asked only of those who answered the question of that key with one of `only_values`.
    `is_satisfaction` marks what «удовлетворённость» is counted from.
    """

    key: str
    kind: QuestionKind
    text: str
    hint: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    low: int = 1
    high: int = 10
    is_required: bool = True
    only_if: str = ""
    only_values: tuple[str, ...] = ()
    is_satisfaction: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """Everything that may be chosen, as words; nothing for a text."""
        if self.kind is QuestionKind.SCALE:
            return tuple(str(point) for point in range(self.low, self.high + 1))
        return (YES, NO) if self.kind is QuestionKind.YES_NO else self.options


def question_faults(question: Question, earlier: Sequence[Question]) -> Mapping[str, str]:
    """Say in Russian what is wrong with a question, by the name of its field; nothing where it can be asked.

    `earlier` are those that stand before it: a condition may look back only.
    """
    faults: dict[str, str] = {}
    if not question.text.strip():
        faults["text"] = "Напишите сам вопрос."
    if question.kind is QuestionKind.SCALE and not LOWEST <= question.low < question.high <= HIGHEST:
        faults["low"] = f"Шкала — от меньшего к большему, между {LOWEST} и {HIGHEST}."
    needs_options = question.kind in (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.MATRIX)
    if needs_options and len(set(question.options)) < 2:
        faults["options"] = "Впишите хотя бы два разных варианта, каждый с новой строки."
    elif len(set(question.options)) < len(question.options):
        faults["options"] = "Один и тот же вариант вписан дважды."
    if question.kind is QuestionKind.MATRIX and not question.rows:
        faults["rows"] = "Впишите строки таблицы, каждую с новой строки."
    elif len(set(question.rows)) < len(question.rows):
        faults["rows"] = "Одна и та же строка вписана дважды."
    return faults | _condition_faults(question, earlier)


def _condition_faults(question: Question, earlier: Sequence[Question]) -> dict[str, str]:
    if not question.only_if:
        return {}
    on = next((one for one in earlier if one.key == question.only_if), None)
    if on is None:
        return {
            "only_if": "Условие смотрит на вопрос, который стоит выше: выберите другой или поставьте этот ниже."
        }
    if on.kind in (QuestionKind.TEXT, QuestionKind.MATRIX):
        return {"only_if": "Условие ставят на вопрос со шкалой, «да или нет» или с вариантами."}
    if not question.only_values or not set(question.only_values) <= set(on.choices):
        said = ", ".join(f"«{choice}»" for choice in on.choices)
        return {"only_values": f"Впишите ответы, при которых вопрос задают. Там отвечают: {said}."}
    return {}
