"""What happens to pairs that upper rooms may want to know."""

from nastavnik.kit.moments import Moment

pairs_activated = Moment(
    "pairs_activated",
    carries=("by", "institution_id", "active_from"),
    says="Пары начали действовать с даты приказа: показатели организации пересчитываются.",
)
