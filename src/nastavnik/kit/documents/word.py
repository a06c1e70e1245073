"""Documents of Word (.docx): paragraphs and tables read straight from their XML, which is quick."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from nastavnik.kit.documents.guards import DAMAGED, part_of
from nastavnik.kit.documents.pasted import read_pasted
from nastavnik.kit.documents.word_numbers import Numbering, W
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.roadmaps.document import Block, Cell, Document, Paragraph, Table

_SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word(file: bytes) -> Document:
    """The paragraphs and tables of the body in their order.

    Merged cells stand once, with how far they reach; numbers of lists, which Word counts by itself, are written out;
    deleted text of tracked changes is left out. Refused: damaged, under a password, swelling.
    """
    content = part_of(file, "word/document.xml")
    try:
        root = etree.fromstring(content or b"", _parser())
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED, field="file") from error
    body = root.find(f"{W}body")
    if body is None:
        raise Refused(DAMAGED, field="file")
    numbering = Numbering(part_of(file, "word/numbering.xml"), part_of(file, "word/styles.xml"))
    blocks = tuple(_blocks(body, numbering))
    return _by_tabs(blocks) or Document(blocks)


def _by_tabs(blocks: tuple[Block, ...]) -> Document | None:
    """A document whose table is made by tabs reads as a pasted text; None where there are tables or no tabs."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    if len(lines) < len(blocks) or sum(1 for line in lines if line.count("\t") > 1) < 2:
        return None
    return read_pasted("\n".join(lines))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            yield Paragraph(_paragraph(element, numbering))
        elif element.tag == f"{W}tbl":
            yield _table(element, numbering)
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _blocks(element, numbering)


def _paragraph(element: etree._Element, numbering: Numbering) -> str:
    """The text of a paragraph with its number or bullet; what stands in text boxes follows on lines of its own."""
    boxes: list[str] = []
    text = "".join(_pieces(element, numbering, boxes)).strip(" \n\r")
    label = numbering.label(element)
    if label and (text or label != "•"):
        text = f"{label} {text}".rstrip(" ")
    return "\n".join(one for one in (text, *boxes) if one)


def _pieces(element: etree._Element, numbering: Numbering, boxes: list[str]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{W}txbxContent":
            boxes.extend(block.text for block in _blocks(child, numbering) if isinstance(block, Paragraph))
        elif child.tag not in _SKIPPED:
            yield from _pieces(child, numbering, boxes)


def _table(element: etree._Element, numbering: Numbering) -> Table:
    """The rows on their grid. A merged cell is written once; `above` is its place while it reaches down."""
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for line in _of_kind(element, "tr"):
        row = [Cell()] * _number(line, "trPr", "gridBefore")
        for cell in _of_kind(line, "tc"):
            place, across = len(row), max(_number(cell, "tcPr", "gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if goes_on and place in above:
                _reach_down(rows, above[place])
                row.append(Cell(is_covered=True))
            else:
                row.append(Cell(_cell_text(cell, numbering), across))
                above.pop(place, None)
                if merge is not None:
                    above[place] = (len(rows), place)
            row.extend([Cell(is_covered=True)] * (across - 1))
        rows.append(row)
    width = max(map(len, rows), default=0)
    return Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows))


def _reach_down(rows: list[list[Cell]], place: tuple[int, int]) -> None:
    first = rows[place[0]][place[1]]
    rows[place[0]][place[1]] = Cell(first.text, first.across, first.down + 1)


def _cell_text(cell: etree._Element, numbering: Numbering) -> str:
    lines: list[str] = []
    for block in _blocks(cell, numbering):
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines.extend(" ".join(inner.text for inner in row if inner.text) for row in block.rows)
    return "\n".join(line for line in lines if line)


def _of_kind(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{W}{kind}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _of_kind(child, kind)


def _number(element: etree._Element, properties: str, name: str) -> int:
    found = element.find(f"{W}{properties}/{W}{name}")
    value = found.get(f"{W}val", "0") if found is not None else "0"
    return min(int(value), 100) if value.isdigit() else 0
