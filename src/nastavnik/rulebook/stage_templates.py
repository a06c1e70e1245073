"""The stages of the two models as data: mentoring of pupils and students, mentoring of teachers.

Source: Р-145 and its presentations for the first, the letter of 2021 and the yearly cyclogram for the second
(editable defaults; dates from regional road maps).
"""

from nastavnik.rulebook.roadmap_facts import Fact
from nastavnik.rulebook.stages import Count, Milestone, StageItem, StageRule, StageTemplate, YearDay

_CURATOR = "Куратор"
_HEAD = "Руководитель организации"
_REGULATION = StageItem(
    "regulation",
    "Действует положение о наставничестве",
    papers=("regulation",),
    is_gate=True,
    is_lasting=True,
)
_CURATOR_NAMED = StageItem(
    "curator",
    "Назначен куратор",
    count=Count.CURATOR,
    papers=("curator_order",),
    is_gate=True,
    is_lasting=True,
)
_ROADMAP = StageItem("roadmap", "Утверждена дорожная карта на учебный год")
_TEAM = StageItem(
    "team", "Утверждён состав рабочей группы", papers=("team_order",), is_lasting=True, is_needed=False
)
_MENTEES = StageItem("mentees", "База наставляемых заполнена", count=Count.MENTEES)
_MENTEE_CONSENTS = StageItem(
    "mentee_consents", "Согласия есть у всех наставляемых", count=Count.MENTEE_CONSENTS
)
_MENTORS = StageItem("mentors", "База наставников заполнена", count=Count.MENTORS)
_MENTOR_CONSENTS = StageItem(
    "mentor_consents", "Согласия есть у всех наставников", count=Count.MENTOR_CONSENTS
)
_TRAINED = StageItem("trained", "Наставники обучены", fact=Fact.TRAINING)
_PAIRED = StageItem("paired", "У каждого наставляемого есть наставник", count=Count.EVERYBODY_PAIRED)
_AGREED = StageItem("agreed", "Участники пар согласны работать вместе", count=Count.AGREED)
_ORDERED = StageItem("ordered", "Пары закреплены приказом", count=Count.ORDERED)
_NONE_PAUSED = StageItem("none_paused", "Приостановленных пар нет", count=Count.NONE_PAUSED)
_ALL_ENDED = StageItem("all_ended", "Пары завершены", count=Count.ALL_ENDED)
_PRACTICES = StageItem("practices", "Лучшие практики описаны и опубликованы", is_needed=False)

STUDENTS = StageTemplate(
    "students",
    "наставничество обучающихся",
    (
        StageRule(
            "prepare", "Подготовка условий для запуска программы",
            "приказ организации, положение о наставничестве, программа наставничества, дорожная карта",
            _HEAD, YearDay(8, 15), YearDay(8, 31),
            (
                _REGULATION,
                _CURATOR_NAMED,
                StageItem("programme", "Утверждена программа наставничества"),
                _ROADMAP,
                _TEAM,
            ),
            Milestone.OPENED,
        ),
        StageRule(
            "mentees", "Формирование базы наставляемых", "сформированная база наставляемых", _CURATOR,
            YearDay(9, 1), YearDay(9, 15),
            (
                StageItem("informed", "Родители, педагоги и обучающиеся знают о программе"),
                _MENTEES,
                _MENTEE_CONSENTS,
                StageItem("before", "Состояние «до» измерено"),
            ),
            Milestone.MENTEES,
        ),
        StageRule(
            "mentors", "Формирование базы наставников", "сформированная база наставников", _CURATOR,
            YearDay(9, 16), YearDay(9, 30),
            (
                _MENTORS,
                _MENTOR_CONSENTS,
                StageItem("lists", "Списки утверждены приказом", papers=("lists_order",), is_needed=False),
            ),
            Milestone.MENTORS,
        ),
        StageRule(
            "training", "Отбор и обучение наставников", "список отобранных и обученных наставников", _CURATOR,
            YearDay(10, 1), YearDay(10, 20),
            (StageItem("selected", "Собеседования с наставниками проведены"), _TRAINED),
            Milestone.TRAINED,
        ),
        StageRule(
            "pairs", "Формирование наставнических пар и групп", "список пар, желающих работать вместе", _CURATOR,
            YearDay(10, 10), YearDay(10, 30),
            (
                StageItem("met", "Общая встреча проведена", count=Count.MEETING, is_needed=False),
                _PAIRED,
                _AGREED,
                _ORDERED,
            ),
            Milestone.PAIRED,
        ),
        StageRule(
            "work", "Организация работы пар и групп",
            "задачи пар определены, обратная связь собрана, промежуточные результаты записаны", "Наставники, куратор",
            YearDay(11, 1), YearDay(4, 30),
            (
                StageItem("plans", "У каждой пары есть план работы"),
                StageItem("interim", "Обратная связь за первое полугодие собрана"),
                _NONE_PAUSED,
            ),
            Milestone.WORKING,
        ),
        StageRule(
            "closing", "Завершение программы",
            "результаты представлены, лучшие пары награждены, успешные случаи описаны", "Руководитель, куратор",
            YearDay(5, 1), YearDay(6, 15),
            (
                StageItem("after", "Состояние «после» измерено"),
                StageItem("event", "Итоговое открытое мероприятие проведено"),
                StageItem("awards", "Лучшие пары награждены"),
                _ALL_ENDED,
                StageItem("report", "Отчёт о программе готов"),
                _PRACTICES,
            ),
            Milestone.CLOSED,
        ),
    ),
)  # fmt: skip

TEACHERS = StageTemplate(
    "teachers",
    "наставничество педагогических работников",
    (
        StageRule(
            "prepare", "Подготовка условий для системы наставничества",
            "приказ, положение о системе наставничества, дорожная карта", _HEAD, YearDay(8, 15), YearDay(9, 10),
            (
                _REGULATION,
                _CURATOR_NAMED,
                _ROADMAP,
                StageItem("duties", "Получены письменные согласия на дополнительные обязанности"),
                _TEAM,
            ),
            Milestone.OPENED,
        ),
        StageRule(
            "mentees", "Формирование банка наставляемых", "список педагогов с профессиональными запросами", _CURATOR,
            YearDay(9, 1), YearDay(9, 30),
            (
                StageItem("before", "Диагностика профессиональных дефицитов проведена"),
                _MENTEES,
                _MENTEE_CONSENTS,
            ),
            Milestone.MENTEES,
        ),
        StageRule(
            "mentors", "Формирование банка наставников", "банк наставников", _CURATOR, YearDay(9, 15), YearDay(10, 10),
            (_MENTORS, _MENTOR_CONSENTS),
            Milestone.MENTORS,
        ),
        StageRule(
            "training", "Отбор и обучение", "методический актив утверждён приказом, наставники обучены", _CURATOR,
            YearDay(9, 15), YearDay(10, 20),
            (
                StageItem("active", "Методический актив утверждён приказом", papers=("lists_order",)),
                _TRAINED,
            ),
            Milestone.TRAINED,
        ),
        StageRule(
            "work", "Организация работы пар и групп",
            "пары закреплены приказом, план мероприятий утверждён, карты маршрутов заполнены", "Наставники, куратор",
            YearDay(10, 1), YearDay(4, 30),
            (
                _PAIRED,
                _AGREED,
                _ORDERED,
                StageItem("plans", "План мероприятий согласован с центром непрерывного повышения мастерства"),
                StageItem("routes", "Индивидуальные маршруты составлены"),
                StageItem("interim", "Промежуточная рефлексия проведена"),
                _NONE_PAUSED,
            ),
            Milestone.PAIRED,
        ),
        StageRule(
            "closing", "Завершение персонализированных программ",
            "результаты соотнесены с целями, маршруты скорректированы на следующий период", _CURATOR,
            YearDay(5, 1), YearDay(6, 30),
            (
                StageItem("after", "Эффективность маршрутов проанализирована"),
                StageItem("corrected", "Маршруты скорректированы на следующий период"),
                StageItem("event", "Итоговая конференция или круглый стол проведены"),
                _ALL_ENDED,
                _PRACTICES,
            ),
            Milestone.CLOSED,
        ),
        StageRule(
            "information", "Информационная поддержка", "сведения о наставничестве на сайте организации", _CURATOR,
            YearDay(9, 1), YearDay(6, 30),
            (StageItem("site", "Раздел «Наставничество» на сайте заполнен", is_lasting=True),),
        ),
    ),
)  # fmt: skip

TEMPLATES = {template.code: template for template in (STUDENTS, TEACHERS)}


def template_for(mentee_kind: str) -> StageTemplate:
    """Choose the template by who is mentored (a kind of `dictionaries.Kind`): teachers have their own stages."""
    return TEACHERS if mentee_kind == "teacher" else STUDENTS


def closing_items() -> tuple[str, ...]:
    """Name the lines whose mark says that the last stage has begun, of all templates."""
    codes = {
        item.code
        for template in TEMPLATES.values()
        for stage in template.stages
        if stage.begun_by is Milestone.CLOSED
        for item in stage.items
    }
    return tuple(sorted(codes))
