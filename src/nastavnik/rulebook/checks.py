"""Who must show a certificate before working with children: adults who are not of the organisation."""

from datetime import date

from nastavnik.rulebook.ages import Birth, is_minor
from nastavnik.rulebook.expiry import Expiry, expiry_of, expiry_words


def needs_certificate(birth: Birth | None, on: date, *, is_outsider: bool) -> bool:
    """Tell whether the fact of a certificate of no convictions must be recorded: an outsider, no minor.

    An unknown birth of an outsider means an adult: children are always of the organisation.
    """
    return is_outsider and not is_minor(birth, on, adult_if_unknown=True)


def certificate_fault(valid_until: date | None, on: date) -> str:
    """Say what is wrong with a certificate: none, over, over soon; empty where it holds for 30 days and more."""
    if valid_until is None:
        return "Нет справки об отсутствии судимости: без неё наставник со стороны с детьми не встречается."
    if expiry_of(valid_until, on) in (Expiry.SOON, Expiry.OVER):
        return f"Справка об отсутствии судимости: {expiry_words(valid_until, on)}."
    return ""
