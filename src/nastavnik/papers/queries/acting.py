"""Who signs on a day: the head of the institution, or whoever stands in for him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import ActingHead
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.names import BadName, parse_full_name
from nastavnik.rulebook.posts import acting_post


@dataclass(frozen=True)
class Signer:
    """The post and the name as they print under an order: «Директор», «Н. И. Орлова»."""

    post: str
    name: str


def acting_heads_visible_to(actor: Actor) -> QuerySet[ActingHead]:
    """Those who stand in for the heads of the institutions whose people the actor sees, the latest first."""
    found = ActingHead.objects.filter(institution_id__in=actor.people)
    return found.select_related("institution").order_by("-from_date", "-pk")


def acting_head_on(institution: Organisation, day: date) -> ActingHead | None:
    """Who stands in for the head on the day; None where the head works."""
    found = ActingHead.objects.filter(institution=institution, from_date__lte=day, to_date__gte=day)
    return found.order_by("-from_date", "-pk").first()


def acting_head_named(institution: Organisation, signature: str) -> ActingHead | None:
    """Who stood in for the head under this signature at any time, and is not the head himself."""
    if not signature or signature == institution.head_name:
        return None
    found = ActingHead.objects.filter(institution=institution).order_by("-from_date", "-pk")
    return next((one for one in found if signature_of(one.full_name) == signature), None)


def acting_heads_between(institution: Organisation, first: date, last: date) -> QuerySet[ActingHead]:
    """Those whose period meets the given days."""
    return ActingHead.objects.filter(institution=institution, from_date__lte=last, to_date__gte=first)


def signer_on(institution: Organisation, day: date) -> Signer:
    """Who signs on the day."""
    acting = acting_head_on(institution, day)
    if acting is None:
        return Signer(institution.head_post, institution.head_name)
    return Signer(acting.post, signature_of(acting.full_name))


def acting_post_of(institution: Organisation) -> str:
    """«И. о. директора»: what stands in the signature by default."""
    return acting_post(institution.head_post)


def heads_known(institution: Organisation, day: date) -> list[Signer]:
    """Whoever heads the institution on the day, then its head and the others who ever stood in; each once."""
    others = ActingHead.objects.filter(institution=institution).order_by("-from_date", "-pk")
    found = [signer_on(institution, day), Signer(institution.head_post, institution.head_name)]
    found += [Signer(one.post, signature_of(one.full_name)) for one in others]
    return list(dict.fromkeys(one for one in found if one.name))


def signature_of(full_name: str) -> str:
    """«М. И. Котова»; what can not be read as a name stays as it is."""
    try:
        return parse_full_name(full_name).signature
    except BadName:
        return full_name
