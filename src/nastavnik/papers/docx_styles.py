"""How the file of an order looks: the sheet of paper, styles with Russian names, the page number."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
TEXT_WIDTH = Cm(17)
TITLE_WIDTH = Cm(8)
MARK_WIDTH = Cm(8)
BLANK_DATE = "«____» ________________ 20____ г."
BLANK_NUMBER = "____________"
BLANK_SIGNER = "____________________"
_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_RIGHT, _BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


class Look(StrEnum):
    """Styles of the document by the names that Word shows."""

    REQUISITE = "Реквизит приказа"
    INSTITUTION = "Наименование организации"
    KIND = "Вид документа"
    DATE_LINE = "Дата и номер"
    PLACE = "Место издания"
    TITLE = "Заголовок приказа"
    TEXT = "Текст приказа"
    COMMAND = "Распорядительное слово"
    CELL = "Ячейка таблицы"
    HEAD_CELL = "Шапка таблицы"
    SIGNER_POST = "Должность подписавшего"
    SIGNER_NAME = "Имя подписавшего"
    ACQUAINTED = "Лист ознакомления"
    MARK = "Гриф справа"
    MARK_BELOW = "Гриф под подписью"
    ANNEX_TITLE = "Заголовок приложения"
    EXECUTOR = "Исполнитель"

    @property
    def style_id(self) -> str:
        """The key of the style inside the file; Latin, as Word expects."""
        return f"Order{self.name.title().replace('_', '')}"


def set_styles(document: Document) -> None:
    """Makes the styles of the order: Times New Roman 14, in tables 12, Russian for the spelling check."""
    normal = document.styles["Normal"]
    _set_font(normal, 14)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    _set_defaults(document)
    _add(document, Look.REQUISITE, _CENTRE)
    _add(document, Look.INSTITUTION, _CENTRE, bold=True, before=6)
    _add(document, Look.KIND, _CENTRE, bold=True, before=18, after=12)
    dated = _add(document, Look.DATE_LINE, _LEFT)
    dated.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _add(document, Look.PLACE, _CENTRE, before=6)
    title = _add(document, Look.TITLE, _LEFT, before=18, after=18, keep=True)
    title.paragraph_format.right_indent = Cm(TEXT_WIDTH.cm - TITLE_WIDTH.cm)
    text = _add(document, Look.TEXT, _BOTH, after=4)
    text.paragraph_format.first_line_indent = Cm(1.25)
    text.paragraph_format.line_spacing = 1.15
    _add(document, Look.COMMAND, _LEFT, before=8, after=8, keep=True)
    _add(document, Look.CELL, _LEFT, size=12)
    _add(document, Look.HEAD_CELL, _CENTRE, size=12, keep=True)
    _add(document, Look.SIGNER_POST, _LEFT, before=30)
    _add(document, Look.SIGNER_NAME, _RIGHT, before=30)
    _add(document, Look.ACQUAINTED, _LEFT, before=30, after=6, keep=True)
    mark = _add(document, Look.MARK, _LEFT, size=12)
    mark.paragraph_format.left_indent = Cm(TEXT_WIDTH.cm - MARK_WIDTH.cm)
    _add(document, Look.MARK_BELOW, _LEFT, size=12)
    _add(document, Look.ANNEX_TITLE, _CENTRE, bold=True, before=18, after=12, keep=True)
    _add(document, Look.EXECUTOR, _LEFT, size=12, before=18)


def set_page(section: Section) -> None:
    """A4 upright; margins: left 3 cm, right 1, top and bottom 2."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def page_number(section: Section) -> None:
    """Numbers the pages above the text in the middle, from the second one on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    field.append(run._r)
    paragraph._p.append(field)


def _add(
    document: Document, look: Look, alignment: Any, *, size: int = 14, bold: bool = False,
    before: int = 0, after: int = 0, keep: bool = False,
) -> ParagraphStyle:  # fmt: skip
    style = document.styles.add_style(look, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), look.style_id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _set_font(style, size, bold=bold)
    layout = style.paragraph_format
    layout.alignment, layout.space_before, layout.space_after = alignment, Pt(before), Pt(after)
    layout.keep_with_next, layout.widow_control = keep, True
    return style


def _set_font(style: Any, size: int, *, bold: bool = False) -> None:
    """The font for every script, East Asian included: else Word takes another one for «№» and quotes."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "ru-RU")
    properties.append(language)


def _set_defaults(document: Document) -> None:
    """What the template says of fonts and language for everything that names no style."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts = defaults.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = defaults.find(qn("w:lang"))
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "ru-RU")


def mend_template(document: Document) -> None:
    """Takes out of the template what is not of this order: Word 2010's mode, English, a foreign preview."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        for script in ("w:val", "w:eastAsia"):
            language.set(qn(script), "ru-RU")
    relations = document.part.package.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        relations.pop(key)
