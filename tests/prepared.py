"""Data folders whose tables are up to date already: copied from the migrated base that tests keep, for migrating takes half a minute.

Whoever tests migrating itself begins with an empty folder; everybody else begins here.
"""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
from psycopg import sql

from nastavnik.config.commands.database import code_digest
from nastavnik.kit.postgres import Server
from nastavnik.kit.postgres.roles import settle_database
from tests.kit.clusters import copy_folder
from tests.server import KEPT, MIGRATED


def prepare_folder(data: Path, database: str) -> None:
    """Puts a stopped server with one migrated, empty database into a new data folder.

    Where no base is kept yet the folder stays empty: the product that starts in it migrates by itself.
    """
    data.mkdir(parents=True, exist_ok=True)
    if not KEPT.is_dir():
        return
    copy_folder(KEPT / "postgres", data / "postgres")
    server = Server(data / "postgres")
    server.start()
    try:
        with psycopg.connect(**server.connection("superuser", "postgres"), autocommit=True) as connection:
            _rename(connection, database)
    finally:
        server.stop()


def _rename(connection: psycopg.Connection, database: str) -> None:
    made, done = sql.Identifier(database), sql.Literal(json.dumps({"code": code_digest()}))
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(made))
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(MIGRATED), made))
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(made, done))
    settle_database(connection, database)
