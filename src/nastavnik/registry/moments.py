"""What happens in the registers that upper rooms may want to know."""

from nastavnik.kit.moments import Moment

person_corrected = Moment(
    "person_corrected",
    carries=("by", "person"),
    says="Сведения о человеке исправлены: возраст мог измениться, показатели пересчитываются.",
)
consent_removed = Moment(
    "consent_removed",
    carries=("by", "person"),
    says="Запись о согласии убрана как ошибочная: пара, которая на ней держится, может этому воспротивиться.",
)
