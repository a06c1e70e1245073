"""The federal indicator, loaded after every migration; what an operator has changed is left as it is."""

from nastavnik.monitoring.models import Indicator
from nastavnik.rulebook.indicators import INDICATORS


def load_indicators() -> None:
    """Adds the definitions of the rulebook that the database does not know yet."""
    Indicator.objects.bulk_create(
        (
            Indicator(
                code=rule.code,
                label=rule.label,
                side=rule.side,
                age_from=rule.age_from,
                age_to=rule.age_to,
                formula=rule.rule,
            )
            for rule in INDICATORS
        ),
        ignore_conflicts=True,
    )
