"""Data to be destroyed: the list, the act that the curator prepares, its card, the extract of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, Empty, Fact, FactsBlock, State
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import BulkAction, CardPage, FormPage, ListPage, Page
from nastavnik.kit.pages.files import file_response
from nastavnik.kit.tables import Column, Table
from nastavnik.papers.actions.destruction import draft_destruction_act, take_destruction_extract
from nastavnik.papers.forms.destruction import ActForm
from nastavnik.papers.models import ActLine, DestructionAct, Paper
from nastavnik.papers.queries import open_papers_visible_to
from nastavnik.papers.queries.destruction import act_lines_of, act_of, people_in_acts
from nastavnik.papers.views.buttons import buttons_of
from nastavnik.papers.views.lists import paper_crumbs, state_of, url_of
from nastavnik.papers.views.scans import scans_table
from nastavnik.registry.models import Person
from nastavnik.registry.queries.destruction import people_to_destroy
from nastavnik.registry.queries.people import full_name_of, standing_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.destruction import REASON_LABELS, DestructionDue
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

RECORDS = ("запись", "записи", "записей")
_LIST = "К уничтожению"


@dataclass(frozen=True)
class DueRow:
    """One person of the list with the ground; whether an act about him is being prepared."""

    person: Person
    due: DestructionDue
    in_act: bool

    @property
    def pk(self) -> int:
        """The key of the person."""
        return self.person.pk


def _state(row: DueRow) -> State:
    if row.in_act:
        return State("в акте", "neutral", "ждёт регистрации")
    return State("ждёт акта", "attention", f"срок вышел {short_date(row.due.due)}")


class DestructionList(ListPage):
    """Everybody whose data have no ground any more."""

    permission = Right.PAPERS_OPEN
    section = "papers"
    title = _LIST
    counted_as = RECORDS
    columns = (
        Column(
            "name",
            "Фамилия Имя Отчество",
            lambda row: full_name_of(row.person).full,
            link=lambda row: reverse("mentoring:person_view", args=[row.pk]),
            note=lambda row: standing_of(row.person),
        ),
        Column(
            "ground",
            "Основание",
            lambda row: REASON_LABELS[row.due.why],
            note=lambda row: f"с {short_date(row.due.since)}",
        ),
        Column("state", "Что сделать", _state, kind="state"),
    )
    empty = Empty(
        "Уничтожать нечего.",
        "Сюда попадают записи через 30 дней после отзыва или конца согласия и через 60 дней без согласия.",
    )

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the papers."""
        return paper_crumbs()

    def lead(self) -> str:
        """What happens to them."""
        return "Записи, которые больше нечем хранить. Их уничтожают по акту; в показателях участник останется без имени."

    def rows(self) -> list[DueRow]:
        """By name."""
        taken = people_in_acts(self.actor)
        found = people_to_destroy(self.actor, self.today)
        return [DueRow(person, due, person.pk in taken) for person, due in found.items()]

    def bulk_actions(self) -> Sequence[BulkAction]:
        """For the curator."""
        if not (self.actor.may(Right.PAPERS_DRAFT) and self.actor.may(Right.PEOPLE_EDIT)):
            return ()
        return (BulkAction("act", "Подготовить акт", "primary"),)

    def perform_bulk(self, name: str, rows: Sequence[DueRow]) -> str:
        """To the form of the act with those who were chosen."""
        places = {row.person.institution_id for row in rows}
        if len(places) > 1:
            raise Refused("Акт готовится для одной организации: отметьте записи одной.")
        return f"{reverse('papers:act_draft')}?{urlencode({'person': [row.pk for row in rows]}, doseq=True)}"


class ActDraft(FormPage):
    """The commission and the words of an act about those who were chosen."""

    permission = Right.PAPERS_DRAFT
    section = "papers"
    title = "Акт об уничтожении персональных данных"
    form_class = ActForm
    submit_label = "Подготовить акт"

    def load(self) -> None:
        """Those of the chosen whose time has come and who are in no act yet."""
        keys = set(self.request.GET.getlist("person")[:1000])
        taken = people_in_acts(self.actor)
        found = people_to_destroy(self.actor, self.today)
        self.people = {
            person.pk: person for person in found if str(person.pk) in keys and person.pk not in taken
        }

    def lead(self) -> str:
        """What is next."""
        return "Акт подтвердит руководитель. Сведения исчезнут, когда секретарь впишет номер и дату."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return (*paper_crumbs(), Crumb(_LIST, reverse("papers:destruction_list")))

    def submit_refusal(self) -> str | None:
        """Nothing can be drafted about nobody."""
        return None if self.people else f"Отметьте записи в списке «{_LIST}»."

    def form_options(self) -> dict[str, Any]:
        """Who was chosen."""
        return {"people": [(pk, full_name_of(person).full) for pk, person in self.people.items()]}

    def initial(self) -> dict[str, Any]:
        """All of them."""
        return {"people": [str(pk) for pk in self.people]}

    def perform(self, form: ActForm) -> str:
        """Drafts it."""
        chosen = [self.people[int(key)] for key in form.cleaned_data["people"]]
        paper = draft_destruction_act(
            by=self.actor, institution=chosen[0].institution, people=chosen, texts=form.texts()
        )
        self.say(f"Акт подготовлен: {counted(len(chosen), RECORDS)}. Теперь его подтверждает руководитель.")
        return url_of(paper)


class ActPage(CardPage):
    """The act for those who work with it: whom it is about, what it will say, what is next."""

    permission = Right.PAPERS_OPEN
    section = "papers"

    def load(self) -> None:
        """The act, among the papers of the actor's own institution."""
        acts = open_papers_visible_to(self.actor).filter(kind=Paper.Kind.DESTRUCTION_ACT)
        self.paper = get_object_or_404(acts, pk=self.kwargs["pk"])

    @cached_property
    def act(self) -> DestructionAct:
        """What the sheet says beside the requisites."""
        return act_of(self.paper)

    @property
    def is_done(self) -> bool:
        """Whether the data are gone."""
        return self.paper.state == Paper.State.REGISTERED

    def heading(self) -> str:
        """Its number, or that it is a draft."""
        if not self.paper.number:
            return "Проект акта об уничтожении персональных данных"
        return f"Акт № {self.paper.number} от {short_date(self.paper.paper_date)}"

    def lead(self) -> str:
        """What it does."""
        return (
            "Сведения уничтожены."
            if self.is_done
            else "Сведения исчезнут с регистрацией акта, вернуть их нельзя."
        )

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return paper_crumbs()

    def state(self) -> State:
        """Where it stands."""
        waits = {
            Paper.State.DRAFT: "ждёт подтверждения руководителя",
            Paper.State.SIGNED: "номер и дату впишет секретарь: тогда сведения исчезнут",
        }
        return state_of(self.paper, waits.get(Paper.State(self.paper.state), ""))

    def menu(self) -> Sequence[Action]:
        """The file, the extract, and what moves the act."""
        extract = Action(
            "Выгрузка из журнала (.xlsx)", reverse("papers:act_extract", args=[self.paper.pk]), download=True
        )
        own = buttons_of(self.actor, self.paper)
        return [*own, extract] if self.is_done else own

    def blocks(self) -> Sequence[Block]:
        """Whom it is about, and its words."""
        act = self.act
        facts = (
            Fact("Оператор", self.paper.institution_name, note=act.address),
            Fact("Обрабатывает по поручению", act.processor or "никто"),
            Fact("Комиссия", "; ".join(act.commission)),
            Fact("Информационные системы", act.systems),
            Fact("Перечень сведений", act.data_list),
            Fact("Способ", act.way),
            Fact(
                "Утверждает",
                ", ".join(part for part in (self.paper.signer_post, self.paper.signer_name) if part),
            ),
        )
        columns = (
            Column("record", "Запись", lambda line: f"№ {line.person_id}", note=self._name),
            Column("ground", "Основание", lambda line: line.get_reason_display()),
            Column("since_date", "С какого дня", kind="date"),
        )
        table = Table(
            "Кого касается",
            columns=columns,
            rows=act_lines_of(self.paper),
            note="В самом акте печатаются только номера записей. Файлы, приложенные к мероприятиям дорожной карты, система не читает:"
            " снимки и списки с этими людьми уберите оттуда сами.",
        )
        return [table, FactsBlock("Что говорит акт", facts=facts), scans_table(self.actor, self.paper)]

    def _name(self, line: ActLine) -> str:
        return "" if self.is_done else full_name_of(line.person).full


class ActExtract(Page):
    """The extract of the journal that is kept with the act."""

    permission = Right.PAPERS_OPEN

    def load(self) -> None:
        """The act."""
        acts = open_papers_visible_to(self.actor).filter(
            kind=Paper.Kind.DESTRUCTION_ACT, state=Paper.State.REGISTERED
        )
        self.paper = get_object_or_404(acts, pk=self.kwargs["pk"])

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_destruction_extract(by=self.actor, paper=self.paper)
        return file_response(content, f"Выгрузка из журнала к акту {self.paper.pk}.xlsx")
