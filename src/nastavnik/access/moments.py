"""What happens to roles that upper rooms may want to know."""

from nastavnik.kit.moments import Moment

duties_handed_over = Moment(
    "duties_handed_over",
    carries=("by", "node_id", "former_id", "successor_id", "on"),
    says="Сотрудник передал роли преемнику: то, что названо на его имя, переходит к преемнику.",
)
