"""Where the socket lies: in the cluster, or in a closed temporary folder when that path does not do."""

import contextlib
import os
import tempfile
from pathlib import Path

from nastavnik.kit.postgres.account import Identity
from nastavnik.kit.postgres.errors import unwritable

PORT = 5432  # only a part of the socket's name: the server listens on no network address
PATH_LIMIT = 100  # bytes; the system's own limit is 107, elsewhere 103
PREFIX = "nastavnik-socket-"


def socket_folder(cluster: Path, identity: Identity) -> Path:
    """The cluster itself where a socket may have that path, else a new closed folder of the server's account.

    Clients take a comma for the end of a name.
    """
    path = cluster / f".s.PGSQL.{PORT}"
    if len(os.fsencode(path)) <= PATH_LIMIT and "," not in str(path):
        return cluster
    top = tempfile.gettempdir()
    if len(os.fsencode(top)) > PATH_LIMIT - 50 or "," in top:
        top = "/tmp"  # noqa: S108  (a closed folder of a random name is made there)
    try:
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=top))
        identity.own(made)
    except OSError as error:
        raise unwritable(top, error) from error
    return made


def forget_socket_folder(folder: Path) -> None:
    """Remove a temporary folder that the server has left empty; any other folder stays."""
    if folder.name.startswith(PREFIX):
        with contextlib.suppress(OSError):
            folder.rmdir()
