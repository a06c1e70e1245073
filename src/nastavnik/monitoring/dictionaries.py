"""The federal indicators, loaded after every migration just as the rulebook defines them."""

from nastavnik.monitoring.models import Indicator
from nastavnik.rulebook.founding_indicators import INDICATORS
from nastavnik.rulebook.indicators import IndicatorRule, rule_words


def load_indicators() -> None:
    """Writes the definitions of the rulebook; those that territories have defined are left as they are."""
    made = [Indicator(code=rule.code, **values_of(rule)) for rule in INDICATORS]
    names = list(values_of(INDICATORS[0]))
    Indicator.objects.bulk_create(made, update_conflicts=True, update_fields=names, unique_fields=["code"])


def values_of(rule: IndicatorRule) -> dict[str, object]:
    """A definition as fields of the model, its formula in words."""
    return {
        "label": rule.label,
        "side": rule.side or "",
        "age_from": rule.age_from,
        "age_to": rule.age_to,
        "denominator": rule.denominator,
        "year_rule": rule.year_rule,
        "first_year": rule.first_year,
        "last_year": rule.last_year,
        "formula": rule_words(rule),
    }
