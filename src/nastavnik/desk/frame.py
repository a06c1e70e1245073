"""What surrounds every page: navigation by rights, organisation, school year, account. Costs no queries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actors import AccountActor, HeldGrant
from nastavnik.kit.pages import Frame, NavItem
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

# A word of the navigation: section, label, the address, the right it needs.
SCHOOL = (
    ("own_pair", "Моя пара", "mentoring:own_pair", Right.PAIR_OWN),
    ("participants", "Участники", "mentoring:participant_list", Right.PEOPLE_VIEW),
    ("programmes", "Программы", "mentoring:programme_list", Right.PROGRAMMES_VIEW),
    ("pairs", "Пары", "mentoring:pair_list", Right.PAIRS_VIEW),
    ("surveys", "Анкеты", "surveys:survey_list", Right.SURVEYS_VIEW),
    ("own_surveys", "Мои анкеты", "surveys:own_list", Right.PAIR_OWN),
    ("roadmaps", "Дорожные карты", "roadmaps:roadmap_list", Right.ROADMAPS_VIEW),
    ("papers", "Документы", "papers:paper_list", Right.PAPERS_VIEW),
    ("figures", "Показатели", "monitoring:figure_list", Right.FIGURES_VIEW),
    ("partners", "Партнёры", "registry:partner_list", Right.PARTNERS_VIEW),
)
TERRITORY = (
    ("organisations", "Организации", "registry:organisation_list", Right.ORGANISATIONS_VIEW),
    ("roadmaps", "Дорожные карты", "roadmaps:roadmap_list", Right.ROADMAPS_VIEW),
    ("papers", "Документы", "papers:paper_list", Right.PAPERS_VIEW),
    ("figures", "Показатели", "monitoring:figure_list", Right.FIGURES_VIEW),
    ("partners", "Партнёры", "registry:partner_list", Right.PARTNERS_VIEW),
    ("surveys", "Анкеты", "surveys:questionnaire_list", Right.SURVEYS_VIEW),
    ("dictionaries", "Справочники", "mentoring:dictionary_view", Right.DICTIONARIES_EDIT),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame of whoever opened the page, an empty one for nobody."""
    actor = getattr(request, "actor", None)
    made = frame_of(actor) if isinstance(actor, AccountActor) else Frame(demo=settings.DEMO)
    return {"frame": made, "demo": settings.DEMO}


def frame_of(actor: AccountActor) -> Frame:
    """The frame of one who has signed in: only sections to which a right is held."""
    home = actor.home
    home_url = _home_url(actor, home)
    return Frame(
        nav=_navigation(actor, home, home_url),
        organisation=home.node_name if home else "",
        organisation_url=home_url,
        school_year=SchoolYear.of(timezone.localdate()).title,
        account_name=actor.name,
        account_note=actor.roles_label,
        demo=settings.DEMO,
        sign_out_url=reverse("access:sign_out"),
        account_url=reverse("access:account_view") if actor.may(Right.ACCOUNT_OWN) else "",
        notices_url=reverse("notices:notice_list") if actor.may(Right.ACCOUNT_OWN) else "",
        notices_unread=actor.counts.get("unread", 0),
    )


def _navigation(actor: AccountActor, home: HeldGrant | None, home_url: str) -> list[NavItem]:
    in_school = home is not None and home.node_level == Organisation.Level.INSTITUTION
    words = [NavItem("desk", "Мой стол", reverse("desk:desk_view"), short="Стол")]
    words += [
        NavItem("own_partner", "Мой партнёр", reverse("mentoring:own_partner", args=[partner_id]))
        for partner_id in sorted(actor.partners)[:1]
    ]
    words += [
        NavItem(section, label, reverse(name))
        for section, label, name, right in (SCHOOL if in_school else TERRITORY)
        if actor.may(right)
    ]
    if in_school and home_url:
        words.append(NavItem("organisations", "Организация", home_url))
    if actor.may(Right.ACCOUNTS_GRANT):
        words.append(NavItem("accounts", "Пользователи", reverse("access:account_list")))
    return words


def _home_url(actor: AccountActor, home: HeldGrant | None) -> str:
    """The card of the organisation, where its papers and figures may be seen."""
    if home is None or home.node_id not in actor.figures:
        return ""
    return reverse("registry:organisation_view", args=[home.node_id])
