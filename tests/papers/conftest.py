"""The day on which the tests of papers happen."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _mid_october() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 10, 20, 12, tzinfo=ZoneInfo("Europe/Moscow")), tick=False):
        yield
