"""«Удовлетворённость, %» for figures: what ended surveys «после» gave, by organisation and year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.models import Campaign, SatisfactionCount
from nastavnik.surveys.queries.questionnaires import formula_for


@dataclass(frozen=True)
class SatisfactionRow:
    """What one organisation has in a year: every ended survey «после» of a side together."""

    institution_id: int
    satisfied: int
    answered: int
    asked: int
    whole: int
    formulas: tuple[str, ...]
    name: str = ""

    @property
    def share(self) -> Decimal:
        """Per cent of the whole that the formula names, not rounded; of fewer than five answers there is no row."""
        return Decimal(self.satisfied) * 100 / self.whole

    @property
    def response_rate(self) -> Decimal:
        """Per cent of those asked who answered."""
        return Decimal(self.answered) * 100 / self.asked


def rule_of(count: SatisfactionCount) -> rules.Formula:
    """The formula by which it was counted."""
    return rules.Formula(rules.Way(count.way), Decimal(count.threshold), rules.Base(count.base))


def satisfaction_rows(institution_ids: Collection[int], *, side: str, year: int) -> list[SatisfactionRow]:
    """Satisfaction by organisation, for whoever draws figures: «mentee» or «mentor», a calendar year."""
    counts = SatisfactionCount.objects.filter(institution__in=institution_ids, side=side, year=year)
    together: dict[int, list[SatisfactionCount]] = {}
    for one in counts.select_related("institution").order_by("institution_id", "pk"):
        together.setdefault(one.institution_id, []).append(one)
    return [
        SatisfactionRow(
            institution_id,
            sum(one.satisfied for one in ones),
            sum(one.answered for one in ones),
            sum(one.asked for one in ones),
            sum(one.asked if one.base == rules.Base.ASKED else one.answered for one in ones),
            tuple(dict.fromkeys(rules.formula_words(rule_of(one)) for one in ones)),
            ones[0].institution.short_name,
        )
        for institution_id, ones in together.items()
    ]


def total_of_rows(rows: Sequence[SatisfactionRow]) -> SatisfactionRow | None:
    """All organisations together: sums of people, never a mean of shares; None where there is nothing."""
    if not rows:
        return None
    formulas = tuple(dict.fromkeys(words for one in rows for words in one.formulas))
    return SatisfactionRow(
        institution_id=0,
        satisfied=sum(one.satisfied for one in rows),
        answered=sum(one.answered for one in rows),
        asked=sum(one.asked for one in rows),
        whole=sum(one.whole for one in rows),
        formulas=formulas,
    )


def years_counted() -> list[int]:
    """Years of which anything was counted, the latest first."""
    return sorted(set(SatisfactionCount.objects.values_list("year", flat=True).distinct()), reverse=True)


def campaigns_of_another_formula() -> list[Campaign]:
    """Ended surveys whose satisfaction was counted by a formula that holds for them no more."""
    changed = []
    formulas: dict[int, rules.Formula] = {}
    rows = SatisfactionCount.objects.select_related("campaign__edition", "campaign__institution")
    for one in rows:
        if one.institution_id not in formulas:
            formulas[one.institution_id] = formula_for(one.institution_id)
        if rule_of(one) != formulas[one.institution_id]:
            changed.append(one.campaign)
    return changed
