"""Accounts, what is granted to them, and the ways in."""

from nastavnik.access.models.accounts import Account, AccountManager, Grant
from nastavnik.access.models.cards import Card
from nastavnik.access.models.devices import FailedSignIn, OpenSession
from nastavnik.access.models.invitations import Invitation

__all__ = ["Account", "AccountManager", "Card", "FailedSignIn", "Grant", "Invitation", "OpenSession"]
