"""Pages that add and change organisations: sheets of facts, another name, another place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import SIGNED_IN, FormPage
from nastavnik.registry.actions.organisations import (
    DETAILS,
    NAMES,
    REQUISITES,
    add_organisation,
    correct_organisation,
    correct_requisites,
    move_organisation,
)
from nastavnik.registry.actions.reorganisations import rename_organisation
from nastavnik.registry.forms.organisations import (
    MoveForm,
    NewOrganisationForm,
    OrganisationForm,
    RenameForm,
    RequisitesForm,
)
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.organisations import (
    check_can_edit_organisation,
    check_can_edit_requisites,
    check_can_reorganise,
)
from nastavnik.registry.queries.organisations import (
    flags,
    kinds,
    organisations_visible_to,
    places_for,
)
from nastavnik.registry.views.organisations import card_url
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right

Choices = list[tuple[str, str]]


def choices_of(nodes: Iterable[Organisation]) -> Choices:
    """Nodes to choose from, each with what stands above it where it has a namesake."""
    listed = list(nodes)
    names = [node.short_name for node in listed]
    return [
        (
            str(node.pk),
            f"{node} ({node.parent})" if names.count(node.short_name) > 1 and node.parent else str(node),
        )
        for node in listed
    ]


def _sheet_choices(page: FormPage) -> dict[str, Choices]:
    territories = organisations_visible_to(page.actor).filter(level=Organisation.Level.MUNICIPALITY)
    return {
        "kind": [("", "не указан"), *((kind.pk, kind.label) for kind in kinds())],
        "flags": [(flag.pk, flag.label) for flag in flags()],
        "territory": [("", "там же, где учредитель"), *choices_of(territories.order_by("short_name"))],
    }


def _details(page: FormPage, data: Mapping[str, Any]) -> dict[str, Any]:
    """Values of `DETAILS` from the answers: objects in place of their keys."""
    found = {field: data[field] for field in DETAILS if field in data}
    found["kind"] = next((kind for kind in kinds() if kind.pk == data["kind"]), None)
    visible = organisations_visible_to(page.actor)
    found["territory"] = visible.filter(pk=data["territory"]).first() if data["territory"] else None
    return found


class OrganisationPage(FormPage):
    """A form about one organisation of those that the actor sees."""

    abstract = True
    section = "organisations"

    def load(self) -> None:
        """The organisation through the actor's sight, and the right to what the page does."""
        visible = organisations_visible_to(self.actor).select_related("parent__parent__parent")
        self.node = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.check()

    def check(self) -> None:
        """Denies whoever may not do it."""
        raise NotImplementedError

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [Crumb(self.node.short_name, card_url(self.node))]


class OrganisationAdd(FormPage):
    """A new node under one of the actor's territories."""

    permission = Right.ORGANISATIONS_EDIT
    section = "organisations"
    title = "Добавить организацию"
    form_class = NewOrganisationForm
    submit_label = "Добавить"

    def load(self) -> None:
        """Where a node may be put."""
        self.places = places_for(self.actor)
        if not self.places:
            raise Http404

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Организации", reverse("registry:organisation_list"))]

    def initial(self) -> dict[str, Any]:
        """The node from whose card the page was opened, or the only one."""
        wish = self.request.GET.get("parent", "")
        only = str(self.places[0].pk) if len(self.places) == 1 else ""
        return {"parent": wish if wish in {str(place.pk) for place in self.places} else only}

    def form_options(self) -> dict[str, Any]:
        """The dictionaries and the places."""
        return {"choices": _sheet_choices(self) | {"parent": [("", "выберите"), *choices_of(self.places)]}}

    def perform(self, form: NewOrganisationForm) -> str:
        """Adds it and opens its card."""
        data = form.cleaned_data
        parent = next(place for place in self.places if str(place.pk) == data["parent"])
        node = add_organisation(
            by=self.actor, parent=parent, level=data["level"], short_name=data["short_name"],
            full_name=data["full_name"], details=_details(self, data),
        )  # fmt: skip
        self.say(f"«{node}» добавлена под «{parent}». Теперь можно назначить её куратора.")
        return card_url(node)


class OrganisationEdit(OrganisationPage):
    """Everything about an organisation but its place, for whoever runs its territory."""

    permission = Right.ORGANISATIONS_EDIT
    title = "Изменить сведения об организации"
    form_class = OrganisationForm

    def check(self) -> None:
        """Only its territory."""
        check_can_edit_organisation(self.actor, self.node)

    def lead(self) -> str:
        """What this page is not for."""
        return "Наименование здесь исправляют, если в нём опечатка. О переименовании — «Переименовать» на карточке."

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.node, field) for field in (*NAMES, *DETAILS)} | {
            "kind": self.node.kind_id or "",
            "territory": self.node.territory_id or "",
        }

    def form_options(self) -> dict[str, Any]:
        """The dictionaries."""
        return {"choices": _sheet_choices(self)}

    def perform(self, form: OrganisationForm) -> str:
        """Writes what has changed."""
        data = form.cleaned_data
        names = {"short_name": data["short_name"], "full_name": data["full_name"] or data["short_name"]}
        changes = names | _details(self, data)
        changed = correct_organisation(by=self.actor, organisation=self.node, changes=changes)
        self.say("Сведения об организации изменены." if changed else "Ничего не изменилось.")
        return card_url(self.node)


class RequisitesEdit(OrganisationPage):
    """What the organisation's own curator and secretary keep."""

    permission = SIGNED_IN
    title = "Реквизиты организации"
    form_class = RequisitesForm

    def check(self) -> None:
        """Its own staff, or its territory."""
        check_can_edit_requisites(self.actor, self.node)

    def lead(self) -> str:
        """Where they are printed."""
        return (
            f"{self.node.full_name}. Реквизиты печатаются в новых документах; готовые документы не меняются."
        )

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.node, field) for field in REQUISITES}

    def perform(self, form: RequisitesForm) -> str:
        """Writes what has changed."""
        changed = correct_requisites(by=self.actor, organisation=self.node, changes=form.cleaned_data)
        self.say("Реквизиты изменены." if changed else "Ничего не изменилось.")
        return card_url(self.node)


class OrganisationRename(OrganisationPage):
    """Another name from a day."""

    permission = Right.ORGANISATIONS_EDIT
    form_class = RenameForm
    submit_label = "Переименовать"

    def check(self) -> None:
        """Only its territory."""
        check_can_edit_organisation(self.actor, self.node)

    def heading(self) -> str:
        """What is renamed."""
        return f"Переименовать: {self.node}"

    def lead(self) -> str:
        """What follows."""
        return (
            "Новое наименование встанет в списки и новые документы. Прежнее останется в готовых документах и на "
            "карточке с днём, до которого оно действовало."
        )

    def initial(self) -> dict[str, Any]:
        """The present names, to be changed."""
        return {"short_name": self.node.short_name, "full_name": self.node.full_name}

    def perform(self, form: RenameForm) -> str:
        """Renames it."""
        data = form.cleaned_data
        rename_organisation(by=self.actor, organisation=self.node, today=self.today, **data)
        self.say(f"Наименование изменено с {long_date(data['from_date'])}: «{self.node}».")
        return card_url(self.node)


class OrganisationMove(OrganisationPage):
    """Another place in the tree."""

    permission = Right.ORGANISATIONS_EDIT
    form_class = MoveForm
    submit_label = "Перенести"

    def check(self) -> None:
        """Whoever runs what stands above."""
        check_can_reorganise(self.actor, self.node)

    def heading(self) -> str:
        """What is moved."""
        return f"Перенести: {self.node}"

    def lead(self) -> str:
        """What follows."""
        now = f"Сейчас под «{self.node.parent}». " if self.node.parent else ""
        return (
            f"{now}Вместе с ней перейдёт всё, что под ней стоит. Показатели и документы увидят те, кто ведёт "
            "новое место, и перестанут видеть те, кто ведёт прежнее."
        )

    def form_options(self) -> dict[str, Any]:
        """Territories that the actor runs."""
        return {"nodes": choices_of([place for place in places_for(self.actor) if place.pk != self.node.pk])}

    def perform(self, form: MoveForm) -> str:
        """Moves it."""
        parent = get_object_or_404(organisations_visible_to(self.actor), pk=form.cleaned_data["parent"])
        moved = move_organisation(by=self.actor, organisation=self.node, parent=parent)
        self.say(f"«{self.node}» перенесена под «{parent}»." if moved else "Она уже стоит там.")
        return card_url(self.node)
