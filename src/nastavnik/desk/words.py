"""What the desk says to whoever has no role any more."""

from nastavnik.access.models import Grant
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import ROLES, Role


def ended_words(grant: Grant) -> str:
    """«Ваша роль «Куратор организации» (Школа № 5) завершена 15 октября 2026 года: организация закрыта.»."""
    node = grant.node
    why = ""
    if node.successor_id is not None:
        why = f": организация присоединена к «{node.successor}»"
    elif node.is_closed:
        why = ": организация закрыта"
    day = long_date(grant.to_date) if grant.to_date else ""
    return f"Ваша роль «{ROLES[Role(grant.role)].label}» ({node}) завершена {day}{why}."
