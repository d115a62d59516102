"""The house style of the Word form, as `templates/reference.docx` holds it; `pytest --rewrite` stores it there.

The file holds no text of a document, only styles, page, header and footer. Whoever wants another look opens a copy of
it in Word, changes the styles and puts it into a folder of templates; this is the style we ship.
"""

from __future__ import annotations

import io
import zipfile

TEXT, QUIET, LINK, LINE, SOFT = "16202B", "4B5865", "0B5394", "C3CCD5", "F4F6F8"
SANS, MONO = "Arial", "Consolas"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = "xmlns:a='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "


def house_style() -> bytes:
    """The file, the same every time."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/document.xml": _part("document", f"<w:body>{_every_style()}{_page()}</w:body>"),
        "word/styles.xml": _part("styles", _styles()),
        "word/settings.xml": _part("settings", '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'),
        "word/header1.xml": _part("hdr", _header()),
        "word/footer1.xml": _part("ftr", _footer()),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# ------------------------------------------------------------------------------------------------ styles


def _styles() -> str:
    rest = [
        _paragraph("Normal", "Normal", "", after=120, line=276, default=True),
        _paragraph("BodyText", "Body Text", based="Normal", before=60),
        _paragraph("FirstParagraph", "First Paragraph", based="BodyText"),
        _paragraph("BeforePicture", "Before Picture", based="BodyText", keep=True),
        _paragraph("Compact", "Compact", based="BodyText", before=20, after=20, line=252),
        _paragraph("Title", "Title", size=52, bold=True, colour=LINK, before=2400, after=240, line=240),
        _paragraph("Author", "Author", size=28, colour=QUIET, after=60),
        _paragraph("Date", "Date", size=28, colour=QUIET, after=720),
        _heading(1, size=36, before=0, after=200, more="<w:pageBreakBefore/>"),
        _heading(2, size=27, before=360, after=100),
        _heading(3, size=23, before=240, after=80),
        _paragraph("TOCHeading", "TOC Heading", size=32, bold=True, colour=LINK, before=240, after=120, keep=True),
        _contents(1, indent=0, before=120, bold=True),
        _contents(2, indent=360, before=0, bold=False),
        _paragraph("TableCaption", "Table Caption", bold=True, before=200, after=80, keep=True),
        _paragraph("Caption", "caption", colour=QUIET, size=20),
        _paragraph("ImageCaption", "Image Caption", based="Caption", after=120, keep=True),
        _paragraph("CaptionedFigure", "Captioned Figure", before=160, after=60, keep=True),
        _paragraph("Figure", "Figure", before=160, after=60, keep=True),
        _paragraph("PictureInWords", "Picture in Words", size=19, before=0, after=20, line=252),
        _paragraph("Beside", "Beside", size=18, colour=QUIET, before=40, after=200),
        _paragraph("Footer", "footer", size=18, colour=QUIET, after=0),
        _paragraph("Header", "header", size=18, colour=QUIET, after=0, more=_line("bottom", LINE, space=6)),
        _paragraph(
            "SourceCode",
            "Source Code",
            size=17,
            font=MONO,
            before=120,
            after=0,
            line=240,
            keep=True,
            more="<w:keepLines/>"
            + _line("left", LINE, width=24, space=8)
            + f'<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/><w:ind w:left="180"/>',
        ),
        _character("VerbatimChar", "Verbatim Char", f'{_fonts(MONO)}<w:sz w:val="17"/>'),
        _character("Hyperlink", "Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>'),
        _character("Term", "Term", f'<w:color w:val="{TEXT}"/><w:u w:val="dotted" w:color="{QUIET}"/>'),
        _table(),
    ]
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SANS)}"
        f'<w:color w:val="{TEXT}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>" + "".join(rest)
    )


def _paragraph(
    identity: str,
    name: str,
    based: str = "Normal",
    *,
    size: int = 0,
    bold: bool = False,
    colour: str = "",
    font: str = "",
    before: int | None = None,
    after: int | None = None,
    line: int = 0,
    keep: bool = False,
    more: str = "",
    default: bool = False,
) -> str:
    """A style of paragraphs: `size` in half points, distances in twentieths of a point. `more` keeps Word's order."""
    spaces = {"before": before, "after": after, "line": line or None}
    spacing = "".join(f' w:{key}="{value}"' for key, value in spaces.items() if value is not None)
    spacing += ' w:lineRule="auto"' if line else ""
    frame, indent = more, ""
    if "<w:ind" in more:
        frame, indent = more[: more.index("<w:ind")], more[more.index("<w:ind") :]
    layout = ("<w:keepNext/>" if keep else "") + frame + (f"<w:spacing{spacing}/>" if spacing else "") + indent
    letters = (
        (_fonts(font) if font else "")
        + ("<w:b/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )
    return (
        f'<w:style w:type="paragraph"{_DEFAULT if default else ""} w:styleId="{identity}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_DEFAULT = ' w:default="1"'


def _heading(level: int, *, size: int, before: int, after: int, more: str = "") -> str:
    written = _paragraph(
        f"Heading{level}",
        f"heading {level}",
        size=size,
        bold=True,
        colour=LINK,
        before=before,
        after=after,
        line=240,
        keep=True,
        more=f"<w:keepLines/>{more}",
    )
    following = '<w:next w:val="BodyText"/>'
    return written.replace("<w:qFormat/>", f"{following}<w:qFormat/>").replace(
        "</w:pPr>", f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    )


def _contents(level: int, *, indent: int, before: int, bold: bool) -> str:
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_TEXT_WIDTH}"/></w:tabs><w:ind w:left="{indent}"/>'
    return _paragraph(f"TOC{level}", f"toc {level}", before=before, after=20, line=252, bold=bold, more=tab)


def _character(identity: str, name: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{letters}</w:rPr></w:style>'
    )


def _table() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in sides)
    return (
        '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="19"/></w:rPr>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr><w:trPr><w:cantSplit/></w:trPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _line(side: str, colour: str, *, width: int = 4, space: int = 0) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


# ------------------------------------------------------------------------------------------------ page

_TEXT_WIDTH = 11906 - 2 * 1134  # A4, with margins of 2 cm


def _page() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1247" w:left="1134" '
        'w:header="680" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _header() -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_of_the_file("Title")}</w:p>'


def _of_the_file(name: str) -> str:
    """A property of the file, bound to it: Word shows it without being asked."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name.lower()}"/>'
        f"<w:dataBinding w:prefixMappings=\"{_CORE}xmlns:b='http://purl.org/dc/elements/1.1/'\" "
        f'w:xpath="/a:coreProperties[1]/b:{name.lower()}[1]" '
        'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{name}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _footer() -> str:
    def number(field: str) -> str:
        return f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def words(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    inside = words("Page ") + number("PAGE") + words(" of ") + number("NUMPAGES")
    status = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_of_the_file("Subject")}</w:p>'
    return f'{status}<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{inside}</w:p>'


def _every_style() -> str:
    """A line in each of the styles, so that they can be seen when the file is opened in Word."""
    shown = {
        "Title": "Title of the policy",
        "Author": "Publisher",
        "Date": "Days on which it is in force",
        "TOCHeading": "Heading of the contents",
        "TOC1": "Chapter in the contents",
        "TOC2": "Section in the contents",
        "Heading1": "Chapter",
        "Heading2": "Section",
        "BodyText": "Text.",
        "BeforePicture": "Text on the same page as the picture below it.",
        "Compact": "Text in a list or table.",
        "TableCaption": "Title of a table",
        "ImageCaption": "Title of a picture",
        "PictureInWords": "What a picture shows, in words.",
        "SourceCode": "text of a rule",
        "Beside": "Where a rule was written, and links to it.",
    }
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in shown.items()
    )


# ------------------------------------------------------------------------------------------------ package


def _part(name: str, inside: str) -> str:
    return f'{_HEAD}<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{inside}</w:{name}>'


def _relations(*relations: tuple[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{written}'
        "</Relationships>"
    )


def _content_types() -> str:
    names = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "header1": "header",
        "footer1": "footer",
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in names.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )
