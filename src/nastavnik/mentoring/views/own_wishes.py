"""What a participant names himself after the group meeting, by his card."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Empty
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import DeedPage, FormPage, Page
from nastavnik.mentoring.actions.wishes import name_own_wishes, withdraw_own_wishes
from nastavnik.mentoring.forms.wishes import OwnWishesForm
from nastavnik.mentoring.models import Participation, Side, WishSheet
from nastavnik.mentoring.permissions.wishes import check_can_name_own_wishes
from nastavnik.mentoring.queries.wishes import (
    cards_to_name,
    meeting_of,
    own_participations,
    sheet_of,
    wishes_awaited,
)
from nastavnik.rulebook.roles import Right

_ASKED = {
    Side.MENTEE: "Кого вы хотели бы видеть своим наставником?",
    Side.MENTOR: "Кому вы хотели бы быть наставником?",
}


def invitation(participation: Participation) -> Block:
    """The block of «Моя пара» that leads to the wishes of one programme."""
    has_answered = getattr(participation, "wish_sheet", None) is not None
    url = reverse("mentoring:own_wishes", args=[participation.pk])
    label = "Изменить" if has_answered else "Назвать"
    said = (
        "Ваши пожелания записаны." if has_answered else "Общая встреча прошла: назовите, кто вам понравился."
    )
    hint = "Ответ увидит только куратор. Можно никого не называть."
    empty = Empty(said, hint, Action(label, url, style="default" if has_answered else "primary"))
    title = f"Пожелания: «{participation.programme.title}»"
    return CustomBlock(title, template="mentoring/parts/no_pair.html", context={"empty": empty})


class _OwnWishes(Page):
    """A page about one's own participation."""

    abstract = True
    permission = Right.PAIR_OWN
    section = "own_pair"

    def load(self) -> None:
        """The participation, of one's own."""
        rows = own_participations(self.actor)
        self.participation: Participation = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_name_own_wishes(self.actor, self.participation)

    def url_after_refusal(self) -> str:
        """One's own pairs."""
        return reverse("mentoring:own_pair")


class OwnWishes(_OwnWishes, FormPage):
    """Cards of the other side, chosen in order."""

    form_class = OwnWishesForm
    submit_label = "Отправить куратору"

    def load(self) -> None:
        """Nobody's card is shown before the meeting, nor to whoever has a pair already."""
        super().load()
        if self.participation not in wishes_awaited(self.actor, self.today):
            raise Refused(
                "Сейчас называть некого: пожелания спрашивают после общей встречи и пока пара не подобрана."
                " Вопросы задайте куратору."
            )

    @cached_property
    def sheet(self) -> WishSheet | None:
        """What was named before."""
        return sheet_of(self.participation)

    def heading(self) -> str:
        """What is asked."""
        return _ASKED[Side(self.participation.side)]

    def lead(self) -> str:
        """For which programme, and who will read it."""
        return (
            f"Программа «{self.participation.programme.title}». Ответ увидит только куратор. Он постарается учесть"
            " его, но обещать не может."
        )

    def crumbs(self) -> list[Crumb]:
        """Back to one's pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    def menu(self) -> list[Action]:
        """Taking the answer back."""
        url = reverse("mentoring:own_wishes_withdraw", args=[self.participation.pk])
        return [Action("Убрать мои пожелания", url, method="post")] if self.sheet else []

    def form_options(self) -> dict[str, Any]:
        """Whom he may name, and how many."""
        return {
            "others": cards_to_name(self.participation, self.today),
            "limit": meeting_of(self.participation.programme).limit,
        }

    def initial(self) -> dict[str, Any]:
        """What was named before."""
        return {f"wish_{one.rank}": one.named_id for one in (self.sheet.wishes.all() if self.sheet else ())}

    def perform(self, form: OwnWishesForm) -> str:
        """Writes it."""
        name_own_wishes(by=self.actor, participation=self.participation, named=form.named())
        self.say("Спасибо, пожелания записаны. Их увидит только куратор.")
        return reverse("mentoring:own_pair")


class OwnWishesWithdraw(_OwnWishes, DeedPage):
    """The button «Убрать мои пожелания»."""

    def perform(self) -> str:
        """Takes them away."""
        withdraw_own_wishes(by=self.actor, participation=self.participation)
        self.say("Ваши пожелания убраны.")
        return self.url_back()

    def url_back(self) -> str:
        """One's own pairs."""
        return reverse("mentoring:own_pair")
