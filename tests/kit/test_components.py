import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.http import Http404
from django.template import TemplateSyntaxError, engines
from django_cotton.compiler_regex import CottonCompiler

import nastavnik
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.components import Action, Fact, Figure, State
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages.gallery import GalleryPage
from nastavnik.kit.tables import Column, Table
from tests.kit.visiting import visit

ROOT = Path(nastavnik.__file__).parent
COTTON = ROOT / "kit" / "templates" / "cotton"


@pytest.fixture
def draw():
    """Draws a piece of a template that uses components."""

    def drawing(text, **context):
        return engines["django"].from_string(CottonCompiler().process(text)).render(context)

    return drawing


def test_refused_action_stays_visible_grey_with_its_reason(draw):
    text = draw('<c-action :action="a" />', a=Action("Одобрить", "/x", method="post", reason="Нет согласия."))
    assert "disabled>Одобрить" in text
    assert "Нет согласия." in text
    assert "<form" not in text


def test_post_action_is_a_form_with_its_fields(draw):
    text = draw('<c-action :action="a" />', a=Action("Одобрить", "/x", method="post", fields={"pair": "7"}))
    assert 'method="post" action="/x"' in text
    assert 'name="pair" value="7"' in text


def test_action_takes_its_reason_from_the_check():
    def check(actor, pair):
        raise Denied(f"{actor} не одобряет {pair}.")

    refused = Action.checked(check, "Олег", "пару", label="Одобрить", url="/x")
    assert refused.reason == "Олег не одобряет пару."
    allowed = Action.checked(lambda: None, label="Одобрить", url="/x")
    assert not allowed.is_refused


@pytest.mark.parametrize("tone", ["good", "attention", "bad", "neutral"])
def test_state_never_speaks_by_colour_alone(draw, tone):
    text = draw('<c-state :state="s" />', s=State("действует", tone, "по приказу"))
    sign = re.search(r'state-sign" aria-hidden="true">(.)<', text)
    assert sign is not None
    assert "действует" in text
    assert "по приказу" in text


def test_unknown_argument_is_an_error(draw):
    with pytest.raises(TemplateSyntaxError, match="does not declare: colour"):
        draw('<c-button label="Сохранить" colour="red" />')


def test_missing_argument_does_not_leak_from_the_page_around(draw):
    text = draw('<c-button label="Сохранить" />', reason="Чужая причина", name="чужое имя")
    assert "Чужая" not in text
    assert "чужое" not in text


@pytest.mark.parametrize("component", sorted(COTTON.glob("*.html")), ids=lambda path: path.stem)
def test_component_declares_its_arguments_strictly(component):
    text = component.read_text(encoding="utf-8")
    assert "<c-vars" in text
    assert "{% strict %}" in text


def test_every_component_that_is_used_exists():
    names = {path.stem.replace("_", "-") for path in COTTON.glob("*.html")} | {"vars", "slot"}
    used = {}
    for template in ROOT.rglob("templates/**/*.html"):
        for name in re.findall(r"<c-([a-z-]+)", template.read_text(encoding="utf-8")):
            used.setdefault(name, template)
    assert {name: path for name, path in used.items() if name not in names} == {}


def test_gallery_shows_every_component():
    text = (COTTON.parent / "kit" / "gallery.html").read_text(encoding="utf-8")
    around = "".join(
        (COTTON.parent / "kit" / name).read_text(encoding="utf-8")
        for name in ("parts/head.html", "parts/messages.html")
    )
    shown = set(re.findall(r"<c-([a-z-]+)", text + around))
    assert {path.stem.replace("_", "-") for path in COTTON.glob("*.html")} - shown == set()


def test_gallery_is_open_only_where_it_is_set(settings):
    settings.NASTAVNIK_GALLERY = True
    assert "Детали страниц" in visit(GalleryPage, by=Anonymous()).text
    settings.NASTAVNIK_GALLERY = False
    with pytest.raises(Http404):
        visit(GalleryPage, by=Anonymous())


@pytest.mark.parametrize("template", sorted(ROOT.rglob("templates/**/*.html")), ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=\"[^\"]*:|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text)


def test_figure_says_value_target_and_what_is_left():
    figure = Figure("Доля", Decimal("42.53"), target=60)
    assert (figure.shown, figure.target_shown) == ("42,5\u00a0%", "60\u00a0%")
    assert figure.state == State("до цели 17,5 п. п.", "attention")
    assert Figure("Доля", 60, target=60).state == State("цель достигнута", "good")
    assert Figure("Доля", None, target=60).state is None
    assert Figure("Доля", None).shown == "нет данных"


def test_figure_counts_without_a_percent():
    figure = Figure("Пары", 1128, unit="", target=1200)
    assert figure.shown == "1\u00a0128"
    assert figure.state == State("до цели 72", "attention")


def test_empty_fact_is_a_dash_and_nought_is_not(draw):
    text = draw('<c-facts :facts="facts" />', facts=[Fact("Приказ", None), Fact("Встречи", 0)])
    assert "<dd>—</dd>" in text
    assert "<dd>0</dd>" in text


def test_table_draws_each_kind_of_cell(draw):
    table = Table(
        "Пары",
        columns=(
            Column("name", "Имя", link="url"),
            Column("score", "Балл", kind="number", places=1),
            Column("day", "Дата", kind="date"),
            Column("state", "Состояние", kind="state"),
            Column("do", "Действие", kind="actions"),
            Column("note", "Примечание", wide_only=True),
        ),
        rows=[
            {
                "name": "<Лис>",
                "url": "/x/",
                "score": Decimal("12.25"),
                "day": dt.date(2026, 10, 5),
                "state": State("действует", "good"),
                "do": Action("Отклонить", "/y/"),
                "note": None,
            }
        ],
    )
    text = draw('<c-table :table="t" />', t=table)
    assert '<a href="/x/">&lt;Лис&gt;</a>' in text
    assert "12,3" in text
    assert "05.10.2026" in text
    assert "Отклонить" in text
    assert "wide-only is-blank" in text


def test_table_without_rows_says_its_sentence(draw):
    text = draw('<c-table :table="t" />', t=Table("Пары", columns=(Column("a", "а"),), empty="Пар пока нет."))
    assert "Пар пока нет." in text
    assert "<table" not in text
