"""Addresses of the room `surveys`: who gets each page."""

from tests.house.addresses.row import Row

OWN, ASKED = "Как прошла программа", "Довольны ли вы?"
OTHERS = "irina oleg nina svetlana tamara boris maria anna yakov"

ROWS = (
    Row("surveys:questionnaire_list", "", "Самооценка куратора", "irina oleg nina svetlana boris"),
    Row("surveys:questionnaire_make", "", "Составить анкету", "irina oleg svetlana boris"),
    Row("surveys:questionnaire_view", "pk=questionnaire", ASKED, "nina svetlana"),
    Row("surveys:questionnaire_correct", "pk=questionnaire", OWN, "svetlana"),
    Row("surveys:questionnaire_take", "pk=questionnaire", OWN, "svetlana"),
    Row("surveys:questionnaire_archive", "pk=questionnaire", "", "svetlana", post=True),
    Row("surveys:questionnaire_restore", "pk=questionnaire", "", "svetlana", post=True),
    Row("surveys:questionnaire_preview", "pk=questionnaire", ASKED, "nina svetlana"),
    Row("surveys:question_add", "pk=questionnaire", "Добавить вопрос", "svetlana"),
    Row("surveys:question_edit", "pk=questionnaire key=:pleased", ASKED, "svetlana"),
    Row("surveys:question_move", "pk=questionnaire key=:pleased way=:down", "", "svetlana", post=True),
    Row("surveys:question_copy", "pk=questionnaire key=:pleased", "", "svetlana", post=True),
    Row("surveys:question_remove", "pk=questionnaire key=:why", "", "svetlana", post=True),
    Row("surveys:survey_list", "", OWN, "nina svetlana", "irina oleg boris"),
    Row("surveys:survey_open", "", OWN, "svetlana", "boris"),
    Row("surveys:survey_view", "pk=survey", OWN, "nina svetlana"),
    Row("surveys:survey_correct", "pk=survey", OWN, "svetlana"),
    Row("surveys:survey_ask_more", "pk=survey", "", "svetlana", post=True),
    Row("surveys:survey_close", "pk=survey", OWN, "svetlana"),
    Row("surveys:survey_withdraw", "pk=survey", OWN, "svetlana"),
    Row("surveys:anonymous_enter", "pk=survey", ASKED, "svetlana"),
    Row("surveys:sheet_enter", "pk=survey ask=asked", ASKED, "svetlana"),
    Row("surveys:links_make", "pk=survey", OWN, "svetlana"),
    Row("surveys:blanks_docx", "pk=survey", "", "svetlana"),
    Row("surveys:results_xlsx", "pk=survey", "", "nina svetlana"),
    Row("surveys:sheet_view", "pk=sheet", ASKED, "svetlana"),
    Row("surveys:satisfaction_list", "", "Удовлетворённость", "irina oleg nina svetlana boris"),
    Row("surveys:formula_set", "pk=region", "Северная область", "irina"),
    Row("surveys:own_list", "", OWN, "danya", OTHERS),
    Row("surveys:own_answer", "pk=asked", ASKED, "danya"),
)
