"""What goes wrong with the embedded server, in a sentence for the person who started it."""

import errno

REASONS = {
    errno.EROFS: "она только для чтения",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "превышена квота на диске",
    errno.ENOTDIR: "на её месте лежит файл",
    errno.EEXIST: "на её месте лежит файл",
}


class ServerError(Exception):
    """The server cannot be used; `reason` is a Russian sentence with a way out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AlreadyRunning(ServerError):
    """Another launcher holds the folder: its server may be used, but not started a second time."""


def unwritable(path: object, error: OSError) -> ServerError:
    """The sentence for a folder in which nothing can be written."""
    why = REASONS.get(error.errno or 0) or error.strerror or str(error)
    return ServerError(
        f"В папку данных «{path}» нельзя записать: {why}. Исправьте это или укажите другую папку "
        "в переменной NASTAVNIK_DATA_DIR."
    )
