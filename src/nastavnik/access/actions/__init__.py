"""Everything written about accounts, roles and invitations."""

from nastavnik.access.actions.accounts import change_password, sign_in, sign_out, switch_account
from nastavnik.access.actions.cards import (
    IssuedCard,
    issue_cards,
    open_card,
    reset_pins,
    revoke_cards,
    unlock_cards,
)
from nastavnik.access.actions.grants import end_grant, grant_role
from nastavnik.access.actions.invitations import Invited, accept_invitation, invite_account, issue_invitation
from nastavnik.access.actions.sessions import end_other_sessions, end_session
from nastavnik.access.terms import GrantTerms

__all__ = [
    "GrantTerms",
    "Invited",
    "IssuedCard",
    "accept_invitation",
    "change_password",
    "end_grant",
    "end_other_sessions",
    "end_session",
    "grant_role",
    "invite_account",
    "issue_cards",
    "issue_invitation",
    "open_card",
    "reset_pins",
    "revoke_cards",
    "sign_in",
    "sign_out",
    "switch_account",
    "unlock_cards",
]
