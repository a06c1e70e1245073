"""Doors in the wall that signing in, giving roles, invitations and cards need; each says why it is there."""

from nastavnik.access.definer import cards, devices, granting, invitations, sign_in

__all__ = ["cards", "devices", "granting", "invitations", "sign_in"]
