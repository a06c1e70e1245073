"""Kinds and flags of organisations: the dictionary of the house."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.actions.dictionaries import add_dictionary_entry, correct_dictionary_entry
from nastavnik.registry.forms.organisations import EntryForm, NewEntryForm
from nastavnik.registry.permissions.organisations import check_can_edit_dictionary
from nastavnik.registry.queries.organisations import DictionaryRow, dictionary_rows
from nastavnik.rulebook.roles import Right

NAMES = {"kind": "вид", "flag": "признак"}


def _organisations() -> Crumb:
    return Crumb("Организации", reverse("registry:organisation_list"))


def _dictionary() -> Crumb:
    return Crumb("Виды и признаки", reverse("registry:dictionary_list"))


def _shown(row: DictionaryRow) -> str:
    return f"{reverse('registry:organisation_list')}?{row.dictionary}={row.code}" if row.used else ""


def _correction(row: DictionaryRow) -> Action:
    url = reverse("registry:dictionary_edit", args=[row.dictionary, row.code])
    return Action("Изменить", url, style="link")


class DictionaryList(ListPage):
    """Every entry with the number of organisations that use it."""

    permission = Right.ORGANISATIONS_VIEW
    section = "organisations"
    title = "Виды и признаки организаций"
    counted_as = ("запись", "записи", "записей")
    filters = (
        Filter(
            "what", "что", (("kind", "виды"), ("flag", "признаки")),
            lambda rows, value: [row for row in rows if row.dictionary == value],
        ),
    )  # fmt: skip

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """The words, what they are, how many use them; the correction for whoever keeps the dictionary."""
        shown = (
            Column("label", "Название", link=_shown),
            Column("what", "Что это", lambda row: NAMES[row.dictionary]),
            Column("used", "Организаций", kind="number"),
        )
        return (*shown, Column("deeds", "", _correction, kind="actions")) if self.keeps else shown

    @property
    def keeps(self) -> bool:
        """Whether the actor may change the dictionary."""
        return self.actor.may(Right.DICTIONARIES_EDIT) and self.actor.may(Right.ORGANISATIONS_EDIT)

    def rows(self) -> list[DictionaryRow]:
        """Kinds, then flags."""
        return dictionary_rows(self.actor)

    def crumbs(self) -> list[Crumb]:
        """Up to the organisations."""
        return [_organisations()]

    def primary(self) -> Action | None:
        """A new entry."""
        url = reverse("registry:dictionary_add")
        return Action.checked(check_can_edit_dictionary, self.actor, label="Добавить", url=url)


class DictionaryAdd(FormPage):
    """One more kind or flag."""

    permission = Right.DICTIONARIES_EDIT
    section = "organisations"
    title = "Дополнить справочник организаций"
    form_class = NewEntryForm
    submit_label = "Добавить"

    def load(self) -> None:
        """Only for whoever keeps it."""
        check_can_edit_dictionary(self.actor)

    def crumbs(self) -> list[Crumb]:
        """Up to the dictionary."""
        return [_organisations(), _dictionary()]

    def perform(self, form: NewEntryForm) -> str:
        """Adds it."""
        entry = add_dictionary_entry(by=self.actor, **form.cleaned_data)
        self.say(f"Добавлено: {entry.label}. Отмечайте в карточках организаций: «Изменить сведения».")
        return reverse("registry:dictionary_list")


class DictionaryEdit(FormPage):
    """Other words for an entry."""

    permission = Right.DICTIONARIES_EDIT
    section = "organisations"
    title = "Изменить запись справочника"
    form_class = EntryForm

    def load(self) -> None:
        """The entry, for whoever keeps the dictionary."""
        check_can_edit_dictionary(self.actor)
        key = (self.kwargs["dictionary"], self.kwargs["code"])
        found = next((row for row in dictionary_rows(self.actor) if (row.dictionary, row.code) == key), None)
        if found is None:
            raise Http404
        self.row = found

    def lead(self) -> str:
        """Whom it concerns."""
        return "Название изменится у всех организаций, где оно отмечено."

    def crumbs(self) -> list[Crumb]:
        """Up to the dictionary."""
        return [_organisations(), _dictionary()]

    def initial(self) -> dict[str, Any]:
        """The present words."""
        return {"label": self.row.label}

    def perform(self, form: EntryForm) -> str:
        """Writes them."""
        key = {"dictionary": self.row.dictionary, "code": self.row.code}
        changed = correct_dictionary_entry(by=self.actor, **key, label=form.cleaned_data["label"])
        self.say("Название изменено." if changed else "Ничего не изменилось.")
        return reverse("registry:dictionary_list")
