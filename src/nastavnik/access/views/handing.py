"""Handing over: one page on which the roles of whoever leaves pass to a successor."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from nastavnik.access.actions.handing import hand_over
from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account
from nastavnik.access.permissions.accounts import check_can_manage_account
from nastavnik.access.queries.accounts import staff_accounts_visible_to
from nastavnik.access.queries.handing import roles_to_hand_over
from nastavnik.access.views.users import list_crumb, role_in_words, user_url
from nastavnik.kit.components import Crumb
from nastavnik.kit.forms import DateField
from nastavnik.kit.pages import FormPage
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right


class HandOverForm(forms.Form):
    """To whom, from which day, by which paper."""

    successor = forms.ChoiceField(label="Кто принимает дела", widget=forms.RadioSelect)
    on = DateField(label="С какого дня", help_text="Накануне роли прежнего сотрудника закончатся.")
    paper = forms.CharField(
        label="Основание", max_length=200, required=False, help_text="Например: приказ от 01.09.2026 № 45-од."
    )

    def __init__(self, *args: Any, accounts: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.choices = [
            (str(one.pk), ", ".join(part for part in (one.display_name or one.login, one.post) if part))
            for one in accounts
        ]


class HandOver(FormPage):
    """All roles of one employee in one institution to another one."""

    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    form_class = HandOverForm
    submit_label = "Передать дела"
    actor: AccountActor  # type: ignore[assignment]

    def load(self) -> None:
        """The account and its institution, of those that this person sees."""
        seen = staff_accounts_visible_to(self.actor)
        self.account: Account = get_object_or_404(seen, pk=self.kwargs["pk"])
        check_can_manage_account(self.actor, self.account, self.today)
        nodes = [grant.node for grant in self.account.grants.all() if grant.node_id in self.actor.figures]
        self.node = nodes[-1]

    @cached_property
    def name(self) -> str:
        """Who leaves."""
        return self.account.display_name or self.account.login

    def heading(self) -> str:
        """Whose duties."""
        return f"Передать дела: {self.name}"

    def lead(self) -> str:
        """What passes."""
        return (
            "Роли, задачи, проекты документов, открытые вопросы участников и мероприятия, назначенные лично этому"
            " сотруднику, перейдут к преемнику разом. Записанное раньше остаётся с прежней подписью."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the user."""
        return [list_crumb(), Crumb(self.name, user_url(self.account))]

    def consequences(self) -> list[str]:
        """Which roles pass."""
        held = roles_to_hand_over(self.actor, self.account, self.node, self.today)
        return [f"Перейдёт роль: {role_in_words(grant)}." for grant in held]

    def submit_refusal(self) -> str | None:
        """Nobody to hand over to."""
        if self.accounts:
            return None
        return "Преемник ещё не приглашён: сначала пригласите его на странице «Пользователи»."

    @cached_property
    def accounts(self) -> list[Account]:
        """Employees of the same institution."""
        found = staff_accounts_visible_to(self.actor).filter(grants__node=self.node, is_active=True)
        return list(
            found.exclude(pk__in=(self.account.pk, self.actor.account_id or 0))
            .distinct()
            .order_by("display_name")
        )

    def form_options(self) -> dict[str, Any]:
        """Whom to choose from."""
        return {"accounts": self.accounts}

    def initial(self) -> dict[str, Any]:
        """From today."""
        return {"on": self.today}

    def perform(self, form: HandOverForm) -> str:
        """Hands over."""
        data = form.cleaned_data
        successor = next(one for one in self.accounts if str(one.pk) == data["successor"])
        hand_over(
            by=self.actor, former=self.account, successor=successor, node=self.node, on=data["on"],
            paper=data["paper"], today=self.today,
        )  # fmt: skip
        self.say(f"Дела переданы: {successor.display_name or successor.login}, с {long_date(data['on'])}.")
        return user_url(successor)
