"""Accepting an invitation: by its link or by the code from paper. Opening an address spends nothing."""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import accept_invitation, sign_in
from nastavnik.access.actions.invitations import NOT_OPEN
from nastavnik.access.codes import INVITATION_SIGNS
from nastavnik.access.forms.granting import NewPasswordForm
from nastavnik.access.lockout import code_attempt
from nastavnik.access.queries.invitations import invited
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import FormPage
from nastavnik.public.forms.codes import CodeForm
from nastavnik.public.views.by_code import ByCode
from nastavnik.rulebook.codes import may_be_code, printed_code


class InvitationOpen(FormPage):
    """Where the code from paper is typed."""

    public = True
    title = "Приглашение"
    template_name = "kit/bare_form.html"
    form_class = CodeForm
    submit_label = "Дальше"

    def lead(self) -> str:
        """What is asked for."""
        return "Впишите код с листа приглашения."

    def perform(self, form: CodeForm) -> str:
        """On to the page of the code, when there is one."""
        code, attempt, now = form.cleaned_data["code"], code_attempt(self.request), timezone.now()
        if not may_be_code(code, INVITATION_SIGNS):
            raise Refused("В коде приглашения двенадцать букв и цифр. Сверьте его с листом.", field="code")
        attempt.refuse_to_hurry(now)
        if invited(code, now) is None:
            attempt.failed(now)
            raise Refused(f"{NOT_OPEN} Проверьте, нет ли опечатки.", field="code")
        return reverse("public:invitation_accept", args=[printed_code(code)])


class InvitationAccept(ByCode):
    """For whom the invitation is, and the password that he chooses."""

    title = "Приглашение в систему «Наставник»"
    template_name = "public/invitation.html"
    form_class = NewPasswordForm
    submit_label = "Задать пароль и войти"

    def load(self) -> None:
        """For whom the code is."""
        self.code, self.invited, self.pause = self.kwargs["code"], None, ""
        if not may_be_code(self.code, INVITATION_SIGNS):
            return  # no invitation has such a code, so nobody is guessing
        attempt, now = code_attempt(self.request), timezone.now()
        self.pause = attempt.pause_words(now)
        if self.pause:
            return
        self.invited = invited(self.code, now)
        if self.invited is None:
            attempt.failed(now)

    def submit_refusal(self) -> str | None:
        """A code that opens nothing sets no password; nobody does while there is a pause."""
        return self.pause or (None if self.invited else NOT_OPEN)

    def perform(self, form: NewPasswordForm) -> str:
        """Sets the password and signs in."""
        password = form.cleaned_data["new_password"]
        holder = accept_invitation(by=self.actor, code=self.code, new_password=password, now=timezone.now())
        account = authenticate(
            self.request, username=self.invited.login if self.invited else "", password=password
        )
        login(self.request, account)
        sign_in(by=holder)
        self.say("Пароль задан. В следующий раз входите по имени для входа и этому паролю.")
        return reverse("desk:desk_view")
