"""Django's DATABASES: one alias, whose login is chosen by the kind of process."""

from typing import Any, Literal, cast

from psycopg.conninfo import conninfo_to_dict

from nastavnik.config.options import Options
from nastavnik.kit.postgres import Server, ServerError

WAYS = {
    "ENGINE": "django.db.backends.postgresql",
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}


def django_databases(options: Options, role: str) -> dict[str, dict[str, Any]]:
    """The value of DATABASES for a process of the role `owner`, `web` or `worker`.

    Before the first start of the embedded server the parameters lead nowhere, so that settings can be read
    without it. Refused with `OptionsError` when the role's own address is needed and not given.
    """
    url = options.url_of(role)
    return {"default": {**(_embedded(options, role) if url is None else _from_url(url)), **WAYS}}


def _embedded(options: Options, role: str) -> dict[str, Any]:
    try:
        access = Server(options.postgres_dir).connection(
            cast(Literal["owner", "web", "worker"], role), options.database_name
        )
    except ServerError:
        return {"NAME": options.database_name, "HOST": str(options.postgres_dir)}
    return {
        "NAME": access["dbname"],
        "USER": access["user"],
        "PASSWORD": access["password"],
        "HOST": access["host"],
        "PORT": access["port"],
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {setting: parts.pop(key) for setting, key in named.items() if key in parts}
    return {**found, "OPTIONS": parts}
