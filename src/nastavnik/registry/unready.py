"""Lists of organisations and contingents that can not be decided on or written now."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.kit.errors import Refused
from nastavnik.registry.models import RegisterImport
from nastavnik.registry.queries.registers import RegisterLine

WRONG_ROWS = "В файле есть строки с ошибками: пока они не исправлены, из него ничего не записывается."
UNDECIDED = "Сначала решите, те же ли это организации."
_WAITING = (RegisterImport.State.COLUMNS, RegisterImport.State.CHECKED)


def refuse_unready(lines: Sequence[RegisterLine]) -> None:
    """Refuses rows that are wrong or wait for a decision."""
    if any(line.state == "wrong" for line in lines):
        raise Refused(WRONG_ROWS)
    if any(line.state == "suspicious" and not line.verdict for line in lines):
        raise Refused(UNDECIDED)


def refuse_over(run: RegisterImport) -> None:
    """Refuses a list that does not wait for a decision any more."""
    if run.state not in _WAITING:
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}: выберите файл заново.")
