"""The file of a paper: by the school's own template where it has one, else by the product's."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from nastavnik.kit.errors import Refused
from nastavnik.papers.docx import describe, order_docx
from nastavnik.papers.fields import check_source, environment, fields_of, values_of
from nastavnik.papers.sheets import OrderSheet
from nastavnik.papers.uploads import check_docx

FOOTNOTES = "footnotes+xml"


class _Template(DocxTemplate):
    """A template whose properties are never read as fields: what the file says of itself is written anew."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: see `describe`."""

    def sources(self) -> list[str]:
        """Every part in which a field may stand, as it will be read when the template is filled."""
        self.init_docx()
        found = [self.patch_xml(self.get_xml())]
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            found += [self.patch_xml(self.get_part_xml(part)) for _, part in self.get_headers_footers(uri)]
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(FOOTNOTES):
                found.append(self.patch_xml(part.blob.decode("utf-8")))
        return found


def print_paper(kind: str, sheet: OrderSheet, *, made_at: datetime, template: bytes | None = None) -> bytes:
    """Makes the file of an order by the template, or by the product's own layout where there is none."""
    if template is None:
        return order_docx(sheet, made_at=made_at)
    filled = _Template(BytesIO(template))
    try:
        filled.render(values_of(kind, sheet), jinja_env=environment(), autoescape=True)
    except (TemplateError, etree.XMLSyntaxError, ValueError, KeyError) as error:
        raise Refused(
            "Шаблон организации не удалось заполнить. Замените его на странице шаблонов.", field="file"
        ) from error
    describe(filled.docx, sheet, made_at)
    written = BytesIO()
    filled.docx.save(written)
    return written.getvalue()


def check_template(kind: str, content: bytes, example: OrderSheet, *, made_at: datetime) -> None:
    """Refuses what can not be a template of this kind: no plain .docx, unknown fields, without needed ones.

    What passes is filled once with an example, so that it will not fail on the day of the order.
    """
    check_docx(content)
    used: set[str] = set()
    for source in _Template(BytesIO(content)).sources():
        used |= check_source(kind, source)
    absent = [
        field.name for field in fields_of(kind) if field.is_needed and not {field.name, field.instead} & used
    ]
    if absent:
        raise Refused(
            f"В шаблоне нет обязательных полей: {', '.join(absent)}. Без них приказ напечатался бы не весь.",
            field="file",
        )
    print_paper(kind, example, made_at=made_at, template=content)


def text_of(content: bytes) -> str:
    """Everything that is written in a .docx by hand, part by part, without its marks."""
    template = _Template(BytesIO(content))
    template.init_docx()
    texts = []
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("+xml") and part.partname.startswith("/word/"):
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            texts += ["".join(each.itertext()) for each in root.iter("{*}p")]
    return "\n".join(texts)
