from django.utils.safestring import mark_safe

from nastavnik.kit.components import Action, State
from nastavnik.kit.drawing import drawn_action, drawn_rows, drawn_state
from nastavnik.kit.tables import Cell, Row

BAD = '"><b>&'


def test_every_text_is_escaped():
    cells = (
        Cell(text=BAD, url=BAD, note=BAD, label=BAD, kind="number"),
        Cell(text=BAD),
        Cell(state=State(BAD, reason=BAD)),
        Cell(actions=(Action(BAD, BAD, method="post", fields={BAD: BAD}), Action(BAD, BAD, reason=BAD))),
    )
    drawn = drawn_rows([Row(BAD, cells)], BAD, selectable=True)
    assert "<b>" not in drawn
    assert "&&" not in drawn
    assert drawn.count("&quot;&gt;&lt;b&gt;&amp;") == 16


def test_text_that_is_already_markup_stays():
    assert "<svg/>" in drawn_rows([Row("", (Cell(text=mark_safe("<svg/>")),))], "", selectable=False)


def test_a_link_a_file_a_form_and_a_refusal():
    assert (
        drawn_action(Action("Открыть", "/x/"), "", "primary")
        == '<a class="button button-primary act" href="/x/">Открыть</a>'
    )
    assert 'href="/x/" download>' in drawn_action(Action("Скачать", "/x/", download=True), "")
    form = drawn_action(Action("Одобрить", "/x/", method="post", style="danger"), "знак")
    assert 'name="csrfmiddlewaretoken" value="знак"' in form
    assert '<button class="button button-danger" type="submit">' in form
    assert "csrf" not in drawn_action(Action("Одобрить", "/x/", method="post"), "")
    refused = drawn_action(Action("Одобрить", "/x/", reason="Нет согласия."), "")
    assert "disabled" in refused
    assert "href" not in refused
    assert '<span class="reason">Нет согласия.</span>' in refused


def test_a_state_without_a_reason_says_only_its_word():
    assert drawn_state(State("готово", "good")).endswith("</span> готово</span>")
    assert drawn_state(State("готово", "good", "приказ № 1")).endswith(
        ' <span class="state-reason">приказ № 1</span>'
    )


def test_only_rows_that_can_be_chosen_have_a_box():
    row = Row("7", (Cell(text="Лис"),))
    assert 'value="7" form="bulk" aria-label="Отметить: Лис"' in drawn_rows([row], "", selectable=True)
    assert "checkbox" not in drawn_rows([row], "", selectable=False)
