"""The proposal of pairs: an exact best whole for a programme, with a reason in words for each pair.

A proposal proposes, a person decides. `propose` is a pure function from a problem to a proposal; for everybody
left over it says which rule binds and what would help whom.
"""

from nastavnik.rulebook.matching.comparing import TURN_LABELS, Turn, compare_runs
from nastavnik.rulebook.matching.model import Contradiction, MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.outcome import (
    FIT_LABELS,
    FIT_PERCENT,
    LEFTOVER_LABELS,
    Fit,
    Leftover,
    LeftoverCode,
    PairFacts,
    Proposal,
    ProposedPair,
    Remedy,
    RemedyCode,
    Shortage,
)
from nastavnik.rulebook.matching.proposing import ENGINE, propose
from nastavnik.rulebook.matching.storing import problem_of, problem_values
from nastavnik.rulebook.matching.terms import (
    CRITERIA,
    IMPORTANCE_LABELS,
    LIMIT_LABELS,
    BadTerms,
    Criterion,
    Importance,
    Limits,
    Terms,
    Weights,
)

__all__ = [
    "CRITERIA",
    "ENGINE",
    "FIT_LABELS",
    "FIT_PERCENT",
    "IMPORTANCE_LABELS",
    "LEFTOVER_LABELS",
    "LIMIT_LABELS",
    "TURN_LABELS",
    "BadTerms",
    "Contradiction",
    "Criterion",
    "Fit",
    "Importance",
    "Leftover",
    "LeftoverCode",
    "Limits",
    "MenteeSide",
    "MentorSide",
    "PairFacts",
    "Problem",
    "Proposal",
    "ProposedPair",
    "Remedy",
    "RemedyCode",
    "Shortage",
    "Terms",
    "Turn",
    "Weights",
    "compare_runs",
    "problem_of",
    "problem_values",
    "propose",
]
