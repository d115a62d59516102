"""A policy document as a Word file: HTML made for pandoc, and what pandoc cannot do put right in what it makes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from ilacs_rules.documents.policy_document.content import Picture, PolicyDocument
from ilacs_rules.documents.policy_document.rendering import Templates

_STYLE = "reference.docx"
_FONTS = Path(__file__).parents[1] / "fonts"
_SHARPNESS = 1.875  # points of a picture for each unit of its width: 180 to the inch on a turned page
_EARLIEST = date(1980, 1, 1)  # that a ZIP file, as which a Word file is packed, can hold

_LAST_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=\s*</w:body>)", re.DOTALL)
_SECTION_END = re.compile(r'<w:sectPr><w:pgSz w:orient="(portrait|landscape)"\s*/></w:sectPr>')
_PAGE_SIZE = re.compile(r"<w:pgSz\b[^>]*>")
_MEASURE = re.compile(r'\bw:(w|h|left|right)="(\d+)"')
_EXTENT = re.compile(r"<(?:wp:extent|a:ext) c[^>]*>")
_LENGTH = re.compile(r'(\bc[xy]=)"(\d+)"')
_DAYS = re.compile(r"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")  # pandoc's are the day that it was given
_DAYS_AND_AUTHOR = re.compile(rf"{_DAYS.pattern}|<dc:creator>[^<]*</dc:creator>")
_FIRST_PAGE_APART = re.compile(r"<w:titlePg\b[^>]*/>")


class WordError(Exception):
    """The Word file could not be made; the message says why, in the words of the converter."""


def word(document: PolicyDocument, templates: Templates) -> bytes:
    """The document as a Word file. The same document, templates and converter give the same bytes.

    Raises ModuleNotFoundError if a package it needs is not installed, and WordError.
    """
    return word_file(
        lambda: templates.for_word(document),
        document.pictures(),
        document.published,
        templates,
        signed=not document.put_together_by_others,
    )


def word_file(
    html: Callable[[], str], pictures: Iterable[Picture], dated: date, templates: Templates, *, signed: bool = True
) -> bytes:
    """What the HTML becomes as a Word file, with its pictures, dated that day, in the house style. Raises as `word`.

    Its properties name the author that the HTML names if it is signed by them, and no day on which it was made.
    """
    import pypandoc
    import resvg_py  # noqa: F401 - asked for first, so that nothing is begun in vain

    try:
        pandoc = pypandoc.get_pandoc_path()
    except OSError:
        raise WordError("no pandoc was found: pip install --force-reinstall pypandoc-binary") from None
    if not zipfile.is_zipfile(templates.path(_STYLE)):
        raise WordError(f"{templates.path(_STYLE)} is not a Word file")
    day = datetime.combine(max(dated, _EARLIEST), time(), UTC)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for picture in pictures:
            (folder / f"{picture.name}.png").write_bytes(_drawn(picture))
        made = _converted(pandoc, templates, html(), day, folder)
    return _put_right(made, day, signed=signed)


def _drawn(picture: Picture) -> bytes:
    """A picture in points, as every program shows it: light, and with letters of its own."""
    import resvg_py

    fonts = sorted(str(path) for path in _FONTS.glob("*.ttf"))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture.svg,
            zoom=_SHARPNESS,
            background="white",
            skip_system_fonts=True,
            font_files=fonts,
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )
    )


def _converted(pandoc: str, templates: Templates, html: str, day: datetime, folder: Path) -> bytes:
    """What pandoc makes, without a look at the clock or at the settings of whoever runs it."""
    asked = [
        "--from=html",
        "--to=docx",
        "--output=-",
        "--fail-if-warnings",  # a picture it cannot find would only be a warning
        f"--data-dir={folder}",
        f"--reference-doc={templates.path(_STYLE)}",
        f"--lua-filter={templates.path('word.lua')}",
    ]
    done = subprocess.run(
        [pandoc, *asked],
        input=html.encode(),
        capture_output=True,
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(day.timestamp()))},
        check=False,
    )
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").partition("CallStack")[0]
        raise WordError(" ".join(said.split()) or f"pandoc ended with {done.returncode}")
    return done.stdout


def _put_right(made: bytes, day: datetime, *, signed: bool) -> bytes:
    """The same file with the headers of tables and the pages as they should be, every part of it dated that day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = _sectioned(_with_row_headers(content.decode())).encode()
            if name == "docProps/core.xml":
                content = (_DAYS if signed else _DAYS_AND_AUTHOR).sub("", content.decode()).encode()
            new.writestr(zipfile.ZipInfo(name, day.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _with_row_headers(text: str) -> str:
    """With the first column of each table told to be its header, as it is; pandoc tells it of the first row only."""
    return text.replace('w:firstColumn="0"', 'w:firstColumn="1"').replace('w:val="0020" />', 'w:val="00A0" />')


def _sectioned(text: str) -> str:
    """With every part on pages like those of the house style, upright or turned, with its header and footer."""
    last = _LAST_SECTION.search(text)
    if last is None:
        return text
    page = last[0]
    *parts, rest = _SECTION_END.split(text[: last.start()])
    made = ""
    for body, way in zip(parts[::2], parts[1::2], strict=True):
        made += _turned(body, page) if way == "landscape" else body + page
        page = _FIRST_PAGE_APART.sub("", page)  # only the document has a first page that is apart
    return made + rest + page + text[last.end() :]


def _turned(body: str, page: str) -> str:
    """A section whose pages lie on their side, with its pictures as much wider as these are."""
    size = {name: int(value) for name, value in _MEASURE.findall(page)}
    if not {"w", "h", "left", "right"} <= size.keys() or size["w"] >= size["h"]:
        return body + page  # the house style names no size, or its pages are wide enough
    margins = size["left"] + size["right"]

    def wider(length: re.Match[str]) -> str:
        return f'{length[1]}"{int(length[2]) * (size["h"] - margins) // (size["w"] - margins)}"'

    body = _EXTENT.sub(lambda extent: _LENGTH.sub(wider, extent[0]), body)
    return body + _PAGE_SIZE.sub(f'<w:pgSz w:w="{size["h"]}" w:h="{size["w"]}" w:orient="landscape"/>', page)
