"""Questionnaires, sendings, answer sheets of three kinds, satisfaction."""

from nastavnik.surveys.models.campaigns import Ask, Campaign, SurveyLink
from nastavnik.surveys.models.questionnaires import Edition, Question, Questionnaire
from nastavnik.surveys.models.satisfaction import SatisfactionCount, SatisfactionFormula
from nastavnik.surveys.models.sheets import AnonymousSheet, Ballot, CodedSheet, NamedSheet, SheetCode

__all__ = [
    "AnonymousSheet",
    "Ask",
    "Ballot",
    "Campaign",
    "CodedSheet",
    "Edition",
    "NamedSheet",
    "Question",
    "Questionnaire",
    "SatisfactionCount",
    "SatisfactionFormula",
    "SheetCode",
    "SurveyLink",
]
