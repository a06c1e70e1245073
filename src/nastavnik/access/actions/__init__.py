"""Everything written about accounts, roles and invitations."""

from nastavnik.access.actions.accounts import change_password, sign_in, sign_out, switch_account
from nastavnik.access.actions.grants import end_grant, grant_role
from nastavnik.access.actions.invitations import Invited, accept_invitation, invite_account, issue_invitation
from nastavnik.access.terms import GrantTerms

__all__ = [
    "GrantTerms",
    "Invited",
    "accept_invitation",
    "change_password",
    "end_grant",
    "grant_role",
    "invite_account",
    "issue_invitation",
    "sign_in",
    "sign_out",
    "switch_account",
]
