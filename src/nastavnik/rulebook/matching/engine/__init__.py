"""The exact best of a scored problem of any size: arrays in, pairs and their proof out.

A compiled kernel (numba): ADR 28. Small problems do not come here, so that no request waits for a compiler.
"""

from nastavnik.rulebook.matching.engine.certificate import Certificate, certify
from nastavnik.rulebook.matching.engine.pool import BadPool, Pool, score_of, total_of
from nastavnik.rulebook.matching.engine.resolving import ChangePrice, Living
from nastavnik.rulebook.matching.engine.solving import Solution, solve

__all__ = [
    "BadPool",
    "Certificate",
    "ChangePrice",
    "Living",
    "Pool",
    "Solution",
    "certify",
    "score_of",
    "solve",
    "total_of",
]
