"""Who acts: the shape that every action, query and page knows an actor by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Actor(Protocol):
    """Somebody on whose behalf a thing is done: a person with an account, a job, a command.

    A representative acts for one child: `person_id` is the child's, `guardian_id` says who the representative is.
    `people` holds the institutions whose people the actor sees, `figures` the organisations whose
    figures and papers it sees, `nodes` the organisations over which its grants themselves stand (without what lies
    below), `pairs` the pairs it belongs to. A class teacher sees only his classes of an
    institution: `classes_at` names them (as `rulebook.classes.class_key` writes them) for each institution in which
    sight is so limited, `classes` are all of them together, None where nothing is limited. `partners` are the partners
    (enterprises, universities) that the actor answers for, each with the organisations before which he does.
    """

    @property
    def account_id(self) -> int | None: ...

    @property
    def person_id(self) -> int | None: ...

    @property
    def guardian_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def people(self) -> frozenset[int]: ...

    @property
    def figures(self) -> frozenset[int]: ...

    @property
    def nodes(self) -> frozenset[int]: ...

    @property
    def pairs(self) -> frozenset[int]: ...

    @property
    def classes(self) -> frozenset[str] | None: ...

    @property
    def classes_at(self) -> Mapping[int, frozenset[str]]: ...

    @property
    def partners(self) -> Mapping[int, frozenset[int]]: ...

    def may(self, right: str, node_id: int | None = None) -> bool:
        """Whether the actor holds this right, over this node when one is named."""
        ...


@dataclass(frozen=True)
class Anonymous:
    """The actor of a request without an account: sees nothing, may nothing."""

    account_id: int | None = None
    person_id: int | None = None
    name: str = ""
    people: frozenset[int] = field(default_factory=frozenset)
    figures: frozenset[int] = field(default_factory=frozenset)
    nodes: frozenset[int] = field(default_factory=frozenset)
    pairs: frozenset[int] = field(default_factory=frozenset)
    guardian_id: int | None = None
    classes: frozenset[str] | None = None
    classes_at: Mapping[int, frozenset[str]] = field(default_factory=dict)
    partners: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def may(self, right: str, node_id: int | None = None) -> bool:
        """Nothing is allowed to nobody."""
        return False
