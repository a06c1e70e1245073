"""Pages of one's own account: sign-in, sign-out, change of password."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from nastavnik.access import actions
from nastavnik.access.actors import actor_of_account
from nastavnik.access.backend import account_by_login, tidy_login
from nastavnik.access.demo import DEMO_PASSWORD, demo_accounts
from nastavnik.access.forms.own import PasswordForm, SignInForm
from nastavnik.access.lockout import remember_device, sign_in_attempt
from nastavnik.kit.components import Action
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import SIGNED_IN, DeedPage, FormPage
from nastavnik.kit.tables import Column, Table
from nastavnik.rulebook.roles import Right


class SignIn(FormPage):
    """The page before all others; whoever has signed in already goes on to where he wanted to."""

    public = True
    title = "Вход"
    template_name = "access/sign_in.html"
    form_class = SignInForm
    submit_label = "Войти"
    account: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A form of sign-in is never kept by the browser: after «Назад» its token would be old."""
        if request.user.is_authenticated:
            return HttpResponseRedirect(self.url_next(request))
        return never_cache(super().dispatch)(request, *args, **kwargs)

    def url_next(self, request: HttpRequest) -> str:
        """The page that was asked for, when it is one of ours; otherwise the desk."""
        wanted = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(
            wanted, {request.get_host()}, require_https=request.is_secure()
        )
        return wanted if is_ours else reverse(settings.LOGIN_REDIRECT_URL)

    def perform(self, form: SignInForm) -> str:
        """Finds the account and begins its session; whoever failed too often waits first."""
        name, now = tidy_login(form.cleaned_data["username"]), timezone.now()
        attempt = sign_in_attempt(self.request, name, account_by_login(name))
        attempt.refuse_to_hurry(now)
        account = authenticate(self.request, **form.cleaned_data)
        if account is None:
            attempt.failed(now)
            raise Refused("Такого имени с таким паролем нет. Проверьте раскладку и Caps Lock.")
        attempt.succeeded()
        login(self.request, account)
        actions.sign_in(by=actor_of_account(account.pk, today=self.today))
        self.account = account
        return self.url_next(self.request)

    def finish(self, form: BaseForm) -> HttpResponse:
        """The browser keeps that this account came in from it."""
        response = super().finish(form)
        if self.account is not None:
            remember_device(self.request, response, self.account)
        return response

    def context(self) -> dict[str, Any]:
        """In the demonstration, its accounts."""
        return {"demo_table": self._demo_table() if settings.DEMO else None}

    def _demo_table(self) -> Table:
        return Table(
            "Учётные записи демонстрации",
            columns=(
                Column("role", "Роль", note="name"),
                Column("login", "Имя для входа"),
                Column("open", "", self._demo_action, kind="actions"),
            ),
            rows=demo_accounts(),
            note=f"Пароль у всех один: {DEMO_PASSWORD}",
        )

    def _demo_action(self, account: Any) -> Action:
        fields = {"username": account.login, "password": account.password}
        return Action("Открыть", self.request.get_full_path(), method="post", fields=fields)


class SignOut(DeedPage):
    """Ends the session; opening the address by hand ends nothing."""

    permission = SIGNED_IN
    title = "Выход"

    def perform(self) -> str:
        """Records it, then forgets the session."""
        actions.sign_out(by=self.actor)
        logout(self.request)
        return reverse(settings.LOGOUT_REDIRECT_URL)

    def url_back(self) -> str:
        """The desk."""
        return reverse(settings.LOGIN_REDIRECT_URL)


class PasswordChange(FormPage):
    """A new password for one's own account; the session stays."""

    permission = Right.ACCOUNT_OWN
    title = "Смена пароля"
    form_class = PasswordForm
    submit_label = "Сменить пароль"

    def form_options(self) -> Mapping[str, Any]:
        """The account whose password is asked for."""
        return {"account": self.request.user}

    def cancel_url(self) -> str:
        """The desk."""
        return reverse(settings.LOGIN_REDIRECT_URL)

    def finish(self, form: BaseForm) -> HttpResponse:
        """The browser stays a known one under the new password."""
        response = super().finish(form)
        if response.status_code == HTTPStatus.FOUND:
            remember_device(self.request, response, form.account)  # type: ignore[attr-defined]
        return response

    def perform(self, form: PasswordForm) -> str:
        """Changes it and keeps this session; all others end."""
        actions.change_password(
            by=self.actor, account=form.account, new_password=form.cleaned_data["new_password"]
        )
        update_session_auth_hash(self.request, form.account)
        actions.end_other_sessions(by=self.actor, this_key=self.request.session.session_key or "")
        self.say("Пароль изменён. Со всех других устройств выполнен выход.")
        return self.cancel_url()
