"""Users: the list, one user, his roles, his invitation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import end_grant, grant_role, switch_account
from nastavnik.access.actors import AccountActor
from nastavnik.access.forms.granting import EndGrantForm, GrantForm
from nastavnik.access.models import Account, Grant
from nastavnik.access.permissions.accounts import check_can_manage_account
from nastavnik.access.permissions.grants import check_can_end_grant, open_grants
from nastavnik.access.queries.accounts import (
    accounts_found,
    accounts_in_role,
    grants_visible_to,
    nodes_for_giving,
    roles_given_by,
    staff_accounts_visible_to,
)
from nastavnik.journal.queries import lines_about
from nastavnik.kit.components import Action, Block, Crumb, Empty, Fact, FactsBlock, JournalLine, State
from nastavnik.kit.pages import CardPage, ConfirmPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.queries.organisations import in_tree_order
from nastavnik.registry.queries.partners import partners_to_choose
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.granting import PARTICIPANTS
from nastavnik.rulebook.roles import ROLES, Right, Role

STATES = (("on", "действует"), ("invited", "приглашён, ещё не входил"), ("off", "отключена"))


def user_url(account: Account) -> str:
    """The card of a user."""
    return reverse("access:user_view", args=[account.pk])


def list_crumb() -> Crumb:
    """The way up from everything about users."""
    return Crumb("Пользователи", reverse("access:account_list"))


def role_in_words(grant: Grant) -> str:
    """«Классный руководитель 7А, 7Б — Школа № 5», «Ответственный от партнёра ООО «Вектор» — Школа № 5»."""
    about = _about(grant)
    return f"{ROLES[Role(grant.role)].label}{f' {about}' if about else ''} — {grant.node.short_name}"


def _about(grant: Grant) -> str:
    """Which classes or which partner the role is about."""
    return grant.partner.name if grant.partner else ", ".join(grant.classes)


def account_state(account: Account) -> State:
    """Whether the account opens, in a word; an invitation that nobody used and the lack of roles are said first."""
    if not account.is_active:
        return State("отключена", "bad")
    if not open_grants(account.grants.all(), timezone.localdate()):
        return State("ролей нет", "neutral")
    if account.invited_until is not None:
        until = short_date(timezone.localdate(account.invited_until))
        if account.invited_until <= timezone.now():
            return State("приглашение истекло", "attention", f"{until}: выдайте новое")
        return State("приглашён", "attention", f"до {until}, ещё не входил")
    return State("действует", "good")


def _in_state(accounts: QuerySet[Account], value: str) -> QuerySet[Account]:
    if value == "invited":
        return accounts.filter(is_active=True, invited_until__isnull=False)
    return accounts.filter(is_active=value == "on")


class AccountList(ListPage):
    """Employees who may sign in, within the actor's nodes."""

    permission = Right.ACCOUNTS_GRANT
    title = "Пользователи"
    section = "accounts"
    counted_as = ("пользователь", "пользователя", "пользователей")
    search_label = "Фамилия, имя или имя для входа"
    ordering = "name"
    empty = Empty("Пользователей пока нет.", "Пригласите первого: понадобится его имя и роль.")
    columns = (
        Column(
            "name", "Фамилия Имя Отчество", lambda one: one.display_name or one.login, link=user_url,
            note="post", sort="display_name",
        ),
        Column("roles", "Роль и место", lambda one: "; ".join(role_in_words(each) for each in _present(one))),
        Column("since", "С какого дня", lambda one: min((each.from_date for each in _present(one)), default=None),
               kind="date", wide_only=True),
        Column("login", "Имя для входа", wide_only=True, sort="login"),
        Column("state", "Состояние", account_state, kind="state"),
    )  # fmt: skip
    filters = (
        Filter(
            "role", "роль", [(role.value, ROLES[role].label) for role in Role if role not in PARTICIPANTS],
            lambda accounts, value: accounts_in_role(accounts, value, timezone.localdate()),
        ),
        Filter("state", "состояние", STATES, _in_state),
    )  # fmt: skip

    def rows(self) -> QuerySet[Account]:
        """Accounts of employees whose roles this actor sees."""
        return staff_accounts_visible_to(self.actor)

    def search(self, rows: Any, text: str) -> QuerySet[Account]:
        """By parts of the name or the name for signing in."""
        return accounts_found(rows, text)

    def primary(self) -> Action:
        """Inviting a new person."""
        return Action("Пригласить", reverse("access:user_invite"))


def _present(account: Account) -> list[Grant]:
    return open_grants(account.grants.all(), timezone.localdate())


class UserPage:
    """What pages about one user share: the account, of those whom the actor sees."""

    kwargs: dict[str, Any]
    actor: AccountActor
    account: Account

    def load(self) -> None:
        """The account with the roles that the actor sees."""
        self.account = get_object_or_404(staff_accounts_visible_to(self.actor), pk=self.kwargs["pk"])

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.account.display_name or self.account.login

    def crumbs(self) -> list[Crumb]:
        """Up to the list and the user."""
        return [list_crumb(), Crumb(self.name, user_url(self.account))]


class UserView(UserPage, CardPage):
    """One user: roles of all times, what can be done with them."""

    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    actor: AccountActor  # type: ignore[assignment]

    def heading(self) -> str:
        """The name."""
        return self.name

    def lead(self) -> str:
        """The post."""
        return self.account.post

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [list_crumb()]

    def state(self) -> State:
        """Whether the account opens."""
        return account_state(self.account)

    def primary(self) -> Action:
        """One more role."""
        own = self.account.pk == self.actor.account_id
        reason = "Себе роль не назначают: это делает тот, кто стоит выше." if own else None
        return Action("Назначить роль", reverse("access:grant_give", args=[self.account.pk]), reason=reason)

    def menu(self) -> list[Action]:
        """A new invitation, switching off and on."""
        may = (check_can_manage_account, self.actor, self.account, self.today)
        pk = [self.account.pk]
        switch = "Отключить учётную запись" if self.account.is_active else "Включить учётную запись"
        return [
            Action.checked(*may, label="Новое приглашение", url=reverse("access:invitation_issue", args=pk)),
            Action.checked(*may, label="Передать дела", url=reverse("access:hand_over", args=pk)),
            Action.checked(*may, label=switch, url=reverse("access:user_switch", args=pk)),
        ]

    def blocks(self) -> list[Block]:
        """The facts of signing in, the roles."""
        facts = [
            Fact("Имя для входа", self.account.login),
            Fact("Учётная запись создана", long_date(timezone.localdate(self.account.created_at))),
        ]
        roles = Table(
            "Роли",
            columns=(
                Column("role", "Роль", lambda grant: ROLES[Role(grant.role)].label,
                       note=_about),
                Column("node", "Место", "node.short_name"),
                Column("from_date", "С", kind="date"),
                Column("to_date", "По", kind="date"),
                Column("paper", "Основание"),
                Column("end", "", self._ending, kind="actions"),
            ),
            rows=list(self.account.grants.all()),
            empty="Ролей нет.",
        )  # fmt: skip
        return [FactsBlock("Вход", facts=facts), roles]

    def journal(self) -> Sequence[JournalLine]:
        """Who did what with the account, as far as this actor's journal goes."""
        return [JournalLine(line.at, "", line.says) for line in lines_about(self.actor, self.account)]

    def _ending(self, grant: Grant) -> Action | None:
        if grant not in open_grants([grant], self.today) or grant.account_id == self.actor.account_id:
            return None
        url = reverse("access:grant_end", args=[grant.pk])
        return Action.checked(
            check_can_end_grant, self.actor, grant, label="Завершить", url=url, style="link"
        )


class GivingPage(FormPage):
    """A form with a role: what this actor may give and where."""

    abstract = True
    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    actor: AccountActor  # type: ignore[assignment]

    def form_options(self) -> Mapping[str, Any]:
        """Roles and nodes to choose from."""
        nodes = in_tree_order(nodes_for_giving(self.actor))
        roles = roles_given_by(self.actor)
        partners = partners_to_choose(self.actor) if Role.PARTNER_RESPONSIBLE in roles else []
        return {"roles": roles, "nodes": nodes, "partners": partners}

    def initial(self) -> Mapping[str, Any]:
        """From today; the organisation or the partner from whose page one came."""
        asked = {name: self.request.GET.get(name, "") for name in ("node", "partner")}
        role = Role.PARTNER_RESPONSIBLE.value if asked["partner"] else ""
        return {"from_date": self.today, "role": role, **asked}


class GrantGive(UserPage, GivingPage):
    """One more role for a user who is there already."""

    title = "Назначить роль"
    form_class = GrantForm
    submit_label = "Назначить"

    def perform(self, form: GrantForm) -> str:
        """Gives it."""
        grant = grant_role(by=self.actor, account=self.account, terms=form.terms(), today=self.today)
        self.say(f"Роль назначена: {role_in_words(grant)}. Она действует с {long_date(grant.from_date)}.")
        return user_url(self.account)


class GrantEnd(FormPage):
    """The end of a role."""

    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    form_class = EndGrantForm
    submit_label = "Завершить роль"
    submit_style = "danger"
    actor: AccountActor  # type: ignore[assignment]

    def load(self) -> None:
        """The role, of those that the actor sees and may end."""
        grants = grants_visible_to(self.actor).filter(office_id__isnull=False)
        self.grant = get_object_or_404(grants, pk=self.kwargs["pk"])
        check_can_end_grant(self.actor, self.grant)

    @cached_property
    def name(self) -> str:
        """Whose role it is."""
        return self.grant.account.display_name or self.grant.account.login

    def heading(self) -> str:
        """The role and its holder."""
        return f"Завершить роль «{ROLES[Role(self.grant.role)].label}»: {self.name}"

    def crumbs(self) -> list[Crumb]:
        """Up to the user."""
        return [list_crumb(), Crumb(self.name, user_url(self.grant.account))]

    def consequences(self) -> list[str]:
        """What is no more."""
        return [
            f"После этого дня {self.name} не увидит того, что открывала роль: {self.grant.node.short_name}.",
            "Записанное им раньше остаётся.",
        ]

    def form_options(self) -> Mapping[str, Any]:
        """Today is offered as the last day."""
        return {"today": self.today}

    def perform(self, form: EndGrantForm) -> str:
        """Ends it."""
        last_day = form.cleaned_data["last_day"]
        end_grant(by=self.actor, grant=self.grant, last_day=last_day, today=self.today)
        self.say(f"Роль завершена: последний день — {long_date(last_day)}.")
        return user_url(self.grant.account)


class UserSwitch(UserPage, ConfirmPage):
    """Switching an account off or on."""

    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    actor: AccountActor  # type: ignore[assignment]

    def load(self) -> None:
        """The account, when this actor manages it."""
        super().load()
        check_can_manage_account(self.actor, self.account, self.today)
        self.submit_label = "Отключить" if self.account.is_active else "Включить"  # type: ignore[misc]
        self.submit_style = "danger" if self.account.is_active else "primary"  # type: ignore[misc]

    def heading(self) -> str:
        """What is asked."""
        return f"{self.submit_label} учётную запись: {self.name}?"

    def consequences(self) -> list[str]:
        """What happens."""
        if not self.account.is_active:
            return ["Вход снова откроется с прежним паролем и прежними ролями."]
        return [
            "Войти будет нельзя, начатая работа на всех устройствах прервётся на следующей странице.",
            "Роли и всё записанное остаются; учётную запись можно включить снова.",
        ]

    def perform(self, _form: Any) -> str:
        """Switches."""
        was_on = self.account.is_active
        switch_account(by=self.actor, account=self.account, on=not was_on, today=self.today)
        self.say("Учётная запись отключена." if was_on else "Учётная запись включена.")
        return user_url(self.account)
