"""The proposal of pairs: an exact best whole for a programme, with a reason in words for each pair.

A proposal proposes, a person decides. `propose` is a pure function from a problem to a proposal.
"""

from nastavnik.rulebook.matching.model import (
    Leftover,
    LeftoverCode,
    MenteeSide,
    MentorSide,
    PairFacts,
    Problem,
    Proposal,
    ProposedPair,
    Weights,
)
from nastavnik.rulebook.matching.proposing import propose

__all__ = [
    "Leftover",
    "LeftoverCode",
    "MenteeSide",
    "MentorSide",
    "PairFacts",
    "Problem",
    "Proposal",
    "ProposedPair",
    "Weights",
    "propose",
]
