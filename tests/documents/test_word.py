"""The Word form: all of the document, links that lead somewhere, a house style, and the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from ilacs_rules import PolicyDocument
from ilacs_rules.documents.policy_document.content import Folded, Link, RuleText, TableBlock, blocks_of, plain
from ilacs_rules.documents.policy_document.word import WordError, word
from ilacs_rules.documents.templating import TEMPLATES
from tests.documents.house_style import house_style
from tests.documents.reading_documents import FIRE, LAUNCH, ROOT, Templates, document

pytestmark = pytest.mark.thorough

pytest.importorskip("pypandoc", reason="the Word form needs pypandoc-binary: pip install 'ilacs-rules[word]'")
pytest.importorskip("resvg_py", reason="the Word form needs resvg-py: pip install 'ilacs-rules[word]'")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

THREE = [
    pytest.param("ilacs", LAUNCH, id="launch"),
    pytest.param("ilacs", date(2026, 4, 1), id="newest"),
    pytest.param(FIRE, date(2024, 4, 1), id="fire-safety"),
]
three_documents = pytest.mark.parametrize(("policy", "on"), THREE)


@cache
def made(policy: str | Path, on: date) -> bytes:
    return word(document(policy, on), Templates())


def part(packed: bytes, name: str) -> Element:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return fromstring(archive.read(name))


def body(policy: str | Path, on: date) -> Element:
    return part(made(policy, on), "word/document.xml")


def text_of(element: Element) -> str:
    said = (each for each in element.iter() if each.tag in (f"{W}t", f"{W}br"))
    return "".join("\n" if each.tag == f"{W}br" else each.text or "" for each in said)


def paragraphs(inside: Element, style: str) -> Iterator[Element]:
    for each in inside.iter(f"{W}p"):
        found = each.find(f"{W}pPr/{W}pStyle")
        if found is not None and found.get(f"{W}val") == style:
            yield each


def headings(found: PolicyDocument) -> Iterator[tuple[int, str]]:
    for page in found.pages:
        yield 1, f"{page.number} {page.title}"
        yield from ((2, f"{section.number} {section.title}") for section in page.sections)


# ------------------------------------------------------------------------------------------------ what is in it


@three_documents
def test_the_headings_are_those_of_the_document(policy: str | Path, on: date) -> None:
    inside = body(policy, on)
    told = list(headings(document(policy, on)))
    for level in (1, 2):
        expected = [title for of_level, title in told if of_level == level]
        assert [text_of(each) for each in paragraphs(inside, f"Heading{level}")] == expected


@three_documents
def test_the_first_page_says_what_it_is(policy: str | Path, on: date) -> None:
    found, inside = document(policy, on), body(policy, on)
    days = f"In force {found.in_force}. {found.status}"
    for style, told in (("Title", found.title), ("Author", found.attributed), ("Date", days)):
        assert [text_of(each) for each in paragraphs(inside, style)] == [told]


@three_documents
def test_the_contents_are_a_field_that_holds_every_heading(policy: str | Path, on: date) -> None:
    inside = body(policy, on)
    entries = [text_of(each) for level in (1, 2) for each in paragraphs(inside, f"TOC{level}")]
    assert sorted(entries) == sorted(title for _, title in headings(document(policy, on)))
    assert [each.get(f"{W}fldCharType") for each in inside.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
    (begun,) = [each for each in inside.iter(f"{W}fldChar") if each.get(f"{W}dirty") == "true"]
    assert begun.get(f"{W}fldCharType") == "begin", "Word numbers the pages when it opens the file"
    assert [each.text for each in inside.iter(f"{W}instrText")] == [r'TOC \o "1-2" \h \z \u']


@three_documents
def test_every_table_is_there_with_its_headers(policy: str | Path, on: date) -> None:
    tables = [each for page in document(policy, on).pages for each in blocks_of(page) if isinstance(each, TableBlock)]
    written = list(body(policy, on).iter(f"{W}tbl"))
    assert len(written) == len(tables) > 0
    captions = [text_of(each) for each in paragraphs(body(policy, on), "TableCaption")]
    assert captions == [each.caption for each in tables]
    for table, block in zip(written, tables, strict=True):
        rows = table.findall(f"{W}tr")
        assert len(rows) == 1 + len(block.rows)
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * len(block.rows)
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert int(look.get(f"{W}val", ""), 16) == 0x20 + 0x80  # the same once more, for older programs


@three_documents
def test_every_picture_is_there_with_its_title_and_its_words(policy: str | Path, on: date) -> None:
    pictures = list(document(policy, on).pictures())
    inside = body(policy, on)
    told = [each.get("descr", "") for each in inside.iter(f"{DRAWN}docPr")]
    assert told == [f"{each.title}. The picture in words stands below it." for each in pictures]
    in_words = [text_of(each) for each in paragraphs(inside, "PictureInWords")]
    folded = [block for page in document(policy, on).pages for block in blocks_of(page) if isinstance(block, Folded)]
    steps = {told for block in folded for told in (f"{block.summary}:", *map(plain, block.items))}
    assert [each for each in in_words if each not in {"The picture in words:", *steps}] == [
        sentence for picture in pictures for sentence in picture.words
    ]
    assert steps <= set(in_words)


@three_documents
def test_the_pictures_are_light_whatever_the_reader_prefers(policy: str | Path, on: date) -> None:
    with zipfile.ZipFile(BytesIO(made(policy, on))) as archive:
        images = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(images) == len(list(document(policy, on).pictures()))
    for image in images:
        assert image.startswith(b"\x89PNG")
        chunks = re.findall(rb"IDAT(.*?)(?=.{4}.{4}(?:IDAT|IEND))", image, re.DOTALL)
        points = zlib.decompressobj().decompress(b"".join(chunks), 4)
        assert points[1:4] == b"\xff\xff\xff"  # the corner, after the byte that says how the first line is packed


@three_documents
def test_every_link_leads_somewhere(policy: str | Path, on: date) -> None:
    inside = body(policy, on)
    bookmarks = [each.get(f"{W}name") for each in inside.iter(f"{W}bookmarkStart")]
    links = {each.get(f"{W}anchor") for each in inside.iter(f"{W}hyperlink") if not each.get(f"{R}id")}
    assert len(links) > 30
    assert links <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))
    assert all(name and len(name) <= 40 for name in bookmarks), "Word cuts longer names"
    relations = part(made(policy, on), "word/_rels/document.xml.rels")
    outside = {each.get("Target") for each in relations if each.get("Type", "").endswith("/hyperlink")}
    assert outside == {each.address for each in links_of(document(policy, on)) if each.address}


def links_of(found: PolicyDocument) -> Iterator[Link]:
    def inside(value: object) -> Iterator[Link]:
        if isinstance(value, Link):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                yield from inside(each)
        elif not isinstance(value, RuleText) and hasattr(value, "__slots__"):
            for name in value.__slots__:
                yield from inside(getattr(value, name))

    for page in found.pages:
        yield from inside(page)


@three_documents
def test_the_text_of_the_rules_is_there_line_by_line(policy: str | Path, on: date) -> None:
    texts = [each for page in document(policy, on).pages for each in blocks_of(page) if isinstance(each, RuleText)]
    assert [text_of(each) for each in paragraphs(body(policy, on), "SourceCode")] == [
        "\n".join(each.lines) for each in texts
    ]


@three_documents
def test_wide_pages_for_pictures_and_a_header_on_every_page(policy: str | Path, on: date) -> None:
    sections = list(body(policy, on).iter(f"{W}sectPr"))
    ways = [size.get(f"{W}orient", "portrait") for each in sections for size in each.iter(f"{W}pgSz")]
    assert ways == ["portrait", "landscape", "portrait"]
    for each in sections:
        assert each.find(f"{W}headerReference") is not None
        assert each.find(f"{W}footerReference") is not None
    assert [each.find(f"{W}titlePg") is not None for each in sections] == [True, False, False]
    widths = {int(each.get("cx", "0")) for each in body(policy, on).iter(f"{DRAWN}extent")}
    across = (16838 - 2 * 1134) * 635  # a turned A4 page without its margins, in the smallest of Word's units
    assert all(0.99 < width / across <= 1 for width in widths)


# ------------------------------------------------------------------------------------------------ the file


def properties(policy: str | Path, on: date) -> str:
    core = part(made(policy, on), "docProps/core.xml")
    return "".join(f"{each.tag.split('}')[1]}={each.text};" for each in core)


def test_its_properties_name_who_speaks_and_no_day_of_making() -> None:
    """Of a reconstruction nobody does; and the day of the rules is not that on which the file was made."""
    core = properties("ilacs", LAUNCH)
    assert "title=Inspection of local authority children's services (ILACS);" in core
    assert "creator" not in core
    assert "description=Put together by others, about the policy of Ofsted;" in core
    assert "subject=Reconstruction from public sources, not an official text;" in core  # shown in every footer
    assert "language=en-GB;" in core
    assert "created" not in core
    assert "modified" not in core
    assert "creator=Anyshire Fire Service;" in properties(FIRE, date(2024, 4, 1))
    styles = part(made("ilacs", LAUNCH), "word/styles.xml")
    assert [each.get(f"{W}val") for each in styles.iter(f"{W}lang")] == ["en-GB"]


def test_the_same_bytes_on_another_day_in_another_folder(tmp_path: Path) -> None:
    program = (
        "import sys; from datetime import date; from ilacs_rules.api import load;"
        "from ilacs_rules.documents.policy_document.document import policy_document as make;"
        "from ilacs_rules.documents.policy_document.edition import Edition;"
        "from ilacs_rules.documents.policy_document.rendering import Templates;"
        "from ilacs_rules.documents.policy_document.word import word;"
        "sys.stdout.buffer.write(word(make(load('ilacs'), date(2018, 1, 1), edition=Edition.FULL), Templates()))"
    )
    elsewhere = {"PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1900000000"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, **elsewhere, "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == made("ilacs", LAUNCH)
    with zipfile.ZipFile(BytesIO(done.stdout)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2017, 11, 29)}


# ------------------------------------------------------------------------------------------------ the house style


def shipped() -> dict[str, bytes]:
    with zipfile.ZipFile(TEMPLATES / "reference.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_house_style_takes_the_place_of_ours(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reference.docx", "w") as archive:
        for name, content in shipped().items():
            archive.writestr(name, content.replace(b'"0B5394"', b'"7A1F3D"').replace(b"Page ", b"Sheet "))
    packed = word(document("ilacs", LAUNCH), Templates(tmp_path))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        styles, footer = archive.read("word/styles.xml"), archive.read("word/footer1.xml")
    assert b"7A1F3D" in styles
    assert b"0B5394" not in styles
    assert b"Sheet " in footer


def test_a_style_without_a_size_of_page_will_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reference.docx", "w") as archive:
        for name, content in shipped().items():
            archive.writestr(name, re.sub(rb"<w:pg(Sz|Mar)[^>]*>", b"", content))
    packed = word(document("ilacs", LAUNCH), Templates(tmp_path))
    assert len(list(part(packed, "word/document.xml").iter(f"{W}sectPr"))) == 3


def test_a_style_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_text("blue headings, please")
    with pytest.raises(WordError, match=r"reference\.docx is not a Word file"):
        word(document("ilacs", LAUNCH), Templates(tmp_path))


def test_what_the_converter_says_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "word.lua").write_text('error("this house has no filter")')
    with pytest.raises(WordError, match="this house has no filter") as told:
        word(document("ilacs", LAUNCH), Templates(tmp_path))
    assert "\n" not in str(told.value)


def test_the_style_we_ship_is_the_one_described(pytestconfig: pytest.Config) -> None:
    described = house_style()
    if pytestconfig.getoption("--rewrite"):
        (TEMPLATES / "reference.docx").write_bytes(described)
    with zipfile.ZipFile(BytesIO(described)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == shipped()


def test_tables_have_lines_and_rules_a_light_ground_and_letters_of_one_width() -> None:
    styles = {each.get(f"{W}styleId"): each for each in part(made("ilacs", LAUNCH), "word/styles.xml")}
    lines = styles["Table"].find(f"{W}tblPr/{W}tblBorders")
    assert lines is not None
    assert {each.get(f"{W}val") for each in lines} == {"single"}
    ground = styles["SourceCode"].find(f"{W}pPr/{W}shd")
    assert ground is not None
    assert ground.get(f"{W}fill") == "F4F6F8"
    letters = styles["VerbatimChar"].find(f"{W}rPr/{W}rFonts")
    assert letters is not None
    assert letters.get(f"{W}ascii") == "Consolas"
