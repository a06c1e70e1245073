"""The shape of what is typed when somebody is invited, given a role, or loses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from nastavnik.access.terms import GrantTerms
from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Organisation, Partner
from nastavnik.rulebook.classes import class_keys
from nastavnik.rulebook.names import BadName, FullName, parse_full_name
from nastavnik.rulebook.roles import ROLES, Role


class GrantForm(forms.Form):
    """A role over a node for a period, by a paper."""

    role = forms.ChoiceField(label="Роль")
    node = forms.ChoiceField(label="Где")
    classes = forms.CharField(
        label="Классы",
        max_length=200,
        required=False,
        help_text="Только классному руководителю, например: 7А, 7Б. Он видит участников этих классов.",
    )
    partner = forms.ChoiceField(
        label="Партнёр",
        required=False,
        help_text="Только ответственному от партнёра: чью карточку он ведёт и от кого предлагает наставников.",
    )
    from_date = DateField(label="С какого дня")
    to_date = DateField(
        label="По какой день", required=False, help_text="Если срок не ограничен, не заполняйте."
    )
    paper = forms.CharField(
        label="Основание", max_length=200, required=False, help_text="Например: приказ от 01.09.2026 № 45-од."
    )

    def __init__(
        self,
        *args: Any,
        roles: Sequence[Role],
        nodes: Sequence[Organisation],
        partners: Sequence[Partner] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(partner.pk): partner for partner in partners}
        self._choose("partner", [("", "не указан"), *((key, one.name) for key, one in self.partners.items())])
        if Role.PARTNER_RESPONSIBLE not in roles:
            del self.fields["partner"]
        self.nodes = {str(node.pk): node for node in nodes}
        blank = [("", "Выберите роль")] if len(roles) > 1 else []
        self._choose("role", [*blank, *((role.value, ROLES[role].label) for role in roles)])
        blank = [("", "Выберите место")] if len(nodes) > 1 else []
        self._choose("node", [*blank, *((key, node.short_name) for key, node in self.nodes.items())])
        if Role.CLASS_TEACHER not in roles:
            del self.fields["classes"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def terms(self) -> GrantTerms:
        """The role as actions know it."""
        data = self.cleaned_data
        return GrantTerms(
            role=Role(data["role"]),
            node=self.nodes[data["node"]],
            from_date=data["from_date"],
            to_date=data["to_date"],
            paper=data["paper"],
            classes=class_keys(data.get("classes", "")),
            partner=self.partners.get(data.get("partner", "")),
        )


class InviteForm(GrantForm):
    """A new person with the first role."""

    sections = (
        ("Кого приглашаете", ("name", "post", "login")),
        ("Роль", ("role", "node", "classes", "partner", "from_date", "to_date", "paper")),
    )
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    post = forms.CharField(
        label="Должность", max_length=200, required=False, help_text="Например: заместитель директора."
    )
    login = forms.CharField(
        label="Имя для входа",
        max_length=40,
        required=False,
        help_text="Латинскими буквами. Если не заполнить, составится из фамилии: svetlova.sp.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_name(self) -> FullName:
        """The name in its parts."""
        try:
            return parse_full_name(self.cleaned_data["name"])
        except BadName as error:
            raise forms.ValidationError(str(error)) from error

    def clean_login(self) -> str:
        """Capital letters make no difference at sign-in."""
        return str(self.cleaned_data["login"]).strip().lower()


class EndGrantForm(forms.Form):
    """The last day of a role."""

    last_day = DateField(label="Последний день", help_text="В этот день роль ещё действует.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today


class NewPasswordForm(forms.Form):
    """A password chosen at the first sign-in, typed twice."""

    new_password = forms.CharField(
        label="Пароль",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Не короче 8 знаков, не одни цифры и не из самых частых, вроде «password1».",
    )
    repeated_password = forms.CharField(
        label="Пароль ещё раз",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        new, repeated = data.get("new_password"), data.get("repeated_password")
        if new and repeated and new != repeated:
            self.add_error("repeated_password", "Пароли не совпали. Впишите пароль ещё раз.")
        return data
