"""Accounts, what is granted to them, and the ways in."""

from nastavnik.access.models.accounts import Account, AccountManager, Grant
from nastavnik.access.models.invitations import Invitation

__all__ = ["Account", "AccountManager", "Grant", "Invitation"]
