"""Pages that ask before an organisation is closed, joined to another, or opened again."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Fact
from nastavnik.kit.pages import ConfirmPage
from nastavnik.registry.actions.reorganisations import (
    close_organisation,
    merge_organisation,
    reopen_organisation,
)
from nastavnik.registry.forms.organisations import CloseForm, MergeForm
from nastavnik.registry.permissions.organisations import check_can_reorganise
from nastavnik.registry.queries.organisations import organisations_visible_to, possible_successors
from nastavnik.registry.tellings import tellings
from nastavnik.registry.views.organisation_forms import OrganisationPage, choices_of
from nastavnik.registry.views.organisations import card_url
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right


class _Reorganisation(OrganisationPage, ConfirmPage):
    """A question about an organisation for whoever runs what stands above it."""

    abstract = True
    template_name = "registry/reorganisation.html"

    def check(self) -> None:
        """Whoever runs what stands above."""
        check_can_reorganise(self.actor, self.node)

    def told(self) -> list[Fact]:
        """What upper rooms say of an organisation before it is closed or joined."""
        if self.node.is_closed:
            return []
        said = [
            (one.label, one.tell(self.actor, [self.node], self.today).get(self.node.pk))
            for one in tellings()
            if one.before_closing
        ]
        return [Fact(label, told.text, told.url, told.note) for label, told in said if told is not None]


class OrganisationClose(_Reorganisation):
    """Asks before an organisation is closed."""

    permission = Right.ORGANISATIONS_EDIT
    form_class = CloseForm
    submit_label = "Закрыть организацию"

    def heading(self) -> str:
        """What is closed."""
        return f"Закрыть организацию: {self.node}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Она уйдёт из списков, её больше нельзя выбрать для новых программ; показатели прошлых лет останутся.",
            "Записи о людях и документы останутся за ней. Действующие пары куратор прекратит приказом: сами они не завершаются.",
            "Если её обязанности и дети переходят к другой организации, выберите не закрытие, а «Присоединить к другой».",
            "Роли и карточки участников действуют по этот день; руководитель, куратор и секретарь — ещё 60 дней, чтобы завершить дела.",
            "Ошибочное закрытие можно отменить на карточке; роли после этого назначают заново.",
        ]

    def perform(self, form: CloseForm) -> str:
        """Closes it."""
        day = form.cleaned_data["closed_date"]
        close_organisation(by=self.actor, organisation=self.node, closed_date=day, today=self.today)
        self.say(f"«{self.node}» закрыта с {long_date(day)}.")
        return card_url(self.node)


class OrganisationReopen(_Reorganisation):
    """Asks before a closing is taken back."""

    permission = Right.ORGANISATIONS_EDIT
    submit_label = "Открыть снова"
    submit_style = "primary"

    def heading(self) -> str:
        """What is opened again."""
        return f"Открыть снова: {self.node}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Организация вернётся в списки и показатели, как если бы её не закрывали.",
            "Роли, которые кончились с закрытием, назначьте заново на странице «Пользователи».",
        ]

    def perform(self, form: Any) -> str:
        """Opens it."""
        reopen_organisation(by=self.actor, organisation=self.node)
        self.say(f"«{self.node}» снова работает.")
        return card_url(self.node)


class OrganisationMerge(_Reorganisation):
    """Asks before an organisation is joined to another."""

    permission = Right.ORGANISATIONS_EDIT
    form_class = MergeForm
    submit_label = "Присоединить"

    def heading(self) -> str:
        """What is joined."""
        return f"Присоединить к другой организации: {self.node}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            f"«{self.node}» будет закрыта с этого дня и встанет под организацию, к которой присоединена.",
            "Сотрудники той организации увидят её участников, согласия, пары и документы и продолжат с ними работу.",
            "Записи останутся за прежней организацией: в готовых документах и показателях прошлых лет ничего не изменится.",
            "Согласия даны прежней организации: возьмите новые, где в согласии назван оператор.",
            "Роли сотрудников прежней организации действуют по этот день: кто переходит, тому роль назначают там заново.",
            "Карточки участников работают дальше.",
            "Отменить присоединение нельзя.",
        ]

    def form_options(self) -> dict[str, Any]:
        """Institutions that the actor runs."""
        return {"nodes": choices_of(possible_successors(self.actor, self.node))}

    def perform(self, form: MergeForm) -> str:
        """Joins it."""
        data = form.cleaned_data
        visible = organisations_visible_to(self.actor).select_related("parent__parent__parent")
        successor = get_object_or_404(visible, pk=data["successor"])
        merge_organisation(
            by=self.actor,
            organisation=self.node,
            successor=successor,
            from_date=data["from_date"],
            today=self.today,
        )
        self.say(f"«{self.node}» присоединена к «{successor}» с {long_date(data['from_date'])}.")
        return card_url(successor)
