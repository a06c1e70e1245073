"""Addresses of questionnaires and surveys."""

from django.urls import path

from nastavnik.surveys.views.answering import OwnAnswer, OwnSurveys
from nastavnik.surveys.views.card import SurveyView
from nastavnik.surveys.views.formula import FormulaSet
from nastavnik.surveys.views.questionnaires import (
    QuestionnaireArchive,
    QuestionnaireCorrect,
    QuestionnaireList,
    QuestionnaireMake,
    QuestionnairePreview,
    QuestionnaireRestore,
    QuestionnaireTake,
    QuestionnaireView,
)
from nastavnik.surveys.views.questions import (
    QuestionAdd,
    QuestionCopy,
    QuestionEdit,
    QuestionMove,
    QuestionRemove,
)
from nastavnik.surveys.views.satisfaction import SatisfactionList
from nastavnik.surveys.views.sheets import (
    AnonymousEnter,
    BlanksDocx,
    LinksMake,
    ResultsXlsx,
    SheetEnter,
    SheetView,
)
from nastavnik.surveys.views.surveys import (
    SurveyAskMore,
    SurveyClose,
    SurveyCorrect,
    SurveyList,
    SurveyOpen,
    SurveyWithdraw,
)

app_name = "surveys"
_ONE, _KEY = "questionnaires/<int:pk>", "questionnaires/<int:pk>/questions/<slug:key>"
urlpatterns = [
    path("surveys/", SurveyList.as_view(), name="survey_list"),
    path("surveys/open/", SurveyOpen.as_view(), name="survey_open"),
    path("surveys/mine/", OwnSurveys.as_view(), name="own_list"),
    path("surveys/mine/<int:pk>/", OwnAnswer.as_view(), name="own_answer"),
    path("surveys/<int:pk>/", SurveyView.as_view(), name="survey_view"),
    path("surveys/<int:pk>/correct/", SurveyCorrect.as_view(), name="survey_correct"),
    path("surveys/<int:pk>/ask-more/", SurveyAskMore.as_view(), name="survey_ask_more"),
    path("surveys/<int:pk>/close/", SurveyClose.as_view(), name="survey_close"),
    path("surveys/<int:pk>/withdraw/", SurveyWithdraw.as_view(), name="survey_withdraw"),
    path("surveys/<int:pk>/paper/", AnonymousEnter.as_view(), name="anonymous_enter"),
    path("surveys/<int:pk>/paper/<int:ask>/", SheetEnter.as_view(), name="sheet_enter"),
    path("surveys/<int:pk>/links/", LinksMake.as_view(), name="links_make"),
    path("surveys/<int:pk>/blanks.docx", BlanksDocx.as_view(), name="blanks_docx"),
    path("surveys/<int:pk>/results.xlsx", ResultsXlsx.as_view(), name="results_xlsx"),
    path("surveys/sheets/<int:pk>/", SheetView.as_view(), name="sheet_view"),
    path("surveys/satisfaction/", SatisfactionList.as_view(), name="satisfaction_list"),
    path("surveys/formula/<int:pk>/", FormulaSet.as_view(), name="formula_set"),
    path("questionnaires/", QuestionnaireList.as_view(), name="questionnaire_list"),
    path("questionnaires/make/", QuestionnaireMake.as_view(), name="questionnaire_make"),
    path(f"{_ONE}/", QuestionnaireView.as_view(), name="questionnaire_view"),
    path(f"{_ONE}/correct/", QuestionnaireCorrect.as_view(), name="questionnaire_correct"),
    path(f"{_ONE}/take/", QuestionnaireTake.as_view(), name="questionnaire_take"),
    path(f"{_ONE}/archive/", QuestionnaireArchive.as_view(), name="questionnaire_archive"),
    path(f"{_ONE}/restore/", QuestionnaireRestore.as_view(), name="questionnaire_restore"),
    path(f"{_ONE}/preview/", QuestionnairePreview.as_view(), name="questionnaire_preview"),
    path(f"{_ONE}/questions/add/", QuestionAdd.as_view(), name="question_add"),
    path(f"{_KEY}/edit/", QuestionEdit.as_view(), name="question_edit"),
    path(f"{_KEY}/move/<slug:way>/", QuestionMove.as_view(), name="question_move"),
    path(f"{_KEY}/copy/", QuestionCopy.as_view(), name="question_copy"),
    path(f"{_KEY}/remove/", QuestionRemove.as_view(), name="question_remove"),
]
