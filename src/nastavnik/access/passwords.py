"""A password that may be chosen, as its hash."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nastavnik.access.models import Account
from nastavnik.kit.errors import Refused


def hashed(password: str, account: Account) -> str:
    """The hash of a password that may be chosen; `Refused` at `new_password` where it may not."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="new_password") from error
    return make_password(password)
