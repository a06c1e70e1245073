"""Topics of requests and competences, recognised in free Russian text by the beginnings of words.

Source: our own list (editable default). A stem matches the beginning of a word, «огэ$» the whole word, and
«русск язык» two words that stand together in this order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nastavnik.rulebook.posts import nouns_in

_WORDS = re.compile(r"[a-zа-я0-9+#]+")
_SHORT = 4


@dataclass(frozen=True)
class Topic:
    """A topic: its code, its name in lower case for the middle of a sentence, the stems that betray it."""

    code: str
    label: str
    stems: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic("mathematics", "математика", ("математи", "алгебр", "геометри")),
    Topic("physics", "физика", ("физик", "физмат", "физическ задач", "физико")),
    Topic("chemistry", "химия", ("хими",)),
    Topic("biology", "биология", ("биолог", "эколог")),
    Topic("russian", "русский язык", ("русск язык", "русскому$", "русский$", "орфограф", "правописан")),
    Topic("literature", "литература", ("литератур", "чтени", "сочинени")),
    Topic("english", "английский язык", ("английск", "англоязычн")),
    Topic(
        "languages",
        "другие иностранные языки",
        ("немецк", "французск", "испанск", "китайск", "иностранн язык"),
    ),
    Topic("history", "история и обществознание", ("истори", "обществознан", "право$", "правовед")),
    Topic("geography", "география", ("географи", "краевед", "туризм", "турист", "поход")),
    Topic(
        "programming",
        "информатика и программирование",
        (
            "информати",
            "программир",
            "программист",
            "python$",
            "питон$",
            "scratch$",
            "кодирован",
            "алгоритм",
            "ит$",
            "it$",
        ),
    ),
    Topic(
        "robotics",
        "робототехника и инженерное дело",
        ("робот", "инженер", "конструир", "конструктор", "3d$", "моделиров", "электроник"),
    ),
    Topic("exams", "подготовка к ОГЭ и ЕГЭ", ("огэ$", "егэ$", "впр$", "гиа$", "экзамен")),
    Topic("olympiads", "олимпиады", ("олимпиад",)),
    Topic(
        "projects",
        "проектная деятельность",
        (
            "проект$",
            "проекта$",
            "проекту$",
            "проектом$",
            "проекты$",
            "проектов$",
            "проектн",
            "проектир",
            "исследоват",
        ),
    ),
    Topic(
        "career",
        "профориентация",
        (
            "профориентац",
            "профессия$",
            "профессии$",
            "профессию$",
            "профессией$",
            "профессий$",
            "профессиональн самоопр",
            "карьер",
            "выбор вуза",
            "поступлен",
        ),
    ),
    Topic(
        "study_skills",
        "умение учиться",
        ("успеваемост", "домашн задан", "умени учит", "учебн мотивац", "мотивац", "организац учеб", "тайм"),
    ),
    Topic(
        "adaptation",
        "адаптация в классе",
        ("адаптац", "адаптир", "новеньк", "нов класс", "нов школ", "нов коллектив"),
    ),
    Topic(
        "communication",
        "общение",
        ("общени", "общать", "коммуникац", "коммуникат", "друзья", "дружб", "публичн выступлен", "застенч"),
    ),
    Topic(
        "leadership",
        "лидерство и самоуправление",
        ("лидерств", "лидер", "самоуправлен", "актив класс", "движени перв"),
    ),
    Topic(
        "sport",
        "спорт",
        (
            "спорт",
            "футбол",
            "волейбол",
            "баскетбол",
            "физкультур",
            "физическ культур",
            "физическ подготов",
            "плаван",
            "лыж",
            "самбо$",
            "гто$",
            "шахмат",
        ),
    ),
    Topic(
        "music",
        "музыка",
        (
            "музык",
            "музыц",
            "вокал",
            "пени$",
            "пение$",
            "пению$",
            "хор$",
            "хоров",
            "сольфеджио",
            "гитар",
            "фортепиан",
            "пианино$",
            "скрипк",
            "скрипич",
            "альт$",
            "альте$",
            "виолончел",
            "флейт",
            "баян",
            "аккордеон",
            "балалайк",
            "домре$",
        ),
    ),
    Topic(
        "arts",
        "искусство и творчество",
        (
            "рисован",
            "рисун",
            "живопис",
            "дизайн",
            "театр",
            "танц",
            "хореограф",
            "творчеств",
            "рукодел",
            "художествен",
        ),
    ),
    Topic("media", "журналистика и медиа", ("журналист", "медиа", "блог", "видеосъем", "монтаж", "фотограф")),
    Topic("volunteering", "волонтёрство", ("волонт", "доброволь", "социальн проект")),
    Topic("medicine", "медицина", ("медицин", "медик", "медсестр", "врач", "здоровь", "перв помощ")),
    Topic("business", "предпринимательство и финансы", ("предпринимат", "бизнес", "финанс", "экономи")),
    Topic(
        "lesson_methods",
        "методика урока",
        (
            "методик",
            "конспект урок",
            "план урок",
            "планирован урок",
            "современн урок",
            "проведен урок",
            "открыт урок",
            "рабоч программ",
            "фгос$",
        ),
    ),
    Topic("class_discipline", "дисциплина на уроке", ("дисциплин",)),
    Topic(
        "class_guidance",
        "классное руководство",
        ("классн руковод", "воспитательн работ", "работ с родител", "родительск собран"),
    ),
    Topic(
        "school_papers",
        "школьная документация",
        ("документаци", "электронн журнал", "электронн дневник", "портфолио", "аттестац"),
    ),
)


def _pattern(stem: str) -> str:
    """Turn a stem into an expression over words of which each has its own space on both sides."""
    parts = (f" {part[:-1]} " if part.endswith("$") else rf" {part}\S* " for part in stem.split())
    return "".join(parts)


@lru_cache(maxsize=1000)
def _said(topic: Topic) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(stem) for stem in topic.stems))


_BY_CODE = {topic.code: topic for topic in TOPICS}


def topics_in(text: str, local: Sequence[Topic] = ()) -> tuple[str, ...]:
    """Give the codes of the topics that the text speaks of, in the order of the dictionary; () for none.

    `local` are topics of the institution and of nodes above it; they stand after the federal ones.
    """
    spaced = f" {'  '.join(_words(text))} "
    return tuple(topic.code for topic in (*TOPICS, *local) if topic.stems and _said(topic).search(spaced))


def local_topic(code: str, label: str, words: str = "") -> Topic:
    """Make a topic of somebody's own: recognised by its name and by further words, each after a comma.

    The ends of words do not matter («школьный музей» is met in «школьного музея»); a short word is met as it is,
    one of four letters only where it stands alone.
    """
    spoken = [_words(phrase) for phrase in (label, *words.split(","))]
    phrases = [" ".join(_stem(word, alone=len(phrase) == 1) for word in phrase) for phrase in spoken]
    return Topic(code, label, tuple(dict.fromkeys(phrase for phrase in phrases if phrase)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower().replace("ё", "е"))


def _stem(word: str, *, alone: bool) -> str:
    """Cut the end that changes: two letters of a long word, one of a word of five or four, none of a shorter."""
    if len(word) < _SHORT + alone or not word.isalpha():
        return f"{word}$"
    return word[:-1] if len(word) <= _SHORT + 1 else word[:-2]


def topic_label(code: str, local: Mapping[str, str] | None = None) -> str:
    """Give the name of a topic for the middle of a sentence; a code that is in neither is given back as it is."""
    topic = _BY_CODE.get(code)
    return topic.label if topic else (local or {}).get(code, code)


def topic_labels(
    codes: tuple[str, ...] | frozenset[str], local: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Give the names of several topics in the order of the dictionary, others last by alphabet."""
    order = {topic.code: place for place, topic in enumerate(TOPICS)}
    ranked = sorted((order.get(code, len(order)), topic_label(code, local)) for code in codes)
    return tuple(label for _, label in ranked)


def interests_in(text: str) -> frozenset[str]:
    """Give the interests named in a text as dictionary forms of its nouns («шахматы», «робототехника»).

    A mentor's interests and the words of a request are read alike, so that what they share can be named.
    """
    return nouns_in(text) - _NOT_INTERESTS


# fmt: off
_NOT_INTERESTS = frozenset(
    {
        "помощь", "подготовка", "интерес", "желание", "работа", "время", "год", "класс", "школа",
        "урок", "язык", "задача", "тема", "вопрос", "занятие", "программа", "участие", "развитие",
        "навык", "ребенок", "ученик", "учитель", "наставник", "наставляемый", "экзамен", "предмет",
        "опыт", "умение", "цель", "деятельность", "человек", "друг", "мама", "папа", "родитель",
        "хобби", "увлечение", "книга", "знание", "уровень", "область", "подход", "подросток", "дело",
        "организация", "выбор", "профессия", "проект", "поддержка", "консультация",
    }
)
# fmt: on
