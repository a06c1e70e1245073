"""1 September on one page: every step with what it would do, checked whole before anything is written."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.mentoring.actions.school_year import YearOutcome, YearPlan, begin_school_year
from nastavnik.mentoring.forms.school_year import YearForm
from nastavnik.mentoring.queries.pairs import title_of
from nastavnik.mentoring.queries.programmes import institutions_to_open_in
from nastavnik.mentoring.queries.school_year import (
    mentees_to_invite,
    pairs_that_may_go_on,
    programmes_of_year,
    programmes_to_copy,
)
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.people import full_name_of, people_with_class
from nastavnik.rulebook.classes import next_class
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

PUPILS = ("обучающийся", "обучающихся", "обучающихся")
_SAID = (
    ("moved", "переведено", PUPILS),
    ("graduated", "выпускников", None),
    ("programmes", "открыто программ", None),
    ("pairs", "пар продолжают", None),
    ("mentors", "новых наставников", None),
)


class YearBegin(FormPage):
    """The wizard of a new school year."""

    permission = Right.PROGRAMMES_EDIT
    section = "programmes"
    form_class = YearForm
    submit_label = "Проверить и записать"
    check_answers = True
    wide = False

    def load(self) -> None:
        """The institution: the own one, or that of the address where there are several."""
        own = {node.pk: node for node in institutions_to_open_in(self.actor)}
        wish = self.request.GET.get("node", "")
        chosen = int(wish) if wish.isascii() and wish.isdigit() else next(iter(own), 0)
        if chosen not in own:
            raise Http404
        self.institution: Organisation = own[chosen]
        month = self.today.month
        # From June on the year to come is prepared.
        self.year = SchoolYear(self.today.year if month >= 6 else self.today.year - 1)

    def heading(self) -> str:
        """Which year."""
        return f"Новый учебный год: {self.year}"

    def lead(self) -> str:
        """How it works."""
        return (
            f"{self.institution.short_name}. Отметьте шаги, проверьте список и запишите: если хоть один шаг невозможен, не"
            " запишется ничего. Пропущенное можно сделать потом на этой же странице."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to programmes."""
        return [Crumb("Программы", reverse("mentoring:programme_list"))]

    def menu(self) -> list[Action]:
        """What is done elsewhere: consents that lapse, roles that the head confirms."""
        return [
            Action("Согласия, которые истекают", reverse("mentoring:consent_list")),
            Action("Каникулы и карантин", reverse("notices:break_list", args=[self.institution.pk])),
        ]

    @cached_property
    def classes(self) -> str:
        """How many would move, in words; "" where it is done already or nobody has a class."""
        people, is_done = people_with_class(self.institution, self.year)
        if is_done or not people:
            return ""
        leaving = sum(next_class(person.class_name) is None for person in people)
        return f"{counted(len(people) - leaving, PUPILS)} перейдут на класс выше, выпускников — {leaving}."

    def form_options(self) -> dict[str, Any]:
        """What each step offers."""
        pairs = pairs_that_may_go_on(self.institution, self.year)
        mentors = mentees_to_invite(self.institution, self.year)
        return {
            "classes": self.classes,
            "programmes": [
                (str(one.pk), one.title) for one in programmes_to_copy(self.institution, self.year)
            ],
            "pairs": [(str(one.pk), f"{title_of(one)}, «{one.programme.title}»") for one in pairs],
            "mentors": [
                (str(one.person_id), f"{full_name_of(one.person).full}, «{one.programme.title}»")
                for one in mentors
            ],
            "targets": [(str(one.pk), one.title) for one in programmes_of_year(self.institution, self.year)],
        }

    def initial(self) -> dict[str, Any]:
        """Classes and programmes; of people each is asked first."""
        copied = programmes_to_copy(self.institution, self.year)
        return {"moves_classes": bool(self.classes), "programmes": [str(one.pk) for one in copied]}

    def submit_refusal(self) -> str | None:
        """Nothing is left to do."""
        options = self.form_options()
        if options["classes"] or options["programmes"] or options["pairs"] or options["mentors"]:
            return None
        return "Все шаги этого учебного года сделаны."

    def perform(self, form: YearForm) -> str:
        """Does the chosen steps."""
        data = form.cleaned_data
        plan = YearPlan(
            year=self.year,
            moves_classes=data.get("moves_classes", False),
            programmes=[int(key) for key in data.get("programmes", ())],
            pairs=[int(key) for key in data.get("pairs", ())],
            mentors=[int(key) for key in data.get("mentors", ())],
            mentors_to=int(data.get("mentors_to") or 0) or None,
        )
        done = begin_school_year(by=self.actor, institution=self.institution, plan=plan, today=self.today)
        self.say(_told(done))
        return reverse("mentoring:programme_list")


def _told(done: YearOutcome) -> str:
    parts = []
    for name, words, plural in _SAID:
        number = getattr(done, name)
        if number:
            parts.append(f"{words} {counted(number, plural)}" if plural else f"{words}: {number}")
    said = "; ".join(parts)
    return f"Новый учебный год начат: {said}. Дальше — базы и предложение пар."
