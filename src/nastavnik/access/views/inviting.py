"""Invitations on the screen: the form, and the sheet with the code that is shown once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import Invited, invite_account, issue_invitation
from nastavnik.access.actors import AccountActor
from nastavnik.access.forms.granting import InviteForm
from nastavnik.access.permissions.accounts import check_can_manage_account
from nastavnik.access.qr import qr_of
from nastavnik.access.views.users import GivingPage, UserPage, list_crumb, user_url
from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.rulebook.codes import printed_code
from nastavnik.rulebook.roles import Right


class InvitingPage(FormPage):
    """A form whose answer is the sheet of the invitation: the code is in no other place and is not kept."""

    abstract = True
    actor: AccountActor  # type: ignore[assignment]
    invited: Invited | None = None

    def finish(self, form: forms.BaseForm) -> HttpResponse:
        """The sheet instead of a redirect; no browser and no proxy keeps it."""
        response = super().finish(form)
        if self.invited is None:
            return response
        response = self.render("access/invitation.html", **self.sheet(self.invited))
        response["Cache-Control"] = "no-store"
        return response

    def sheet(self, invited: Invited) -> Mapping[str, Any]:
        """What stands on the sheet."""
        address = self.request.build_absolute_uri
        link = address(reverse("public:invitation_accept", args=[printed_code(invited.code)]))
        return {
            "title": f"Приглашение: {invited.account.display_name}",
            "account": invited.account,
            "link": link,
            "qr": qr_of(link),
            "code": printed_code(invited.code),
            "code_address": address(reverse("public:invitation_open")),
            "sign_in_address": address(reverse("access:sign_in")),
            "until": timezone.localdate(invited.expires_at),
            "user_url": user_url(invited.account),
        }


class UserInvite(InvitingPage, GivingPage):
    """A new person with the first role."""

    title = "Пригласить пользователя"
    form_class = InviteForm
    submit_label = "Пригласить"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [list_crumb()]

    def perform(self, form: InviteForm) -> str:
        """Opens the account and makes the invitation."""
        data = form.cleaned_data
        self.invited = invite_account(
            by=self.actor, name=data["name"], post=data["post"], terms=form.terms(), login=data["login"],
            now=timezone.now(),
        )  # fmt: skip
        return user_url(self.invited.account)


class InvitationIssue(UserPage, InvitingPage, ConfirmPage):
    """A new invitation for a user who is there: the first was lost, or the password is forgotten."""

    permission = Right.ACCOUNTS_GRANT
    section = "accounts"
    submit_label = "Выдать приглашение"
    submit_style = "primary"

    def load(self) -> None:
        """The account, when this actor manages it."""
        super().load()
        check_can_manage_account(self.actor, self.account, self.today)

    def heading(self) -> str:
        """For whom."""
        return f"Новое приглашение: {self.name}"

    def consequences(self) -> list[str]:
        """What happens to what was issued before."""
        return [
            "Прежнее приглашение, если им не воспользовались, больше не откроется.",
            "Нынешний пароль действует, пока по приглашению не задан новый.",
        ]

    def perform(self, _form: Any) -> str:
        """Makes it."""
        self.invited = issue_invitation(by=self.actor, account=self.account, now=timezone.now())
        return user_url(self.account)
