"""The questionnaires with which the house begins, loaded after every migration; what is there already stays as it is."""

from nastavnik.rulebook.questionnaires import Question as QuestionRule
from nastavnik.rulebook.questionnaires.defaults import DefaultQuestionnaire, default_questionnaires
from nastavnik.surveys.models import Edition, Question, Questionnaire


def load_questionnaires() -> None:
    """Adds the defaults that the database does not know yet, each with its first edition."""
    known = set(Questionnaire.objects.exclude(code="").values_list("code", flat=True))
    fresh = [one for one in default_questionnaires() if one.code not in known]
    made = Questionnaire.objects.bulk_create(map(_questionnaire, fresh))
    editions = Edition.objects.bulk_create(Edition(questionnaire=one) for one in made)
    Question.objects.bulk_create(
        question_row(edition, place, question)
        for edition, one in zip(editions, fresh, strict=True)
        for place, question in enumerate(one.questions, start=1)
    )


def _questionnaire(one: DefaultQuestionnaire) -> Questionnaire:
    return Questionnaire(
        code=one.code,
        title=one.title,
        form=one.form,
        side=one.who,
        moment=one.moment,
        kind=one.kind,
        lead=one.lead,
        levels=[[level.least, level.label] for level in one.levels],
        is_swot=one.is_swot,
    )


def question_row(edition: Edition, position: int, rule: QuestionRule) -> Question:
    """A question of the rulebook as a row, not yet written."""
    return Question(
        edition=edition,
        key=rule.key,
        position=position,
        kind=rule.kind,
        text=rule.text,
        hint=rule.hint,
        options=list(rule.options),
        rows=list(rule.rows),
        low=rule.low,
        high=rule.high,
        is_required=rule.is_required,
        only_if=rule.only_if,
        only_values=list(rule.only_values),
        is_satisfaction=rule.is_satisfaction,
    )
