"""Everything read of partners: one's own, those of the territories above, those with whom one works."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Cooperation, Organisation, Partner
from nastavnik.registry.queries.organisations import (
    in_tree_order,
    organisations_at_work,
    organisations_visible_to,
)
from nastavnik.rulebook.expiry import WARN_DAYS, Expiry, expiry_of
from nastavnik.rulebook.roles import Right

_ABOVE = """
with recursive up as (
  select parent_id from registry_organisation where id = any(%s)
  union select o.parent_id from registry_organisation o join up on o.id = up.parent_id
) select parent_id from up where parent_id is not null
"""
_ATTENTION = (Expiry.SOON, Expiry.OVER)


@dataclass(frozen=True)
class PartnerRow:
    """A partner of the list: what organisations in sight agreed with it, how many mentors it sent them."""

    partner: Partner
    cooperations: tuple[Cooperation, ...]
    mentors: int
    on: date

    @property
    def pk(self) -> int:
        """The key of the partner."""
        return self.partner.pk

    @property
    def ending(self) -> Cooperation | None:
        """The agreement that ends first, where one is over or ends within 30 days."""
        bad = [one for one in self.cooperations if expiry_of(one.agreement_end, self.on) in _ATTENTION]
        return min(bad, key=lambda one: (one.agreement_end or self.on, one.pk)) if bad else None


@dataclass(frozen=True)
class OwnMentor:
    """A grown-up of the partner's own in an organisation's register, as far as the partner may see him."""

    person_id: int
    partner_id: int
    institution_id: int
    full_name: str
    post: str
    contact: str


def partners_answered_for(actor: Actor) -> QuerySet[Partner]:
    """Partners whose responsible employee the actor is, by name."""
    return Partner.objects.filter(pk__in=actor.partners).order_by("name", "pk")


def own_cooperations(actor: Actor, partner: Partner) -> QuerySet[Cooperation]:
    """What organisations before which the actor answers agreed with his partner."""
    return cooperations_answered_for(actor).filter(partner=partner)


def cooperations_answered_for(actor: Actor) -> QuerySet[Cooperation]:
    """What organisations agreed with the partners for whom the actor answers before them."""
    mine = Q(pk=None)
    for partner_id, places in actor.partners.items():
        mine |= Q(partner_id=partner_id, institution_id__in=places)
    found = Cooperation.objects.filter(mine).select_related("institution", "partner")
    return found.order_by("institution__short_name", "pk")


def own_mentors(today: date) -> list[OwnMentor]:
    """Grown-ups of the partners whose responsible employee is acting: names and posts, contacts by consent."""
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_partner_mentors(%s)", [today])
        return [OwnMentor(*row) for row in cursor.fetchall()]


def partners_visible_to(actor: Actor) -> QuerySet[Partner]:
    """Partners entered in one's organisations or above them, and those with whom one's organisations work."""
    working = Cooperation.objects.filter(partner=OuterRef("pk"), institution_id__in=actor.figures)
    known = Q(organisation_id__in=actor.figures | nodes_above(actor.figures))
    return Partner.objects.filter(known | Exists(working))


def cooperations_visible_to(actor: Actor) -> QuerySet[Cooperation]:
    """Agreements of the organisations whose papers the actor sees."""
    return Cooperation.objects.filter(institution_id__in=actor.figures)


def nodes_above(node_ids: Collection[int]) -> frozenset[int]:
    """Ids of everything that stands above the nodes, in one query."""
    if not node_ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [sorted(node_ids)])
        return frozenset(row[0] for row in cursor.fetchall())


def partner_rows(actor: Actor, partners: Sequence[Partner], on: date) -> list[PartnerRow]:
    """Rows of the list for these partners, in two queries whatever their number."""
    ids = [partner.pk for partner in partners]
    agreed: dict[int, list[Cooperation]] = {}
    rows = cooperations_visible_to(actor).filter(partner_id__in=ids).select_related("institution")
    for row in rows.order_by("institution__short_name", "pk"):
        agreed.setdefault(row.partner_id, []).append(row)
    mentors = mentors_by_partner(ids)
    return [PartnerRow(one, tuple(agreed.get(one.pk, ())), mentors.get(one.pk, 0), on) for one in partners]


def partners_by_expiry(partners: QuerySet[Partner], standing: str) -> QuerySet[Partner]:
    """Those of the partners with whom an agreement in the scope ends within 30 days («soon») or is over."""
    today = timezone.localdate()
    period = (
        (today, today + timedelta(WARN_DAYS)) if standing == Expiry.SOON else (date.min, today - timedelta(1))
    )
    return partners.filter(
        Exists(Cooperation.objects.filter(partner=OuterRef("pk"), agreement_end__range=period))
    )


def agreements_that_end(node_ids: Collection[int], on: date) -> dict[Expiry, int]:
    """How many agreements of the organisations end within 30 days and how many are over, in one query."""
    rows = Cooperation.objects.filter(
        institution_id__in=node_ids, agreement_end__lte=on + timedelta(WARN_DAYS)
    )
    found: dict[Expiry, int] = {}
    for until in rows.order_by("agreement_end").values_list("agreement_end", flat=True):
        standing = expiry_of(until, on)
        found[standing] = found.get(standing, 0) + 1
    return found


def partners_found(partners: QuerySet[Partner], text: str) -> QuerySet[Partner]:
    """Partners in whose name or ИНН every word of the text occurs."""
    for word in text.split():
        partners = partners.filter(Q(name__icontains=word) | Q(inn__startswith=word))
    return partners


def mentors_by_partner(partner_ids: Iterable[int]) -> dict[int, int]:
    """How many people of the organisations in sight are recorded as a partner's: numbers, never names."""
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_partner_people(%s)", [list(partner_ids)])
        return dict(cursor.fetchall())


def partner_keepers(actor: Actor) -> list[Organisation]:
    """Organisations at work whose partners the actor keeps, in the order of the tree."""
    seen = in_tree_order(organisations_at_work(organisations_visible_to(actor)))
    return [node for node in seen if actor.may(Right.PARTNERS_EDIT, node.pk)]


def partners_to_choose(actor: Actor) -> list[Partner]:
    """Partners for the card of a person, by name."""
    return list(partners_visible_to(actor).order_by("name", "pk"))
