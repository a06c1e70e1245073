"""Training of mentors, curators and teachers: the list, the entry for one or for many, the correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.pages import ConfirmPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.actions.trainings import (
    FACTS,
    add_trainings,
    correct_training,
    export_trainings,
    remove_training,
)
from nastavnik.registry.forms.trainings import NewTrainingForm, TrainingForm
from nastavnik.registry.models import Person, Training
from nastavnik.registry.permissions.trainings import check_can_export_trainings, check_can_keep_trainings
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.registry.queries.trainings import institutions_to_train, trainings_found, trainings_visible_to
from nastavnik.registry.views.organisation_forms import choices_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.trainings import CAPACITY_LABELS, PROOF_LABELS, Proof

PEOPLE = ("человек", "человека", "человек")
YEARS_BACK = 5
_CAPACITIES = [(one.value, label) for one, label in CAPACITY_LABELS.items()]
_PROOFS = [(one.value, label) for one, label in PROOF_LABELS.items()]


def trainings_crumb() -> Crumb:
    """Up to the list."""
    return Crumb("Обучение", reverse("registry:training_list"))


def proof_words(training: Training) -> str:
    """«удостоверение о повышении квалификации № 12 от 01.09.2026», nothing without a paper."""
    if training.proof == Proof.NONE:
        return ""
    number = f" № {training.document_number}" if training.document_number else ""
    day = f" от {short_date(training.document_date)}" if training.document_date else ""
    return f"{training.get_proof_display()}{number}{day}"


def held_words(training: Training) -> str:
    """«01.09.2026 – 20.09.2026», or the last day alone."""
    start = f"{short_date(training.from_date)} – " if training.from_date else ""
    return f"{start}{short_date(training.to_date)}"


def _card(training: Training) -> str:
    if training.person_id is None:
        return ""
    return reverse("mentoring:person_view", args=[training.person_id])


class TrainingList(ListPage):
    """Who was trained in what, the latest first."""

    permission = Right.TRAININGS_VIEW
    section = "participants"
    title = "Обучение наставников и кураторов"
    counted_as = ("запись", "записи", "записей")
    search_label = "Фамилия или программа"
    ordering = "-held"
    columns = (
        Column("name", "Фамилия Имя Отчество", "full_name", link=_card, note="post", sort="sort_name"),
        Column("capacity", "Кто обучен", "get_capacity_display"),
        Column("programme", "Программа", note="organiser", sort="programme"),
        Column("hours", "Часов", kind="number"),
        Column("held", "Когда", held_words, sort="to_date", nowrap=True),
        Column("proof", "Документ", proof_words, wide_only=True),
        Column("institution", "Организация", "institution.short_name", is_extra=True),
        Column("deeds", "", lambda row: row.deed, kind="actions"),
    )
    has_choice = True
    export_name = "Обучение"
    filters = (
        Filter("capacity", "кто обучен", _CAPACITIES, lambda rows, value: rows.filter(capacity=value)),
        Filter(
            "year",
            "закончили в",
            lambda page: page.years,
            lambda rows, value: rows.filter(to_date__year=int(value)),
            any_label="любом году",
        ),
        Filter("proof", "документ", _PROOFS, lambda rows, value: rows.filter(proof=value)),
    )

    @cached_property
    def years(self) -> list[tuple[str, str]]:
        """The last years, the present one first."""
        return [
            (str(year), f"{year} году") for year in range(self.today.year, self.today.year - YEARS_BACK, -1)
        ]

    def rows(self) -> QuerySet[Training]:
        """Trainings of the actor's institutions."""
        return trainings_visible_to(self.actor)

    def search(self, rows: Any, text: str) -> Any:
        """By name or programme."""
        return trainings_found(rows, text)

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """With the correction, for whoever enters trainings there."""
        for row in rows:
            may = self.actor.may(Right.TRAININGS_EDIT, row.institution_id)
            url = reverse("registry:training_edit", args=[row.pk])
            row.deed = Action("Исправить", url, style="link") if may else None
        return rows

    def export_refusal(self) -> str | None:
        """Only whoever takes bases out takes lists out."""
        return refusal_of(check_can_export_trainings, self.actor)

    def journal_export(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """In the journal of each institution whose people stand in the file."""
        nodes = Counter(row.institution_id for row in rows)
        export_trainings(by=self.actor, columns=columns, rows_of=nodes)

    def crumbs(self) -> list[Crumb]:
        """Up to those who take part."""
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    def primary(self) -> Action | None:
        """A new one, for whoever enters them."""
        if not self.actor.may(Right.TRAININGS_EDIT):
            return None
        return Action("Внести обучение", reverse("registry:training_add"))

    def menu(self) -> list[Action]:
        """A whole table at once."""
        if not self.actor.may(Right.TRAININGS_EDIT):
            return []
        return [Action("Загрузить таблицу", reverse("registry:training_file"))]

    def nothing(self) -> Empty:
        """The way to the first."""
        return Empty(
            "Об обучении пока ничего не внесено.",
            "Внесите, кто обучен: одного человека, группу сразу или таблицей.",
            self.primary(),
        )


class TrainingAdd(FormPage):
    """One training for one person or for a group; people chosen elsewhere come in the address."""

    permission = Right.TRAININGS_EDIT
    section = "participants"
    title = "Внести обучение"
    form_class = NewTrainingForm
    submit_label = "Внести"

    def load(self) -> None:
        """Whose trainings, and who was chosen."""
        self.institutions = institutions_to_train(self.actor)
        if not self.institutions:
            raise Http404
        wanted = [int(pk) for pk in self.request.GET.getlist("person") if pk.isdigit()]
        people = people_visible_to(self.actor).filter(pk__in=wanted)
        self.people: list[Person] = list(people.order_by("sort_name", "pk"))
        nodes = {person.institution_id for person in self.people}
        if nodes:
            self.institutions = [node for node in self.institutions if node.pk in nodes]
        if len(nodes) > 1 or not self.institutions:
            raise Http404

    def lead(self) -> str:
        """Who was chosen."""
        if not self.people:
            return "Одно обучение — сразу для всех, кого вы впишете. Номера документов впишите потом, у каждого свой."
        return "Обучены: " + ", ".join(full_name_of(person).full for person in self.people) + "."

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [trainings_crumb()]

    def form_options(self) -> dict[str, Any]:
        """The institutions, and that nobody need be named."""
        return {"institutions": choices_of(self.institutions), "is_chosen": bool(self.people)}

    def initial(self) -> dict[str, Any]:
        """The post of the one who was chosen."""
        return {"post": self.people[0].post} if len(self.people) == 1 else {}

    def perform(self, form: NewTrainingForm) -> str:
        """Writes it for everybody."""
        data = form.cleaned_data
        rows = add_trainings(
            by=self.actor,
            institution=next(node for node in self.institutions if str(node.pk) == data["institution"]),
            people=self.people,
            names=form.listed,
            facts={name: data[name] for name in FACTS},
            post=data["post"],
            today=self.today,
        )
        self.say(f"Обучение внесено: {counted(len(rows), PEOPLE)}.")
        if len(self.people) == 1:
            return reverse("mentoring:person_view", args=[self.people[0].pk])
        return reverse("registry:training_list")


class _TrainingPage(FormPage):
    """A form about one training of those in sight."""

    abstract = True
    section = "participants"

    def load(self) -> None:
        """The training, which the actor may enter."""
        self.training: Training = get_object_or_404(trainings_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_keep_trainings(self.actor, self.training.institution_id)

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [trainings_crumb()]


class TrainingEdit(_TrainingPage):
    """Other days, hours or papers."""

    permission = Right.TRAININGS_EDIT
    title = "Исправить сведения об обучении"
    form_class = TrainingForm

    def lead(self) -> str:
        """Whose."""
        return self.training.full_name

    def menu(self) -> list[Action]:
        """Taking an erroneous record away."""
        url = reverse("registry:training_remove", args=[self.training.pk])
        return [Action("Убрать ошибочную запись", url)]

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {name: getattr(self.training, name) for name in TrainingForm.base_fields}

    def perform(self, form: TrainingForm) -> str:
        """Writes what has changed."""
        data = dict(form.cleaned_data)
        post = data.pop("post")
        changed = correct_training(
            by=self.actor, training=self.training, facts=data, post=post, today=self.today
        )
        self.say("Сведения об обучении исправлены." if changed else "Ничего не изменилось.")
        return reverse("registry:training_list")


class TrainingRemove(_TrainingPage, ConfirmPage):
    """Asks before a record is taken away."""

    permission = Right.TRAININGS_EDIT
    template_name = ConfirmPage.template_name
    submit_label = "Убрать запись"

    def heading(self) -> str:
        """Whose."""
        return f"Убрать запись об обучении: {self.training.full_name}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            f"«{self.training.programme}», {held_words(self.training)}.",
            "Уберите запись, только если она внесена по ошибке: в числах обученных этого человека не станет.",
        ]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        remove_training(by=self.actor, training=self.training)
        self.say("Запись об обучении убрана.")
        return reverse("registry:training_list")
