"""A school's own templates: the same requisites as the product's, nothing but the listed fields, versions kept."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import drop_template, upload_template, use_template
from nastavnik.papers.docx import order_docx
from nastavnik.papers.docx_template import template_docx
from nastavnik.papers.examples import example_sheet
from nastavnik.papers.fields import check_source, fields_of
from nastavnik.papers.kinds import OWN_KINDS
from nastavnik.papers.models import Paper, PaperFile, PaperTemplate
from nastavnik.papers.printing import check_template, print_paper
from nastavnik.papers.sheets import PrintedName
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.papers.drafting import drafted, registered
from tests.papers.reading import lines_of
from tests.papers.test_movement import act
from tests.papers.test_pages import words

KIND = Paper.Kind.PAIRS_ORDER
MADE_AT = datetime(2026, 10, 15, 9, 30, tzinfo=UTC)
NEEDED = "{{ дата }} {{ номер }} {{ заголовок }} {{ первый_пункт }} {{ должность }} {{ подпись }}"


def written(*paragraphs: str) -> bytes:
    """A template that somebody typed in Word."""
    document = Document()
    for text in (
        NEEDED,
        "{%p for строка in строки %}",
        "{{ строка.наставник }}",
        "{%p endfor %}",
        *paragraphs,
    ):
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one more part, or with another one under this name."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry.filename))
        new.writestr(name, part)
    return made.getvalue()


def checked(content: bytes, kind: str = KIND) -> None:
    check_template(kind, content, example_sheet(kind), made_at=MADE_AT)


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_own_template_prints_the_same_requisites(kind: Paper.Kind) -> None:
    """The same words in the same order; where a line is broken or a cell is empty does not matter."""
    sheet = example_sheet(kind)
    printed = lines_of(print_paper(kind, sheet, made_at=MADE_AT, template=template_docx(kind)))
    wanted = lines_of(order_docx(sheet, made_at=MADE_AT))

    def whole(lines: list[str]) -> list[str]:
        text = "\n".join(lines).replace(" / ", "\n").replace(" | □", "")
        return [line for line in text.splitlines() if line.strip()]

    assert whole(printed) == whole(wanted)


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_own_template_passes_its_own_check(kind: Paper.Kind) -> None:
    checked(template_docx(kind), kind)


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_every_field_of_the_list_stands_in_the_own_template(kind: Paper.Kind) -> None:
    document = Document(BytesIO(template_docx(kind)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    # «группы» say the same as «строки», in another way.
    listed = [field for field in fields_of(kind) if not field.members]
    assert [field.name for field in listed if field.name not in text] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ директор }}", "неизвестное поле «директор»"),
        ("{{ строка }}", "неизвестное поле «строка»"),
        ("{{ заголовок.upper }}", "неизвестное поле «заголовок.upper»"),
        ("{% for строка in строки %}{{ строка.возраст }}{% endfor %}", "«строка.возраст»"),
        ("{% for строка in заголовок %}x{% endfor %}", "неизвестное поле «заголовок»"),
        ("{{ строка.наставник }}", "«строка.наставник»"),
        ("{{ заголовок", "не читается"),
        ("{% for строка in строки %}", "не читается"),
    ],
)
def test_unknown_field_is_refused_by_its_name(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        check_source(KIND, text)
    assert refusal.value.field == "file"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ заголовок.__class__.__mro__ }}",
        "{{ строки.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum() }}",
        "{{ заголовок | upper }}",
        "{{ заголовок[0] }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 100000000 }}",
        "{{ заголовок ~ номер }}",
        "{% set x = 1 %}",
        "{% include 'settings' %}",
        "{% import 'os' as os %}",
        "{% macro x() %}{% endmacro %}",
        "{% for x in range(10) %}{% endfor %}",
        "{% for x in строки recursive %}{% endfor %}",
        "{% for x in строки if x %}{% endfor %}",
        "{% for x in строки %}{% for y in строки %}{% for z in строки %}{% endfor %}{% endfor %}{% endfor %}",
        "{% if строки is defined %}{% endif %}",
        "{% call x() %}{% endcall %}",
        "{% extends 'a' %}",
        "{{ self }}",
        "{{ loop.index }}",
    ],
)
def test_template_can_do_nothing_but_print_fields(attack: str) -> None:
    with pytest.raises(Refused):
        check_source(KIND, attack)


def test_unknown_field_is_found_in_header_footer_and_in_torn_runs() -> None:
    for place in ("header", "footer"):
        document = Document(BytesIO(written()))
        getattr(document.sections[0], place).paragraphs[0].add_run("{{ тайное }}")
        content = BytesIO()
        document.save(content)
        with pytest.raises(Refused, match="«тайное»"):
            checked(content.getvalue())
    document = Document(BytesIO(written()))
    paragraph = document.add_paragraph()
    for run in ("{", "{ тай", "ное }", "}"):
        paragraph.add_run(run)
    content = BytesIO()
    document.save(content)
    with pytest.raises(Refused, match="«тайное»"):
        checked(content.getvalue())


def test_property_of_the_file_is_never_read_as_a_field() -> None:
    document = Document(BytesIO(written()))
    document.core_properties.title = "{{ ''.__class__ }}"
    content = BytesIO()
    document.save(content)
    checked(content.getvalue())
    printed = print_paper(KIND, example_sheet(KIND), made_at=MADE_AT, template=content.getvalue())
    assert (
        Document(BytesIO(printed)).core_properties.title
        == "Приказ «О закреплении наставнических пар (групп)»"
    )


def test_value_that_looks_like_a_field_is_only_a_text() -> None:
    sheet = example_sheet(KIND)
    tricky = type(sheet)(**(vars(sheet) | {"title": "{{ номер }} <w:p> & «О паре»"}))
    printed = lines_of(print_paper(KIND, tricky, made_at=MADE_AT, template=template_docx(KIND)))
    assert "{{ номер }} <w:p> & «О паре»" in printed


def test_row_is_repeated_for_each_member_of_a_group_and_the_mentor_stands_once() -> None:
    sheet = example_sheet(KIND)
    assert sheet.table is not None
    alone = sheet.table.rows[0]
    other = replace(alone.cells[2], name=PrintedName(99, "Ручьёвым Львом Ильичом", ""))
    group = [alone, replace(alone, cells=(*alone.cells[:2], other, *alone.cells[3:]))]
    document = Document()
    document.add_paragraph(NEEDED)
    table = document.add_table(rows=0, cols=2)
    for left, right in (
        ("{%tr for группа in группы %}", ""),
        ("{%tr for строка in группа.участники %}", ""),
        ("{% if loop.first %}{{ группа.наставник }}{% endif %}", "{{ строка.наставляемый }}"),
        ("{%tr endfor %}", ""),
        ("{%tr endfor %}", ""),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    content = BytesIO()
    document.save(content)
    checked(content.getvalue())  # «группы» stand in the place of «строки»
    printed = print_paper(
        KIND, replace(sheet, table=replace(sheet.table, rows=tuple(group))), made_at=MADE_AT,
        template=content.getvalue(),
    )  # fmt: skip
    rows = [[cell.text for cell in row.cells] for row in Document(BytesIO(printed)).tables[0].rows]
    mentor, mentee = alone.cells[1].texts[0], alone.cells[2].texts[0]
    assert rows == [[mentor, mentee], ["", "Ручьёвым Львом Ильичом"]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{% for x in группы %}{{ x.участники }}{% endfor %}", "участники"),
        ("{% for x in строки %}{% for y in x.участники %}{% endfor %}{% endfor %}", "x.участники"),
        (
            "{% for x in группы %}{% for y in x.участники %}{{ y.участники }}{% endfor %}{% endfor %}",
            "участники",
        ),
        ("{% for x in группы %}{% for y in x.наставник %}{% endfor %}{% endfor %}", "x.наставник"),
    ],
)
def test_members_of_a_group_are_gone_through_and_nothing_else(source: str, name: str) -> None:
    with pytest.raises(Refused, match=f"«{name}»"):
        check_source(KIND, source)


@pytest.mark.parametrize("absent", ["номер", "подпись", "строки"])
def test_template_without_a_needed_field_is_refused(absent: str) -> None:
    document = Document()
    for text in (NEEDED, "{%p for строка in строки %}", "{{ строка.наставник }}", "{%p endfor %}"):
        document.add_paragraph(text.replace(f"{{{{ {absent} }}}}", ""))
    if absent == "строки":
        for paragraph in document.paragraphs[1:]:
            paragraph.clear()
    content = BytesIO()
    document.save(content)
    with pytest.raises(Refused, match=f"нет обязательных полей: .*{absent}"):
        checked(content.getvalue())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a document", "повреждён"),
        (with_part(written(), "word/vbaProject.bin", b"x"), "макросы"),
        (with_part(written(), "word/embeddings/x.xlsx", b"x"), "макросы или вставленные объекты"),
        (with_part(written(), "customXml/item9.xml", b"<!DOCTYPE x><x/>"), "чего Word не пишет"),
        (
            with_part(
                written(),
                "word/_rels/extra.xml.rels",
                b'<Relationships><Relationship Type="http://x/image" Target="http://x/y.png"'
                b' TargetMode="External"/></Relationships>',
            ),
            "из другого места",
        ),
    ],
)
def test_what_is_no_plain_document_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        checked(content)


# In a school.


def uploaded(house: House, content: bytes, login: str = "svetlana", kind: Paper.Kind = KIND) -> PaperTemplate:
    actor = make.actor(login)
    with acting(actor):
        return upload_template(
            by=actor, institution=house.school, kind=kind, content=content, file_name="наш.docx"
        )


@pytest.mark.django_db
def test_order_is_printed_and_frozen_by_the_schools_template(house: House) -> None:
    template = uploaded(house, written("Наша школа, {{ место }}"))
    assert "Наша школа, г. Северогорск" in lines_of(act("download", "svetlana", drafted(house)))
    paper = registered(house)
    lines = lines_of(act("download", "tamara", paper))
    assert "Котову Марию Ивановну, учителя физики" in lines
    assert any(line.startswith("15 октября 2026 г. 40-од О закреплении") for line in lines)
    with acting(make.actor("svetlana")):
        assert PaperFile.objects.get(paper=paper).template == template


@pytest.mark.django_db
def test_registered_order_stays_when_the_template_is_replaced(house: House) -> None:
    uploaded(house, written("Первая"))
    paper = registered(house)
    first = act("download", "tamara", paper)
    uploaded(house, written("Вторая"))
    assert act("download", "tamara", paper) == first


@pytest.mark.django_db
def test_versions_are_kept_and_used_again(house: House) -> None:
    first, second = uploaded(house, written("Первая")), uploaded(house, written("Вторая"), "tamara")
    assert (first.version, second.version) == (1, 2)
    paper, svetlana = drafted(house), make.actor("svetlana")
    assert "Вторая" in lines_of(act("download", "nina", paper))
    with acting(svetlana):
        use_template(by=svetlana, template=PaperTemplate.objects.get(pk=first.pk))
    assert "Первая" in lines_of(act("download", "nina", paper))
    with acting(svetlana):
        drop_template(by=svetlana, institution=house.school, kind=KIND)
        assert PaperTemplate.objects.count() == 2
        verbs = set(Entry.objects.filter(object_type="papers.papertemplate").values_list("verb", flat=True))
    assert verbs == {"upload_template", "use_template", "drop_template"}
    assert "П Р И К А З" in lines_of(act("download", "nina", paper))


@pytest.mark.django_db
def test_template_prints_its_own_kind_and_institution_only(house: House) -> None:
    uploaded(house, written("Наша"))
    with acting(make.actor("boris")):
        assert not PaperTemplate.objects.exists()
    with acting(make.actor("svetlana")):
        assert PaperTemplate.objects.get().kind == KIND


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["nina", "boris", "oleg", "irina"])
def test_templates_are_edited_by_curator_and_secretary(house: House, login: str) -> None:
    template = uploaded(house, written())
    with pytest.raises(Denied, match="куратор и секретарь"):
        uploaded(house, written(), login)
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        use_template(by=actor, template=template)
    with acting(actor), pytest.raises(Denied):
        drop_template(by=actor, institution=house.school, kind=KIND)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Зимину Даниилу объявить", "с участием Д. О. Зимина", "ЗИМИН Д."])
def test_name_of_a_pupil_has_no_place_in_a_template(house: House, text: str) -> None:
    with pytest.raises(Refused, match="назван обучающийся"):
        uploaded(house, written(text))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Куратор М. И. Котова", "в Зимин день", "ул. Зимина, 5"])
def test_name_of_a_grown_up_and_a_street_may_stand(house: House, text: str) -> None:
    assert uploaded(house, written(text)).version == 1


@pytest.mark.django_db
def test_too_large_template_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="больше 2 МБ"):
        uploaded(house, b"PK" + b"x" * (2 * 1024 * 1024))


@pytest.mark.django_db
def test_page_lists_fields_and_takes_a_template(house: House, signed_in: SignIn) -> None:
    client, address = signed_in("tamara"), reverse("papers:template_view", args=["pairs_order"])
    page = words(client.get(address))
    assert "{{ заголовок }}" in page and "строка.наставник" in page and "обязательно" in page
    bad = SimpleUploadedFile("наш.docx", written("{{ директор }}"))
    answer = client.post(address, {"file": bad})
    assert answer.status_code == 422 and "неизвестное поле «директор»" in words(answer)
    good = SimpleUploadedFile("наш.docx", written())
    assert "Версия 1 печатает приказы" in words(client.post(address, {"file": good}, follow=True))
    assert "шаблон организации" in words(client.get(reverse("papers:template_list")))


@pytest.mark.django_db
def test_own_template_is_downloaded_and_comes_back_unchanged(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    content = client.get(reverse("papers:template_default", args=["ending_order"])).content
    address = reverse("papers:template_view", args=["ending_order"])
    client.post(address, {"file": SimpleUploadedFile("шаблон.docx", content)})
    with acting(make.actor("svetlana")):
        version = PaperTemplate.objects.get()
    assert client.get(reverse("papers:template_download", args=[version.pk])).content == content


@pytest.mark.django_db
def test_unknown_kind_has_no_template(signed_in: SignIn, house: House) -> None:
    client = signed_in("svetlana")
    for kind in ("letter", "unknown"):
        assert client.get(reverse("papers:template_view", args=[kind])).status_code == 404
