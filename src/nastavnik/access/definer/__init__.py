"""Doors in the wall that signing in, giving roles and invitations need; each says why it is there."""

from nastavnik.access.definer import granting, invitations, sign_in

__all__ = ["granting", "invitations", "sign_in"]
