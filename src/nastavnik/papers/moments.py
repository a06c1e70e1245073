"""What happens to documents that upper rooms may want to know."""

from nastavnik.kit.moments import Moment

paper_registered = Moment(
    "paper_registered",
    carries=("by", "paper"),
    says="Документ получил номер и дату: то, что он устанавливает, начинает действовать.",
)
paper_discarded = Moment(
    "paper_discarded",
    carries=("by", "paper"),
    says="Проект документа отменён: то, что в него вошло, снова свободно.",
)
