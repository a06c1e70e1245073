"""«Моя пара»: what a mentor, a mentee or a representative sees of his pair, and his own answer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Empty, Fact, State
from nastavnik.kit.pages import CardPage, ConfirmPage, DeedPage
from nastavnik.mentoring.actions.own_pairs import answer_own_pair
from nastavnik.mentoring.models import Answer, Pair, PairMember, Side
from nastavnik.mentoring.permissions.pairs import check_can_answer_own_pair
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.meetings import own_consents
from nastavnik.mentoring.queries.own_pairs import (
    OwnPair,
    curator_names,
    own_pairs,
    own_pairs_visible_to,
)
from nastavnik.mentoring.queries.wishes import wishes_awaited
from nastavnik.mentoring.views.own_wishes import invitation
from nastavnik.mentoring.views.own_work import (
    asked_blocks,
    awaited_blocks,
    consents_block,
    deeds_of,
    timetable_blocks,
)
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right

_TURN_TO = "Если что-то не складывается, скажите об этом куратору."


class OwnPairPage(CardPage):
    """All live pairs of whoever has signed in; only the cards of the other side are shown, never answers."""

    permission = Right.PAIR_OWN
    section = "own_pair"
    wide = False

    @cached_property
    def pairs(self) -> list[OwnPair]:
        """His pairs, those that await his answer first."""
        return own_pairs(self.actor)

    def heading(self) -> str:
        """One pair or several."""
        return "Мои пары" if len(self.pairs) > 1 else "Моя пара"

    def lead(self) -> str:
        """For whom the answer is given."""
        if not self.pairs or self.actor.guardian_id is None:
            return ""
        return f"Вы отвечаете как представитель: {self.pairs[0].me.card_name}."

    def blocks(self) -> list[Block]:
        """Each pair; or why there is none and to whom to turn."""
        wishes = [invitation(one) for one in wishes_awaited(self.actor, self.today)]
        if not self.pairs:
            return [self._nothing(), *self._of_child(), *wishes]
        has_begun = any(one.pair.active_from is not None for one in self.pairs)
        return [
            *(awaited_blocks(self.actor) if has_begun else ()),
            *(self._block(one) for one in self.pairs),
            *timetable_blocks(self.actor, self.pairs),
            *(asked_blocks(self.actor) if has_begun else ()),
            *self._of_child(),
            *wishes,
        ]

    def _of_child(self) -> list[Block]:
        """Consents, for a representative."""
        return [consents_block(own_consents(self.actor))] if self.actor.guardian_id is not None else []

    def _curators_of(self, institution_id: int) -> str:
        if institution_id not in self._curators:
            self._curators[institution_id] = ", ".join(curator_names(institution_id, self.today))
        return self._curators[institution_id]

    @cached_property
    def _curators(self) -> dict[int, str]:
        return {}

    def _nothing(self) -> Block:
        node = getattr(getattr(self.actor, "home", None), "node_id", None)
        names = self._curators_of(node) if node else ""
        hint = f"Вопросы можно задать куратору: {names}." if names else "Вопросы можно задать куратору."
        empty = Empty("Пары у вас пока нет.", f"Когда куратор её подберёт, она появится здесь. {hint}")
        return CustomBlock(template="mentoring/parts/no_pair.html", context={"empty": empty})

    def _block(self, one: OwnPair) -> Block:
        context = {
            "state": own_state(one),
            "facts": self._facts(one),
            "actions": _actions(one) or deeds_of(one, self.actor),
            "note": "" if one.is_asked else _TURN_TO,
        }
        title = f"{_whose(one.others)}: {', '.join(_card(other) for other in one.others)}"
        return CustomBlock(title, template="mentoring/parts/own_pair.html", context=context)

    def _facts(self, one: OwnPair) -> list[Fact]:
        pair, programme = one.pair, one.pair.programme
        direction = direction_of(pair)
        role = direction.role_model.open_label if direction.role_model else ""
        curators = self._curators_of(pair.institution_id)
        period = f"с {long_date(programme.start_date)} по {long_date(programme.end_date)}"
        facts = [
            Fact("Программа", f"«{programme.title}»", note=programme.institution.short_name),
            Fact("Кто с кем", direction.form.label, note=role),
            Fact("Когда", period),
            Fact("Цель", programme.goal),
            Fact("Куратор", curators),
        ]
        return [fact for fact in facts if fact.value]


def own_state(one: OwnPair) -> State:
    """Where the pair stands for one of its members: what is awaited of him, never what others said."""
    state, answer = one.pair.state, one.answer
    if one.awaits_me:
        return State("ждём вашего ответа", "attention")
    if state == Pair.State.APPROVED:
        day = f"{long_date(answer.answered_date)}" if answer and answer.answered_date else ""
        return State(
            "вы согласились" if answer else "готовится", "good", f"{day}, пара оформляется" if day else ""
        )
    if state in (Pair.State.AGREED, Pair.State.ORDERED):
        return State("пара оформляется", "good", "готовится приказ")
    if state == Pair.State.PAUSED:
        return State("приостановлена", "attention", "куратор скажет, что нужно")
    day = long_date(one.pair.active_from) if one.pair.active_from else ""
    return State("пара работает", "good", f"с {day}" if day else "")


def _whose(others: Any) -> str:
    sides = {other.side for other in others}
    return "Наставник" if sides == {Side.MENTOR} else "Наставляемый"


def _card(member: PairMember) -> str:
    return ", ".join(part for part in (member.card_name, member.card_standing) if part)


def _actions(one: OwnPair) -> list[Action]:
    if not one.is_asked:
        return []
    refuse = Action("Не согласен", reverse("mentoring:own_pair_refuse", args=[one.pair.pk]))
    if not one.awaits_me:
        return [Action("Передумали? Не согласен", refuse.url, style="link")]
    agree = reverse("mentoring:own_pair_agree", args=[one.pair.pk])
    return [Action("Согласен", agree, method="post", style="primary"), refuse]


class OwnPairAgree(DeedPage):
    """The button «Согласен»."""

    permission = Right.PAIR_OWN
    section = "own_pair"

    def load(self) -> None:
        """The pair, of one's own."""
        self.pair = get_object_or_404(own_pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_answer_own_pair(self.actor, self.pair)

    def perform(self) -> str:
        """Writes the answer."""
        state = answer_own_pair(by=self.actor, pair=self.pair, value=Answer.Value.YES)
        ending = "Куратор готовит приказ." if state == Pair.State.AGREED else "Куратор скажет, что дальше."
        self.say(f"Спасибо, ответ записан: вы согласны. {ending}")
        return self.url_back()

    def url_back(self) -> str:
        """The page of one's pairs."""
        return reverse("mentoring:own_pair")


class OwnPairRefuse(ConfirmPage):
    """Asks once more before a refusal: the pair will not be."""

    permission = Right.PAIR_OWN
    section = "own_pair"
    title = "Не согласны на эту пару?"
    submit_label = "Не согласен"

    def load(self) -> None:
        """The pair, of one's own."""
        self.pair = get_object_or_404(own_pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_answer_own_pair(self.actor, self.pair)

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    def consequences(self) -> list[str]:
        """What follows, in plain words."""
        return [
            "Пары не будет. Причину объяснять не нужно.",
            "Другая сторона не узнает, кто отказался.",
            "Куратор подберёт другую пару.",
        ]

    def perform(self, form: Any) -> str:
        """Writes the answer."""
        answer_own_pair(by=self.actor, pair=self.pair, value=Answer.Value.NO)
        self.say("Ответ записан: пары не будет. Куратор подберёт другую.")
        return reverse("mentoring:own_pair")
