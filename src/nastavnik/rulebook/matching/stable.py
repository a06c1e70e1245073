"""Pairs by mutual choice: stable matching with places, where both sides ranked each other after the meeting.

Source: deferred acceptance of Gale and Shapley with places (1962); mentees propose, so no other stable answer gives
any mentee a mentor he likes more. Whoever is not ranked is not acceptable.
"""

from collections.abc import Mapping, Sequence

Ranking = Mapping[int, Sequence[int]]
"""For each participant the ids of the other side, the most liked first."""


def stable_pairs(mentees: Ranking, mentors: Ranking, places: Mapping[int, int]) -> dict[int, int]:
    """Give the mentor of each mentee who gets one; a pair needs both to have ranked each other.

    Nobody on either side would rather be with somebody who would rather be with him, too.
    """
    ranks = _ranks(mentors)
    waiting = sorted(mentees, reverse=True)
    asked = dict.fromkeys(mentees, 0)
    held: dict[int, list[int]] = {mentor: [] for mentor in mentors}
    while waiting:
        mentee = waiting.pop()
        liked = mentees[mentee]
        while asked[mentee] < len(liked):
            mentor = liked[asked[mentee]]
            asked[mentee] += 1
            if mentee not in ranks.get(mentor, {}) or places.get(mentor, 0) < 1:
                continue
            held[mentor].append(mentee)
            if len(held[mentor]) <= places[mentor]:
                break
            last = max(held[mentor], key=ranks[mentor].__getitem__)
            held[mentor].remove(last)
            if last != mentee:
                waiting.append(last)
                break
    return {mentee: mentor for mentor, members in sorted(held.items()) for mentee in sorted(members)}


def blocking_pairs(
    pairs: Mapping[int, int], mentees: Ranking, mentors: Ranking, places: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """Give the pairs (mentee, mentor) who would both rather be together than as `pairs` say; none: it is stable.

    `pairs` may be any answer: somebody whom the other did not rank is liked least.
    """
    ranks = _ranks(mentors)
    members: dict[int, list[int]] = {mentor: [] for mentor in mentors}
    for mentee, mentor in pairs.items():
        members.setdefault(mentor, []).append(mentee)
    found = []
    for mentee, liked in mentees.items():
        for mentor in liked:
            if pairs.get(mentee) == mentor:
                break  # those after him are liked less
            if mentee not in ranks.get(mentor, {}) or places.get(mentor, 0) < 1:
                continue
            worst = max((ranks[mentor].get(one, len(mentees) + 1) for one in members[mentor]), default=-1)
            if len(members[mentor]) < places[mentor] or ranks[mentor][mentee] < worst:
                found.append((mentee, mentor))
    return tuple(sorted(found))


def _ranks(side: Ranking) -> dict[int, dict[int, int]]:
    return {one: {other: place for place, other in enumerate(liked)} for one, liked in side.items()}
