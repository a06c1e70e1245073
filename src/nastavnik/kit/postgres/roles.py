"""The three login roles, the databases that they enter, and the check that the server knows Cyrillic
letters.
"""

import psycopg
from psycopg import sql

from nastavnik.kit.postgres.errors import ServerError
from nastavnik.kit.postgres.folder import ROLES

OWNER, WEB, WORKER = (sql.Identifier(ROLES[role]) for role in ("owner", "web", "worker"))


def settle_roles(
    connection: psycopg.Connection, passwords: dict[str, str], *, tests: bool, renew: bool
) -> None:
    """Create the roles that are missing; `renew` gives all of them the passwords anew.

    Where tests run, the owner may create databases and become the other two roles; elsewhere it may not.
    """
    present = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role, name in (("owner", OWNER), ("web", WEB), ("worker", WORKER)):
        verb = sql.SQL("ALTER" if ROLES[role] in present else "CREATE")
        if renew or ROLES[role] not in present:
            password = sql.Literal(passwords[role])
            connection.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, name, password))
    createdb = sql.SQL("CREATEDB" if tests else "NOCREATEDB")
    connection.execute(sql.SQL("ALTER ROLE {} {}").format(OWNER, createdb))
    _make_member(connection, WORKER, of=WEB, is_member=True)
    for name in (WEB, WORKER):
        _make_member(connection, OWNER, of=name, is_member=tests)


def settle_database(connection: psycopg.Connection, name: str) -> None:
    """Create the database unless it is there; only the three roles may enter it."""
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    database = sql.Identifier(name)
    if known is None:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, OWNER))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(database, WEB, WORKER))


def check_letters(connection: psycopg.Connection) -> None:
    """Search and sorting need a server that knows upper and lower Cyrillic letters.

    Leaves nothing behind; refused else.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("CREATE SCHEMA nastavnik_check")
        connection.execute("SET LOCAL search_path = nastavnik_check")
        present = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'").fetchone()
        if present is None:
            connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SELECT similarity('Иванова', 'иванова')").fetchone()
    if row is None or row[0] != 1:
        raise ServerError(
            "Сервер базы данных не различает прописные и строчные русские буквы: создайте базу данных с "
            "локалью C.UTF-8 "
            "или укажите другую папку в переменной NASTAVNIK_DATA_DIR."
        )


def _make_member(
    connection: psycopg.Connection, member: sql.Identifier, *, of: sql.Identifier, is_member: bool
) -> None:
    words = ("GRANT", "TO") if is_member else ("REVOKE", "FROM")
    connection.execute(sql.SQL(f"{words[0]} {{}} {words[1]} {{}}").format(of, member))
