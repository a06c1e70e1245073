"""Special categories of participants: kept as coded marks, named only to those who work with them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpecialCategory:
    """A category: its code in the database, the neutral mark of lists, the words for those who may know."""

    code: str
    mark: str
    label: str


SPECIAL_CATEGORIES: tuple[SpecialCategory, ...] = (
    SpecialCategory("health", "К-1", "ОВЗ или инвалидность"),
    SpecialCategory("gifted", "К-2", "одарённый ребёнок"),
    SpecialCategory("hardship", "К-3", "трудная жизненная ситуация"),
    SpecialCategory("orphan", "К-4", "без попечения родителей"),
    SpecialCategory("rural", "К-5", "живёт в сельской местности"),
    SpecialCategory("register", "К-6", "состоит на учёте"),
    SpecialCategory("commission", "К-7", "закрепление по решению комиссии по делам несовершеннолетних"),
    SpecialCategory("migrant", "К-8", "осваивает русский язык как неродной"),
)
"""What a new database begins with (editable default)."""
