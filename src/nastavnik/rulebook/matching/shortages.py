"""Topics with too few mentors, as a list that adds up."""

from heapq import heapify, heappop, heappush

from nastavnik.rulebook.matching.landscape import Change, Landscape
from nastavnik.rulebook.matching.outcome import Shortage
from nastavnik.rulebook.matching.remedies import new_mentor
from nastavnik.rulebook.matching.remedy_words import shortage_words
from nastavnik.rulebook.topics import TOPICS, topic_label


def shortages_of(land: Landscape) -> tuple[Shortage, ...]:
    """Give topic by topic how many places are lacking: the topic that helps most first, then the one that
    helps most besides, until nobody else would be helped. Equals go by the order of the dictionary.
    """
    order = {topic.code: place for place, topic in enumerate(TOPICS)}
    topics = {topic for row in land.left for topic in land.problem.mentees[row].topics}
    begun = len(land.problem.mentors)
    changes = {
        topic: new_mentor(land, topic, len(land.left), begun + n) for n, topic in enumerate(sorted(topics))
    }
    # A topic never helps more after others are mended than before them: only the first of the heap is looked at anew.
    heap = [(-land.gain(change), order.get(topic, len(order)), topic) for topic, change in changes.items()]
    heapify(heap)
    mended, placed = Change(), 0
    found: list[Shortage] = []
    while heap and heap[0][0]:
        _, place, topic = heappop(heap)
        helps = land.gain(mended + changes[topic]) - placed
        if heap and helps and (-helps, place, topic) > heap[0]:
            heappush(heap, (-helps, place, topic))
        elif helps:
            found.append(_shortage(land, topic, helps))
            mended, placed = mended + changes[topic], placed + helps
    return tuple(found)


def _shortage(land: Landscape, topic: str, lacking: int) -> Shortage:
    problem = land.problem
    label = topic_label(topic, problem.topic_names)
    return Shortage(
        topic=topic,
        label=label,
        lacking=lacking,
        asked=sum(topic in mentee.topics and not mentee.obstacle for mentee in problem.mentees),
        places=sum(
            mentor.free_within(problem.limits)
            for mentor in problem.mentors
            if topic in mentor.topics and not mentor.obstacle
        ),
        text=shortage_words(label, lacking),
    )
