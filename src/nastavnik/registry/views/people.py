"""People: everybody in the register, one added by hand, one corrected, dates of birth made precise."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.actions.people import correct_person, enter_person, state_births
from nastavnik.registry.forms.people import BirthsForm, NewPersonForm, PersonForm
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.checks import people_unchecked
from nastavnik.registry.queries.partners import partners_to_choose
from nastavnik.registry.queries.people import (
    births_to_ask,
    full_name_of,
    institutions_to_enter_people,
    people_found,
    people_visible_to,
    people_with,
    standing_of,
)
from nastavnik.registry.views.consents import card_url, person_crumbs
from nastavnik.registry.views.organisation_forms import choices_of
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

AT_ONCE = 50
PEOPLE = ("человек", "человека", "человек")
WHO = (
    ("year", "известен только год рождения"),
    ("birth", "год рождения не указан"),
    ("outsider", "наставник со стороны"),
    ("partner", "от партнёра"),
    ("check", "наставник со стороны без действующей справки"),
)


def _crumb() -> Crumb:
    return Crumb("Участники", reverse("mentoring:participant_list"))


class PersonList(ListPage):
    """Everybody in the register, whether in a programme or not."""

    permission = Right.PEOPLE_VIEW
    section = "participants"
    title = "Все люди организации"
    search_label = "Фамилия, имя или отчество"
    counted_as = PEOPLE
    ordering = "name"
    empty = Empty("Здесь пока никого нет.", "Внесите участника или загрузите базу в программе.")
    columns = (
        Column("name", "Фамилия Имя Отчество", lambda one: full_name_of(one).full, link=card_url, sort="sort_name"),
        Column(
            "standing", "Класс или должность",
            standing_of, sort=("class_key", "sort_name"),
        ),
        Column("birth", "Дата рождения", lambda one: one.birth_date or one.birth_year, kind="date", nowrap=True),
        Column("partner", "От партнёра", lambda one: one.partner.name if one.partner else "", wide_only=True),
    )  # fmt: skip
    filters = (Filter("who", "кто", WHO, people_with, any_label="все"),)

    def narrowed_rows(self) -> Any:
        """Certificates are judged by the rules, not by the database."""
        rows: Any = super().narrowed_rows()
        if any(view.value == "check" for view in self.filter_views):
            return rows.filter(pk__in=people_unchecked(self.actor, self.today))
        return rows

    def rows(self) -> Any:
        """People of the actor's sight."""
        return people_visible_to(self.actor).select_related("partner")

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name; ё is the same as е."""
        return people_found(rows, text)

    def crumbs(self) -> list[Crumb]:
        """Up to those who take part."""
        return [_crumb()]

    def primary(self) -> Action | None:
        """A new one, for whoever keeps the register."""
        if not self.actor.may(Right.PEOPLE_EDIT):
            return None
        return Action("Внести участника", reverse("registry:person_add"))

    def menu(self) -> list[Action]:
        """Many dates at once."""
        if not self.actor.may(Right.PEOPLE_EDIT):
            return []
        return [Action("Уточнить даты рождения", reverse("registry:births_edit"))]


class PersonAdd(FormPage):
    """A participant without a file."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Внести участника"
    form_class = NewPersonForm
    submit_label = "Внести"

    def load(self) -> None:
        """Into which registers."""
        self.institutions = institutions_to_enter_people(self.actor)
        if not self.institutions:
            raise Http404

    def lead(self) -> str:
        """Why so little is asked."""
        return (
            "До письменного согласия хранят только имя, класс, дату рождения и контакт представителя. "
            "Остальное вносят, когда согласие подписано."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to everybody."""
        return [_crumb(), Crumb("Все люди организации", reverse("registry:person_list"))]

    def form_options(self) -> dict[str, Any]:
        """The institutions and the day on which ages are judged."""
        return {"institutions": choices_of(self.institutions), "today": self.today}

    def perform(self, form: NewPersonForm) -> str:
        """Enters the person with the representative, and opens the card."""
        data = form.cleaned_data
        parts = [data[name] for name in ("last_name", "first_name", "middle_name")]
        guardian = {
            field: data[f"guardian_{field}"] for field in ("relation", "phone", "email")
        } | {"full_name": data["guardian_name"]}  # fmt: skip
        person = enter_person(
            by=self.actor,
            institution=next(node for node in self.institutions if str(node.pk) == data["institution"]),
            name=parse_full_name(" ".join(part for part in parts if part)),
            birth=Birth.known(data["birth_date"], data["birth_year"]),
            class_name=data["class_name"],
            guardian=guardian if data["guardian_name"] else None,
            is_another=data["is_another"],
        )
        self.say(f"{full_name_of(person).full}: внесено. Дальше — согласие, потом программа.")
        return card_url(person)


class PersonEdit(FormPage):
    """Another name, birth, class, post or contact of a person."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Исправить сведения"
    form_class = PersonForm

    def load(self) -> None:
        """The person, of those whom this actor sees."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.person)
        self.partners = partners_to_choose(self.actor)

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def initial(self) -> dict[str, Any]:
        """The person as recorded."""
        fields = {name: getattr(self.person, name) for name in PersonForm.base_fields if name != "partner"}
        return fields | {"partner": self.person.partner_id or ""}

    def form_options(self) -> dict[str, Any]:
        """The partners, and the day on which ages are judged."""
        partners = [(str(one.pk), one.name) for one in self.partners]
        return {"today": self.today, "partners": partners}

    def perform(self, form: PersonForm) -> str:
        """Writes what has changed."""
        data = dict(form.cleaned_data)
        data["partner"] = next((one for one in self.partners if str(one.pk) == data["partner"]), None)
        changed = correct_person(by=self.actor, person=self.person, changes=data)
        self.say("Сведения исправлены." if changed else "Ничего не изменилось.")
        return card_url(self.person)


class BirthsEdit(FormPage):
    """Dates of birth of those of whom the year alone is known, many on one page."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Уточнить даты рождения"
    form_class = BirthsForm
    submit_label = "Записать даты"

    def load(self) -> None:
        """The first fifty, by classes."""
        asked = [
            person
            for person in births_to_ask(self.actor).order_by("class_key", "sort_name", "pk")
            if self.actor.may(Right.PEOPLE_EDIT, person.institution_id)
        ]
        self.total, self.people = len(asked), asked[:AT_ONCE]

    def lead(self) -> str:
        """What the dates are for and how many there are."""
        if not self.total:
            return "Даты рождения известны у всех. Ничего делать не нужно."
        more = f" Здесь первые {AT_ONCE}." if self.total > AT_ONCE else ""
        return (
            f"Не хватает дат: {counted(self.total, PEOPLE)}.{more} Пока известен только год, действует более строгое "
            "правило согласия, а в показатель человек входит, лишь если подходят оба возможных возраста. "
            "Пустые строки останутся как есть."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to those who take part."""
        return [_crumb()]

    def form_options(self) -> dict[str, Any]:
        """The people and the day on which ages are judged."""
        return {"people": self.people, "today": self.today}

    def perform(self, form: BirthsForm) -> str:
        """Writes the days that were typed; stays while some are left."""
        changed = state_births(by=self.actor, births=form.births)
        left = self.total - changed
        rest = f" Осталось уточнить: {counted(left, PEOPLE)}." if left else " Уточнять больше нечего."
        self.say(f"Записаны даты рождения: {counted(changed, PEOPLE)}.{rest}")
        return reverse("registry:births_edit") if left and changed else reverse("mentoring:participant_list")
