"""`python -m benchmarks [matching] [imports] [deadlines] [roadmaps] [surveys] [walls] [figures] [loading] [pairs_view] [rollup] [pages]`: all of them where none is named."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module

from benchmarks.region import own_region

PLAIN, OF_THE_DATABASE = (
    ("matching", "imports", "deadlines", "roadmaps", "surveys"),
    ("walls", "figures", "loading", "pairs_view", "rollup", "pages"),
)


def main(wanted: Sequence[str]) -> int:
    """Prints a table for each subject; 2 for a subject that is none."""
    if unknown := set(wanted) - {*PLAIN, *OF_THE_DATABASE}:
        print(
            f"No such subject: {', '.join(sorted(unknown))}. There are {', '.join(PLAIN + OF_THE_DATABASE)}.",
            file=sys.stderr,
        )
        return 2
    begun = time.monotonic()
    print(
        f"Medians of works that take turns; keep the ratios, not the milliseconds. Cores: {os.cpu_count()}\n"
    )
    chosen = [name for name in PLAIN + OF_THE_DATABASE if name in wanted or not wanted]
    with own_region() if set(chosen) & set(OF_THE_DATABASE) else nullcontext():
        for name in chosen:
            for table in import_module(f"benchmarks.{name}").measure():
                print(table, end="\n\n", flush=True)
    print(f"Measured in {time.monotonic() - begun:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
