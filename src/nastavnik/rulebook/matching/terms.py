"""How pairs are looked for, in plain words: what matters how much, and the limits. Editable defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Importance(StrEnum):
    """How much a criterion matters."""

    NO = "no"
    SOME = "some"
    MUCH = "much"


IMPORTANCE_LABELS: Mapping[Importance, str] = MappingProxyType(
    {Importance.NO: "не важно", Importance.SOME: "важно", Importance.MUCH: "очень важно"}
)


class Criterion(StrEnum):
    """What speaks for a pair."""

    TOPICS = "topics"
    WISHES = "wishes"
    AGES = "ages"
    TIME = "time"
    INTERESTS = "interests"
    INSTITUTION = "institution"
    EXPERIENCE = "experience"
    EVENNESS = "evenness"


@dataclass(frozen=True)
class Asked:
    """A criterion as it is asked on the screen, the importance by default, points for «важно» and «очень
    важно».
    """

    label: str
    hint: str
    usual: Importance
    points: tuple[int, int]


CRITERIA: Mapping[Criterion, Asked] = MappingProxyType(
    {
        Criterion.TOPICS: Asked(
            "Совпадение тем",
            "Чем больше тем запроса охватывает наставник, тем лучше. Хотя бы одна нужна всегда.",
            Importance.MUCH,
            (40, 100),
        ),
        Criterion.WISHES: Asked(
            "Пожелания после групповой встречи",
            "Пара, в которой оба назвали друг друга, получает вдвое больше.",
            Importance.MUCH,
            (60, 200),
        ),
        Criterion.AGES: Asked(
            "Возраст, желаемый наставником",
            "Ближе к середине желаемого возраста — лучше.",
            Importance.SOME,
            (10, 40),
        ),
        Criterion.TIME: Asked(
            "Время наставника", "Чем больше времени в неделю, тем лучше.", Importance.SOME, (2, 10)
        ),
        Criterion.INTERESTS: Asked(
            "Общие интересы", "Считаются не больше трёх общих интересов.", Importance.SOME, (10, 30)
        ),
        Criterion.INSTITUTION: Asked(
            "Одна организация",
            "Наставник и наставляемый из одной организации.",
            Importance.NO,
            (20, 80),
        ),
        Criterion.EXPERIENCE: Asked(
            "Опыт наставника", "Наставник, который уже вёл пары.", Importance.NO, (10, 40)
        ),
        Criterion.EVENNESS: Asked(
            "Равномерная нагрузка",
            "Сначала по одному наставляемому каждому подходящему наставнику, потом по второму.",
            Importance.SOME,
            (3, 30),
        ),
    }
)


@dataclass(frozen=True)
class Weights:
    """Points of the score (editable defaults).

    `topic` for each topic of the request that the mentor covers; `wish` for each side that named the other;
    `interest` for each shared interest, three at most; `age` for an age in the middle of the desired ones,
    less towards the edges; `time` for each half hour a week, four at most; `institution` for the same one;
    `experience` for a mentor who has led pairs; `balance` is taken off for every further mentee of one
    mentor, twice for the third and so on.
    """

    topic: int = 100
    interest: int = 10
    age: int = 10
    time: int = 2
    balance: int = 3
    wish: int = 200
    institution: int = 0
    experience: int = 0

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 0:
            raise ValueError("Вес правила подбора не может быть меньше нуля.")


@dataclass(frozen=True)
class Limits:
    """What is never crossed.

    `most_per_mentor` mentees of one mentor, his working pairs included; `age_gap` years that a mentor is
    older at least; `lowest_percent` of the fullest fit that a pair reaches at least; `is_age_strict`: an age
    outside the mentor's wish bars a pair.
    """

    most_per_mentor: int | None = None
    age_gap: int | None = None
    lowest_percent: int = 0
    is_age_strict: bool = True

    def __post_init__(self) -> None:
        if self.most_per_mentor is not None and not 1 <= self.most_per_mentor <= 50:
            raise BadTerms("Предел наставляемых у одного наставника — число от 1 до 50.")
        if self.age_gap is not None and not 0 <= self.age_gap <= 60:
            raise BadTerms("Наименьшая разница в возрасте — число лет от 0 до 60.")
        if not 0 <= self.lowest_percent <= 100:
            raise BadTerms("Наименьшее соответствие — число процентов от 0 до 100.")


LIMIT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "most_per_mentor": "Наставляемых у одного наставника, не больше",
        "age_gap": "Наставник старше наставляемого, не меньше чем на",
        "lowest_percent": "Какие пары предлагать",
        "is_age_strict": "Не предлагать пары вне возраста, желаемого наставником",
    }
)


class BadTerms(ValueError):
    """Terms that cannot be; the message is a Russian sentence."""


@dataclass(frozen=True)
class Terms:
    """The terms of a programme: the importance of each criterion that differs from the usual, and the
    limits.
    """

    importance: Mapping[Criterion, Importance] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def of(self, criterion: Criterion) -> Importance:
        """Give the importance of the criterion."""
        return self.importance.get(criterion, CRITERIA[criterion].usual)

    @property
    def weights(self) -> Weights:
        """The same in points."""
        points = {criterion: self._points(criterion) for criterion in Criterion}
        return Weights(
            topic=points[Criterion.TOPICS],
            interest=points[Criterion.INTERESTS],
            age=points[Criterion.AGES],
            time=points[Criterion.TIME],
            balance=points[Criterion.EVENNESS],
            wish=points[Criterion.WISHES],
            institution=points[Criterion.INSTITUTION],
            experience=points[Criterion.EXPERIENCE],
        )

    def _points(self, criterion: Criterion) -> int:
        some, much = CRITERIA[criterion].points
        return {Importance.NO: 0, Importance.SOME: some, Importance.MUCH: much}[self.of(criterion)]

    def as_values(self) -> dict[str, object]:
        """Give the terms as they are stored: every criterion by its code, then the limits."""
        return {**{one.value: self.of(one).value for one in Criterion}, **vars(self.limits)}

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """Read what `as_values` gave, or a part of it; the rest is usual.

        BadTerms in Russian for an unknown name, an unknown importance, a limit that is no number.
        """
        known = {one.value for one in Criterion} | set(Limits.__dataclass_fields__)
        if unknown := sorted(set(values) - known):
            raise BadTerms(f"Неизвестное правило «{unknown[0]}». Есть: {', '.join(sorted(known))}.")
        importance = {
            Criterion(name): _importance(name, value)
            for name, value in values.items()
            if name in set(Criterion)
        }
        return cls(importance, _limits({name: values[name] for name in values if name not in set(Criterion)}))


def _importance(name: str, value: object) -> Importance:
    """Read a code or the words of the screen."""
    said = str(value).strip().lower()
    for one, label in IMPORTANCE_LABELS.items():
        if said in (one.value, label):
            return one
    choices = ", ".join(f"«{label}»" for label in IMPORTANCE_LABELS.values())
    raise BadTerms(f"Правило «{name}»: непонятно «{value}». Можно: {choices}.")


def _limits(values: Mapping[str, object]) -> Limits:
    most, gap = values.get("most_per_mentor"), values.get("age_gap")
    lowest, strict = values.get("lowest_percent", 0), values.get("is_age_strict", True)
    for name, value in (("most_per_mentor", most), ("age_gap", gap), ("lowest_percent", lowest)):
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise BadTerms(f"Правило «{name}»: нужно целое число, а стоит «{value}».")
    if not isinstance(strict, bool):
        raise BadTerms(f"Правило «is_age_strict»: нужно true или false, а стоит «{strict}».")
    return Limits(
        most if isinstance(most, int) else None,
        gap if isinstance(gap, int) else None,
        lowest if isinstance(lowest, int) else 0,
        strict,
    )
