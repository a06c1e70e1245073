"""The embedded PostgreSQL: our own launcher of the server that comes with the packages, or of the system's.

`Server(folder)` keeps one cluster, its passwords and its log in one folder and runs the server as a direct
child of the calling process. Every other process reads the parameters of a connection from the folder's
files.
"""

from nastavnik.kit.postgres.errors import AlreadyRunning, ServerError
from nastavnik.kit.postgres.server import Server

__all__ = ["AlreadyRunning", "Server", "ServerError"]
