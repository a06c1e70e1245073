"""The desk: what awaits whoever signed in, how his organisation stands, what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from nastavnik.access.actors import AccountActor
from nastavnik.access.queries.accounts import last_role_of
from nastavnik.desk import numbers, tasks
from nastavnik.desk.consents import ConsentWork, consent_tasks, consents_seen_by
from nastavnik.desk.duties import duty_tasks
from nastavnik.desk.pairs import meeting_tasks, pair_tasks
from nastavnik.desk.partners import nominee_tasks, own_partner_tasks
from nastavnik.desk.queries import (
    SchoolWork,
    institutions_by_programme,
    news_of,
    registered_papers,
    school_work,
    territories,
    waiting_papers,
)
from nastavnik.desk.registers import register_tasks
from nastavnik.desk.stages import stage_tasks
from nastavnik.desk.surveys import entry_survey_tasks, own_survey_tasks
from nastavnik.desk.words import ended_words
from nastavnik.desk.year import next_step
from nastavnik.journal.models import Backup
from nastavnik.journal.queries import backups_visible_to, last_backup_at
from nastavnik.journal.verbs import VERBS
from nastavnik.kit.components import Empty, Figure, JournalLine, Task
from nastavnik.kit.pages import SIGNED_IN, DeskPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.queries.own_pairs import own_pairs
from nastavnik.monitoring.queries.figures import Measures, measures
from nastavnik.papers.models import Paper
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear


class DeskView(DeskPage):
    """One desk for all roles: every part of it is there for whoever holds the right."""

    permission = SIGNED_IN
    section = "desk"
    actor: AccountActor  # type: ignore[assignment]

    @cached_property
    def measured(self) -> Measures:
        """Indicators of the nodes of the actor's own grants, this year and the last; one query."""
        nodes = [grant.node_id for grant in self.actor.grants if grant.node_id in self.actor.figures]
        is_needed = nodes and self.actor.may(Right.FIGURES_VIEW)
        return measures(set(nodes), [self.today.year, self.today.year - 1]) if is_needed else {}

    @cached_property
    def work(self) -> SchoolWork | None:
        """Programmes and participants, for whoever sees them; four queries."""
        return school_work(self.actor, self.today) if self.actor.may(Right.PROGRAMMES_VIEW) else None

    @cached_property
    def consents(self) -> ConsentWork | None:
        """Consents of the people whom this person sees; of the programmes' work where there is one."""
        if not self.actor.may(Right.CONSENTS_VIEW):
            return None
        return self.work.consents if self.work is not None else consents_seen_by(self.actor, self.today)

    @cached_property
    def papers(self) -> Sequence[Paper]:
        """Papers that wait, for whoever may open them; one query."""
        return waiting_papers(self.actor) if self.actor.may(Right.PAPERS_OPEN) else ()

    @cached_property
    def institutions(self) -> Mapping[str, int] | None:
        """Institutions of the actor's territory in numbers; one query."""
        if not territories(self.actor):
            return None
        known, opened = institutions_by_programme(self.actor, SchoolYear.of(self.today).start)
        home = [
            row
            for row in self.measured.values()
            if row.node_id in territories(self.actor) and row.year == self.today.year and row.lacks_contingent
        ]
        worst = max(home, key=lambda row: row.left_out, default=None)
        return {
            "all": known,
            "without_programme": known - opened,
            "asked": worst.institutions if worst else known,
            "without_contingent": worst.left_out if worst else 0,
        }

    def tasks(self) -> list[Task]:
        """What awaits, by rights."""
        found = tasks.own_pair_tasks(own_pairs(self.actor)) if self.actor.may(Right.PAIR_OWN) else []
        found += meeting_tasks(self.actor) if self.actor.may(Right.PAIR_OWN) else []
        found += own_partner_tasks(self.actor, self.today) + nominee_tasks(self.actor)
        found += tasks.paper_tasks(self.actor, self.papers)
        if self.work is not None:
            found += tasks.curator_tasks(self.actor, self.work, self.today)
            found += stage_tasks(self.actor, self.work, self.today)
            programmes = [one.programme for one in self.work.programmes if one.waiting]
            found += entry_survey_tasks(self.actor, programmes, self.today)
            if any(one.active for one in self.work.programmes):
                found += pair_tasks(self.actor, self.today)
        found += register_tasks(self.actor, self.today)
        if self.consents is not None:
            found += consent_tasks(self.actor, self.consents, self.today)
        found += tasks.contingent_tasks(self.actor, self.measured, self.today)
        found += tasks.birth_tasks(self.actor, self.measured, self.today)
        if self.institutions is not None:
            found += tasks.territory_tasks(self.actor, self.measured, self.institutions, self.today)
        found += own_survey_tasks(self.actor, self.today)
        found += duty_tasks(self.actor, self.today)
        if self.actor.may(Right.BACKUPS_VIEW) and not settings.DEMO:
            found += tasks.backup_tasks(last_backup_at(), timezone.now())
        return found

    def figures(self) -> list[Figure]:
        """Indicators of the own node first, then what the organisation consists of."""
        home = self.actor.home
        if home is None:
            return []
        found = numbers.indicator_figures(self.actor, self.measured, home.node_id, self.today)
        if self.work is not None:
            return found + numbers.school_figures(self.work)
        if not self.actor.may(Right.PAPERS_VIEW):
            return found
        registered = registered_papers(self.actor, self.today.year)
        if self.institutions is not None:
            return found + numbers.territory_figures(self.institutions, registered, self.today)
        return found + numbers.paper_figures(self.papers, registered, self.today)

    def news(self) -> list[JournalLine]:
        """Verbs of the journal; who it was is said only of oneself, whom it concerned never."""
        lines = []
        for one in news_of(self.actor):
            who = "Вы" if one.newest.account_id == self.actor.account_id else ""
            times = f" ({number(one.number)})" if one.number > 1 else ""
            lines.append(
                JournalLine(one.newest.happened_at, who, VERBS.get(one.newest.verb, one.newest.verb) + times)
            )
        return lines

    def up_next(self) -> str:
        """What comes next in the year."""
        return next_step(self.today)

    def nothing(self) -> Empty:
        """A desk without tasks; without grants there is nothing to be done at all."""
        if not self.actor.grants:
            if (ended := last_role_of(self.actor)) is not None:
                return Empty(
                    ended_words(ended),
                    "Если вы продолжаете эту работу, роль заново назначают на странице «Пользователи».",
                )
            return Empty(
                "У вас пока нет полномочий в системе.", "Их записывает администратор по приказу о назначении."
            )
        return super().nothing()


class BackupList(ListPage):
    """Copies of the database: when the last ones were made, and how to make one."""

    permission = Right.BACKUPS_VIEW
    section = "desk"
    title = "Копии базы данных"
    counted_as = ("копия", "копии", "копий")
    columns = (
        Column(
            "made_at", "Сделана", lambda copy: timezone.localtime(copy.made_at).strftime("%d.%m.%Y %H:%M")
        ),
        Column("file_name", "Файл"),
        Column("size", "Размер, МБ", lambda copy: Decimal(copy.size) / 1_000_000, kind="number", places=1),
    )
    empty = Empty("Копий пока нет.", "Первая появится сама через несколько минут после начала работы.")

    def lead(self) -> str:
        """Where copies come from, and what is still to be done by hand."""
        return (
            "Пока программа работает, копия делается раз в сутки и ложится в папку backups рядом с данными."
            " Внеочередную делает тот, кто обслуживает сервер: nastavnik backup."
            " Храните копии и на другом носителе."
        )

    def rows(self) -> QuerySet[Backup]:
        """The newest first."""
        return backups_visible_to(self.actor)
