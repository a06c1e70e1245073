"""Pieces of SQL that the definer functions of this room share."""

from nastavnik.kit.walls import WEB_ROLE

HEAD = "security definer set search_path = public, pg_temp as $$"
ACTING = "nullif(current_setting('app.account', true), '')::bigint"
# A command or a job of the worker or the owner is nobody's account and is not asked for rights.
NOT_WEB = f"coalesce(nullif(current_setting('role', true), 'none'), session_user::text) <> '{WEB_ROLE}'"
REFUSE = "raise exception 'the acting account may not do this' using errcode = 'insufficient_privilege';"
