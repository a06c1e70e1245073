"""The words of the order «О закреплении наставнических пар (групп)»: values for a template, names in their
cases.

Source: the usual shape of a school's order, ГОСТ Р 7.0.97-2025 for requisites; the legal basis is a default
that the school edits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.declension import decline, doubt_about, gender_of
from nastavnik.rulebook.names import Case, FullName, Gender
from nastavnik.rulebook.posts import decline_post
from nastavnik.rulebook.school_year import SchoolYear

TITLE = "О закреплении наставнических пар (групп)"
COMMAND_WORD = "ПРИКАЗЫВАЮ:"
DEFAULT_BASIS = (
    "В соответствии с распоряжением Министерства просвещения Российской Федерации"
    " от 25 декабря 2019 г. № Р-145, на основании согласия участников"
)
"""The beginning of the preamble, up to the aims (editable default)."""


@dataclass(frozen=True)
class OrderPerson:
    """A grown-up of the order with the post; corrections of cases win over what the rules propose."""

    name: FullName
    post: str = ""
    accusative: str = ""
    post_accusative: str = ""
    dative: str = ""
    post_dative: str = ""


@dataclass(frozen=True)
class OrderMentee:
    """A mentee of the order; `about` is what stands in brackets («8 «А» класс»)."""

    name: FullName
    about: str = ""
    instrumental: str = ""


@dataclass(frozen=True)
class OrderPair:
    """A pair, or a group of one mentor with several mentees, and what the table says of it."""

    mentor: OrderPerson
    mentees: tuple[OrderMentee, ...]
    form: str
    role_model: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class OrderFacts:
    """Everything the order is made of; without `control` the head keeps the control, `basis` is the editable
    text.
    """

    institution: str
    programme: str
    school_year: SchoolYear
    pairs: tuple[OrderPair, ...]
    head: OrderPerson
    control: OrderPerson | None = None
    curator: OrderPerson | None = None
    place: str = ""
    founder: str = ""
    basis: str = DEFAULT_BASIS


@dataclass(frozen=True)
class OrderRow:
    """A row of the order's table, one for each mentee; all nominative."""

    number: int
    mentor: str
    mentor_post: str
    mentee: str
    mentee_about: str
    form: str
    role_model: str
    period: str


@dataclass(frozen=True)
class OrderText:
    """The order in words: what a template prints from top to bottom.

    `points` are numbered paragraphs («1. …», «1.1. …»), the last is control; `doubts` name the cases to look
    at.
    """

    founder: str
    institution: str
    place: str
    title: str
    preamble: str
    command_word: str
    points: tuple[str, ...]
    rows: tuple[OrderRow, ...]
    control: str
    signature_post: str
    signature_name: str
    acquaintance: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    kind: str = "ПРИКАЗ"


def pairs_order_text(facts: OrderFacts) -> OrderText:
    """Write the order for the given pairs, in the given sequence; ValueError in Russian where there are none.

    A mentor stands in the accusative, mentees in the instrumental, the person in control in the accusative,
    the curator in the dative.
    """
    if not facts.pairs or not all(pair.mentees for pair in facts.pairs):
        raise ValueError("В приказе нет ни одной пары.")
    points = _points(facts)
    return OrderText(
        founder=facts.founder,
        institution=facts.institution,
        place=facts.place,
        title=TITLE,
        preamble=_preamble(facts),
        command_word=COMMAND_WORD,
        points=tuple(points),
        rows=_rows(facts.pairs),
        control=points[-1],
        signature_post=facts.head.post,
        signature_name=facts.head.name.signature,
        acquaintance=_acquaintance(facts),
        doubts=_doubts(facts),
    )


def mentor_accusative(person: OrderPerson) -> str:
    """Give «Котову Марию Ивановну, учителя физики»: the correction where there is one, else the proposal."""
    name = person.accusative or decline(person.name, Case.ACCUSATIVE).full
    post = person.post_accusative or decline_post(person.post, Case.ACCUSATIVE)
    return f"{name}, {post}" if post else name


def mentee_instrumental(mentee: OrderMentee) -> str:
    """Give «Зиминым Даниилом Олеговичем (8 «А» класс)»: the correction, else the proposal."""
    name = mentee.instrumental or decline(mentee.name, Case.INSTRUMENTAL).full
    return f"{name} ({mentee.about})" if mentee.about else name


def _preamble(facts: OrderFacts) -> str:
    year = facts.school_year.in_the_year
    return f"{facts.basis.strip().rstrip(',')}, в целях реализации программы «{facts.programme}» в {year}"


def _points(facts: OrderFacts) -> list[str]:
    texts = [_pair_point(pair) for pair in facts.pairs]
    points = [f"1. Закрепить на {facts.school_year.title} наставнические пары (группы):"]
    points += [f"1.{number}. {text}" for number, text in enumerate(texts, start=1)]
    points.append(
        "2. Наставникам проводить встречи с наставляемыми по согласованному плану и отмечать их итоги."
    )
    if facts.curator is not None:
        points.append(
            f"3. {_curator_dative(facts.curator)} сопровождать работу пар (групп)"
            " и ознакомить участников с приказом."
        )
    return [*points, f"{len(points) - len(texts) + 1}. {_control(facts.control)}"]


def _pair_point(pair: OrderPair) -> str:
    mentees = ", ".join(mentee_instrumental(mentee) for mentee in pair.mentees)
    word = _mentee_word(pair.mentees)
    period = f"с {short_date(pair.first_day)} по {short_date(pair.last_day)}"
    return (
        f"Наставника {mentor_accusative(pair.mentor)}, за {word} {mentees} по форме «{pair.form}» {period}."
    )


def _mentee_word(mentees: Sequence[OrderMentee]) -> str:
    if len(mentees) > 1:
        return "наставляемыми:"
    return "наставляемой" if gender_of(mentees[0].name) is Gender.FEMALE else "наставляемым"


def _curator_dative(person: OrderPerson) -> str:
    name = person.dative or decline(person.name, Case.DATIVE).full
    post = person.post_dative or decline_post(person.post, Case.DATIVE)
    return f"Куратору {name}, {post}," if post else f"Куратору {name}"


def _control(person: OrderPerson | None) -> str:
    if person is None:
        return "Контроль за исполнением приказа оставляю за собой."
    name = person.accusative or decline(person.name, Case.ACCUSATIVE).full
    post = person.post_accusative or decline_post(person.post, Case.ACCUSATIVE)
    return f"Контроль за исполнением приказа возложить на {f'{post} ' if post else ''}{name}."


def _rows(pairs: Sequence[OrderPair]) -> tuple[OrderRow, ...]:
    listed = [(pair, mentee) for pair in pairs for mentee in pair.mentees]
    return tuple(
        OrderRow(
            number=number,
            mentor=pair.mentor.name.full,
            mentor_post=pair.mentor.post,
            mentee=mentee.name.full,
            mentee_about=mentee.about,
            form=pair.form,
            role_model=pair.role_model,
            period=f"{short_date(pair.first_day)} – {short_date(pair.last_day)}",
        )
        for number, (pair, mentee) in enumerate(listed, start=1)
    )


def _acquaintance(facts: OrderFacts) -> tuple[str, ...]:
    """Name the grown-ups who sign that they read the order, each once: control, curator, mentors."""
    people = [person for person in (facts.control, facts.curator) if person is not None]
    people += [pair.mentor for pair in facts.pairs]
    return tuple(dict.fromkeys(person.name.short for person in people))


def _doubts(facts: OrderFacts) -> tuple[str, ...]:
    found = [doubt_about(p.mentor.name) for p in facts.pairs if not p.mentor.accusative]
    found += [doubt_about(m.name) for pair in facts.pairs for m in pair.mentees if not m.instrumental]
    if facts.control is not None and not facts.control.accusative:
        found.append(doubt_about(facts.control.name))
    if facts.curator is not None and not facts.curator.dative:
        found.append(doubt_about(facts.curator.name))
    return tuple(dict.fromkeys(doubt for doubt in found if doubt))
