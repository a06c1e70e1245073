"""Programmes: the list, opening, correcting, and the card with its next step."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, Empty, Fact, FactsBlock, Missing, State
from nastavnik.kit.pages import CardPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, correct_programme, open_programme
from nastavnik.mentoring.forms.programmes import ProgrammeForm
from nastavnik.mentoring.models import Direction, ImportRun, Programme
from nastavnik.mentoring.permissions.bases import check_can_export_base
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme, check_can_view_programme
from nastavnik.mentoring.queries.dictionaries import forms_offered_to, role_models_offered_to
from nastavnik.mentoring.queries.directions import directions_of, directions_with_counts
from nastavnik.mentoring.queries.imports import imports_of
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.programmes import (
    Progress,
    institutions_to_open_in,
    programmes_found,
    programmes_visible_to,
    progress_of,
    school_years_of,
    with_counts,
)
from nastavnik.mentoring.views.changes import actions_of_orders
from nastavnik.mentoring.views.directions import direction_columns, direction_facts, direction_url
from nastavnik.mentoring.views.entry_surveys import entry_missing
from nastavnik.mentoring.views.programme_words import (
    IMPORT_COLUMNS,
    SIDE_COLUMNS,
    listed_state,
    matching_actions,
    missing_of,
    other_steps,
    pairs_fact,
    side_lines,
    state_of,
    step_action,
)
from nastavnik.mentoring.views.stage_words import stages_url
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

CARD_STEPS = (
    ("Добавить направление", "mentoring:direction_add"),
    ("Составить пару или группу", "mentoring:group_form"),
    ("Пары прошлого года", "mentoring:pairs_carry"),
    ("Открыть на следующий год", "mentoring:next_cycle"),
)
DIRECTIONS = ("направление", "направления", "направлений")


def _crumb() -> Crumb:
    return Crumb("Программы", reverse("mentoring:programme_list"))


class ProgrammeList(ListPage):
    """Programmes of the institution, the latest school year first."""

    permission = Right.PROGRAMMES_VIEW
    title = "Программы"
    section = "programmes"
    counted_as = ("программа", "программы", "программ")
    ordering = "-year"
    columns = (
        Column(
            "title",
            "Название",
            link=lambda row: reverse("mentoring:programme_view", args=[row.pk]),
            sort="title",
        ),
        Column(
            "year",
            "Учебный год",
            lambda row: SchoolYear(row.school_year).label,
            sort=("school_year", "-title"),
        ),
        Column(
            "form",
            "Форма",
            "form.label",
            note=lambda row: f"и ещё {row.directions_count - 1}" if row.directions_count > 1 else "",
            sort=("form__position", "title"),
        ),
        Column(
            "mentees", "Наставляемых", lambda row: row.mentees_count or 0, kind="number", sort="mentees_count"
        ),
        Column(
            "mentors", "Наставников", lambda row: row.mentors_count or 0, kind="number", sort="mentors_count"
        ),
        Column("state", "Состояние", listed_state, kind="state"),
        Column("start_date", "Начало", kind="date", sort="start_date", is_extra=True),
        Column("end_date", "Окончание", kind="date", sort="end_date", is_extra=True),
        Column("goal", "Цель", is_extra=True),
    )
    has_choice = True
    search_label = "Название программы"
    filters = (
        Filter(
            "year",
            "учебный год",
            lambda page: [(str(year), SchoolYear(year).label) for year in page.years],
            lambda rows, value: rows.filter(school_year=value),
        ),
    )

    @cached_property
    def years(self) -> list[int]:
        """School years to choose from."""
        return school_years_of(programmes_visible_to(self.actor))

    def rows(self) -> Any:
        """Programmes with their counts."""
        return with_counts(programmes_visible_to(self.actor))

    def search(self, rows: Any, text: str) -> Any:
        """By a part of the title."""
        return programmes_found(rows, text)

    def nothing(self) -> Empty:
        """The way to the first programme."""
        return Empty(
            "Программ пока нет.",
            "Программа — это одна форма наставничества на один учебный год: в неё загружают две базы и в ней"
            " подбирают пары.",
            self.primary(),
        )

    def menu(self) -> list[Action]:
        """The dictionaries, for whoever adds to them."""
        found = []
        if self.actor.may(Right.PROGRAMMES_EDIT):
            found.append(Action("Новый учебный год", reverse("mentoring:year_begin")))
        if self.actor.may(Right.DICTIONARIES_EDIT):
            found.append(Action("Справочники", reverse("mentoring:dictionary_view")))
        return found

    def primary(self) -> Action:
        """Opening a programme; grey for whoever may not."""
        reason = None if self.actor.may(Right.PROGRAMMES_EDIT) else "Программы открывает куратор организации."
        return Action("Открыть программу", reverse("mentoring:programme_open"), reason=reason)


class _ProgrammeFormPage(FormPage):
    """What opening and correcting share."""

    abstract = True
    permission = Right.PROGRAMMES_EDIT
    section = "programmes"
    form_class = ProgrammeForm

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [_crumb()]

    def school_years(self) -> list[int]:
        """Last year, this one and the next."""
        year = SchoolYear.of(self.today).start
        return [year - 1, year, year + 1]

    def terms(self, form: ProgrammeForm, /, **kept: Any) -> ProgrammeTerms:
        """What was filled in, without the institution; `kept` is what the form did not ask."""
        filled = {name: value for name, value in form.cleaned_data.items() if name != "institution"}
        return ProgrammeTerms(**(kept | filled))


class ProgrammeOpen(_ProgrammeFormPage):
    """A new programme."""

    title = "Открыть программу"
    submit_label = "Открыть программу"

    def load(self) -> None:
        """Institutions where this person may open one."""
        self.institutions = institutions_to_open_in(self.actor)

    def initial(self) -> dict[str, Any]:
        """The school year of today; from June on the next one, for which programmes are then prepared."""
        year = SchoolYear.of(self.today).start + (1 if self.today.month in (6, 7, 8) else 0)
        return {"school_year": year}

    def form_options(self) -> dict[str, Any]:
        """The dictionaries; the institution is asked only where there are several."""
        usual = self.institutions[0]
        return {
            "institutions": self.institutions,
            "mentoring_forms": forms_offered_to(usual),
            "role_models": role_models_offered_to(usual),
            "school_years": self.school_years(),
        }

    def perform(self, form: ProgrammeForm) -> str:
        """Opens it and shows its card."""
        wish = form.cleaned_data.get("institution")
        institution = next((node for node in self.institutions if node.pk == wish), self.institutions[0])
        programme = open_programme(by=self.actor, institution=institution, terms=self.terms(form))
        self.say(f"Программа «{programme.title}» открыта. Загрузите базу наставляемых.")
        return reverse("mentoring:programme_view", args=[programme.pk])


class ProgrammeEdit(_ProgrammeFormPage):
    """Another title, form or period of a programme."""

    title = "Исправить программу"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_correct_programme(self.actor, self.programme)

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        url = reverse("mentoring:programme_view", args=[self.programme.pk])
        return [_crumb(), Crumb(self.programme.title, url)]

    def school_years(self) -> list[int]:
        """The year of the programme stays among the choices."""
        return sorted({*super().school_years(), self.programme.school_year})

    @cached_property
    def has_directions(self) -> bool:
        """Whether there are several, each with a page of its own."""
        return len(directions_of(self.programme)) > 1

    def form_options(self) -> dict[str, Any]:
        """The dictionaries to choose from, with what stands there already."""
        institution = self.programme.institution
        return {
            "institutions": [],
            "mentoring_forms": forms_offered_to(institution, self.programme),
            "role_models": role_models_offered_to(institution, self.programme),
            "school_years": self.school_years(),
            "has_directions": self.has_directions,
        }

    def initial(self) -> dict[str, Any]:
        """The programme as it is."""
        names = ("title", "school_year", "form", "role_model", "start_date", "end_date", "goal")
        return {name: getattr(self.programme, name) for name in names}

    def perform(self, form: ProgrammeForm) -> str:
        """Corrects it and goes back to the card."""
        kept = {"form": self.programme.form, "role_model": self.programme.role_model}
        changed = correct_programme(by=self.actor, programme=self.programme, terms=self.terms(form, **kept))
        self.say("Программа исправлена." if changed else "Ничего не изменилось.")
        return reverse("mentoring:programme_view", args=[self.programme.pk])


class ProgrammeView(CardPage):
    """The card: where the programme stands, its two bases, and the one next step."""

    permission = Right.PROGRAMMES_VIEW
    section = "programmes"
    wide = True

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme: Programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_view_programme(self.actor, self.programme)

    @cached_property
    def progress(self) -> Progress:
        """Where it stands, in numbers."""
        return progress_of(self.programme, self.today)

    def heading(self) -> str:
        """Its title."""
        return self.programme.title

    def lead(self) -> str:
        """The form and the period in one line."""
        year, number = SchoolYear(self.programme.school_year), len(self.directions)
        what = self.programme.form.label if number < 2 else counted(number, DIRECTIONS)
        return f"{what}, {year.title}"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [_crumb()]

    def state(self) -> State:
        """Where it stands, in words."""
        return state_of(self.progress)

    def primary(self) -> Action:
        """The next step."""
        return step_action(self.progress.step, self.programme, self.progress, self.actor)

    @property
    def may_draft(self) -> bool:
        """Whether this person prepares orders of the institution."""
        return self.actor.may(Right.PAPERS_DRAFT, self.programme.institution_id)

    def menu(self) -> list[Action]:
        """The other steps, further orders and the correction."""
        edit = reverse("mentoring:programme_edit", args=[self.programme.pk])
        check = (check_can_correct_programme, self.actor, self.programme)
        export = (check_can_export_base, self.actor, self.programme)
        export_url = reverse("mentoring:base_export", args=[self.programme.pk])
        return [
            Action("Этапы года", stages_url(self.programme)),
            *other_steps(self.programme, self.progress, self.actor),
            *(actions_of_orders(self.programme.pk) if self.may_draft else ()),
            Action.checked(*check, label="Исправить программу", url=edit),
            *matching_actions(self.programme, self.actor),
            *(
                [Action.checked(*check, label="Вид и требования", url=direction_url(self.directions[0]))]
                if len(self.directions) == 1
                else []
            ),
            *(
                Action.checked(*check, label=label, url=reverse(name, args=[self.programme.pk]))
                for label, name in CARD_STEPS
            ),
            Action.checked(*export, label="Выгрузить базу", url=export_url),
        ]

    @property
    def is_curator(self) -> bool:
        """Whether labels that could hurt may be read."""
        return self.actor.may(Right.PAIRS_DECIDE, self.programme.institution_id)

    @cached_property
    def directions(self) -> list[Direction]:
        """Its directions with their numbers of pairs."""
        return list(directions_with_counts(self.programme))

    def missing(self) -> list[Missing]:
        """Signatures and mentors that are lacking."""
        found = missing_of(self.programme, self.progress, self.actor)
        return [*found, *entry_missing(self.programme, self.actor, self.today)]

    def blocks(self) -> list[Block]:
        """Bases, facts, files."""
        sides = side_lines(self.programme, self.progress, self.actor)
        blocks: list[Block] = [
            Table("Базы", columns=SIDE_COLUMNS, rows=sides, row_key="side"),
            FactsBlock("Сведения", facts=self.facts()),
        ]
        if len(self.directions) > 1:
            blocks.insert(
                1,
                Table(
                    "Направления", columns=direction_columns(is_curator=self.is_curator), rows=self.directions
                ),
            )
        if self.actor.may(Right.BASES_IMPORT, self.programme.institution_id):
            empty = "Файлов пока нет."
            blocks.append(Table("Файлы баз", columns=IMPORT_COLUMNS, rows=self.imports, empty=empty))
        return blocks

    @cached_property
    def imports(self) -> list[ImportRun]:
        """The newest files of bases."""
        return imports_of(self.programme)

    def facts(self) -> list[Fact]:
        """What the programme is."""
        programme = self.programme
        only = self.directions[0] if len(self.directions) == 1 else None
        return [
            Fact("Организация", programme.institution.short_name),
            *(direction_facts(only, is_curator=self.is_curator) if only else ()),
            Fact("Срок", f"с {long_date(programme.start_date)} по {long_date(programme.end_date)}"),
            Fact("Цель", programme.goal),
            pairs_fact(programme, self.progress),
            Fact("Этапы", "открыть этапы года", url=stages_url(programme)),
        ]

    def journal(self) -> list[Any]:
        """Who did what with the programme, its files and its pairs."""
        return journal_about(self.actor, [self.programme, *self.imports])
