"""The dictionaries of forms, role models and topics: the federal part to read, the local one to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, State
from nastavnik.kit.pages import CardPage, DeedPage, FormPage, Tab
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.dictionaries import (
    Entry,
    add_entry,
    correct_entry,
    restore_entry,
    retire_entry,
)
from nastavnik.mentoring.forms.dictionaries import (
    EntryForm,
    FormEntryForm,
    RoleModelEntryForm,
    TopicEntryForm,
)
from nastavnik.mentoring.models import MentoringForm, RoleModel, Topic
from nastavnik.mentoring.permissions.dictionaries import check_can_edit_dictionary
from nastavnik.mentoring.queries.dictionaries import (
    forms_visible_to,
    organisation_kind_labels,
    owner_label,
    owners_to_edit,
    role_models_visible_to,
    topics_visible_to,
)
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class _Kind:
    """One of the three dictionaries: its name, what is added, its rows and its form."""

    label: str
    adding: str
    model: type[Entry]
    form: type[EntryForm]
    order: tuple[str, ...]

    def rows(self, actor: Actor) -> QuerySet[Any]:
        """Its entries that concern the actor, in the order of the dictionary."""
        sights: dict[Any, Any] = {
            MentoringForm: forms_visible_to,
            RoleModel: role_models_visible_to,
            Topic: topics_visible_to,
        }
        rows: QuerySet[Any] = sights[self.model](actor)
        return rows.order_by(*self.order)


KINDS = {
    "forms": _Kind("Формы", "Добавить форму", MentoringForm, FormEntryForm, ("position", "label")),
    "roles": _Kind(
        "Ролевые модели",
        "Добавить ролевую модель",
        RoleModel,
        RoleModelEntryForm,
        ("form__position", "form__label", "position", "label"),
    ),
    "topics": _Kind("Темы", "Добавить тему", Topic, TopicEntryForm, ("position", "label")),
}


def _entry_state(entry: Entry) -> State:
    return State("не предлагается") if entry.is_retired else State("предлагается", "good")


def _sides(form: MentoringForm) -> str:
    mentor, mentee = form.get_mentor_kind_display(), form.get_mentee_kind_display()  # type: ignore[attr-defined]
    return f"{mentor} → {mentee}" if mentor and mentee else ""


def _minors(form: MentoringForm) -> str:
    sides = (
        "наставник" if form.mentor_may_be_minor else "",
        "наставляемый" if form.mentee_may_be_minor else "",
    )
    young = " и ".join(side for side in sides if side)
    return f"до 18 лет может быть {young}" if young else "оба взрослые"


class DictionaryView(CardPage):
    """The three dictionaries as tabs; entries that this person keeps have buttons."""

    permission = Right.DICTIONARIES_EDIT
    section = "dictionaries"
    title = "Справочники"
    tabs = tuple(Tab(key, kind.label) for key, kind in KINDS.items())

    def lead(self) -> str:
        """Who adds what."""
        return (
            "Федеральный справочник не меняется. Свои записи добавляют региональный оператор — для региона"
            " и куратор — для своей организации."
        )

    @cached_property
    def owners(self) -> list[Organisation]:
        """Nodes for which this person adds entries."""
        return owners_to_edit(self.actor)

    def primary(self) -> Action | None:
        """Adding to the open dictionary."""
        key = self.tab.key if self.tab else "forms"
        return Action(KINDS[key].adding, reverse("mentoring:entry_add", args=[key]))

    def _table(self, key: str, *columns: Column) -> list[Block]:
        shared = (
            Column("owner", "Чья запись", owner_label, wide_only=True),
            Column("state", "Состояние", _entry_state, kind="state"),
            Column("actions", "", lambda entry: self._actions(key, entry), kind="actions"),
        )
        return [Table(columns=(*columns, *shared), rows=list(KINDS[key].rows(self.actor)))]

    def _actions(self, key: str, entry: Entry) -> Sequence[Action]:
        if entry.owner is None or not self.actor.may(Right.DICTIONARIES_EDIT, entry.owner.pk):
            return ()
        deed, label = ("restore", "Вернуть") if entry.is_retired else ("retire", "Больше не предлагать")
        return (
            Action("Исправить", reverse("mentoring:entry_edit", args=[key, entry.pk]), style="link"),
            Action(label, reverse("mentoring:entry_offer", args=[key, entry.pk, deed]), "post", style="link"),
        )

    def tab_forms(self) -> list[Block]:
        """Forms with their sides."""
        return self._table(
            "forms",
            Column("label", "Форма", note=_minors),
            Column("sides", "Кто кому", _sides, wide_only=True),
        )

    def tab_roles(self) -> list[Block]:
        """Role models under their forms."""
        return self._table(
            "roles",
            Column(
                "label",
                "Ролевая модель",
                note=lambda row: f"в документах: {row.neutral_label}" if row.curator_only else "",
            ),
            Column("form", "Форма", "form.label"),
        )

    def tab_topics(self) -> list[Block]:
        """Topics."""
        return self._table("topics", Column("label", "Тема"))


class _EntryPage(FormPage):
    """What adding and correcting an entry share."""

    abstract = True
    permission = Right.DICTIONARIES_EDIT
    section = "dictionaries"
    owners: Sequence[Organisation] = ()

    @cached_property
    def kind(self) -> _Kind:
        """The dictionary of this page."""
        found = KINDS.get(self.kwargs["kind"])
        if found is None:
            raise Http404
        return found

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        """The form of this dictionary."""
        return self.kind.form

    def crumbs(self) -> list[Crumb]:
        """Up to the dictionary."""
        url = f"{reverse('mentoring:dictionary_view')}?tab={self.kwargs['kind']}"
        return [Crumb("Справочники", url)]

    def form_options(self) -> dict[str, Any]:
        """Nodes and further choices."""
        forms = forms_visible_to(self.actor).filter(is_retired=False).order_by("position", "label")
        return {
            "owners": self.owners,
            "options": {"forms": forms, "kinds": organisation_kind_labels()},
        }


class EntryAdd(_EntryPage):
    """A local entry."""

    submit_label = "Добавить"

    def load(self) -> None:
        """Nodes for which this person may add."""
        self.owners = owners_to_edit(self.actor)

    def heading(self) -> str:
        """Of which dictionary."""
        return self.kind.adding

    def perform(self, form: EntryForm) -> str:
        """Adds it and goes back to the dictionary."""
        values = dict(form.cleaned_data)
        wish = values.pop("owner", None)
        owner = next((node for node in self.owners if node.pk == wish), self.owners[0])
        entry = add_entry(by=self.actor, kind=self.kind.model, owner=owner, values=values)
        self.say(f"«{entry.label}» есть в справочнике: {owner.short_name}.")
        return self.cancel_url()


class EntryEdit(_EntryPage):
    """Other words of a local entry."""

    title = "Исправить запись справочника"

    def load(self) -> None:
        """The entry, of those that concern this person."""
        self.entry: Entry = get_object_or_404(self.kind.rows(self.actor), pk=self.kwargs["pk"])
        check_can_edit_dictionary(self.actor, self.entry.owner)

    def initial(self) -> dict[str, Any]:
        """The entry as it is."""
        names = (name for name in self.kind.form.base_fields if name != "owner")
        return {name: getattr(self.entry, name) for name in names}

    def perform(self, form: EntryForm) -> str:
        """Corrects it and goes back to the dictionary."""
        changed = correct_entry(by=self.actor, entry=self.entry, values=form.cleaned_data)
        self.say("Запись исправлена." if changed else "Ничего не изменилось.")
        return self.cancel_url()


class EntryOffer(DeedPage):
    """The buttons «Больше не предлагать» and «Вернуть»."""

    permission = Right.DICTIONARIES_EDIT
    section = "dictionaries"

    def load(self) -> None:
        """The entry, of those that concern this person."""
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None or self.kwargs["deed"] not in ("retire", "restore"):
            raise Http404
        self.entry: Entry = get_object_or_404(kind.rows(self.actor), pk=self.kwargs["pk"])
        check_can_edit_dictionary(self.actor, self.entry.owner)

    def perform(self) -> str:
        """Stops or starts offering it."""
        if self.kwargs["deed"] == "retire":
            retire_entry(by=self.actor, entry=self.entry)
            self.say(f"«{self.entry.label}» больше не предлагается; где выбрано — остаётся.")
        else:
            restore_entry(by=self.actor, entry=self.entry)
            self.say(f"«{self.entry.label}» снова предлагается.")
        return self.url_back()

    def url_back(self) -> str:
        """The dictionary."""
        return f"{reverse('mentoring:dictionary_view')}?tab={self.kwargs['kind']}"
