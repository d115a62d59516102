"""What stands in a sheet of a workbook: its XML read as it comes, each cell as the text that a reader of it sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import IO
from xml.parsers import expat

from ilacs_rules.cases import kept

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, as Excel has them
MOST_IN_A_CELL = 1 << 18  # characters; Excel has far fewer

_CHUNK = 1 << 16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_MINUTES = re.compile(r"(?<=h)([^a-z]*)m+|m+(?=[^a-z]*s)", re.IGNORECASE)
_LEAP_DAY_OF_1900 = 60  # the number by which spreadsheets keep a day that never was
_NO_DAYS = {0: "1900-01-00", _LEAP_DAY_OF_1900: "1900-02-29"}
_ZEROS = re.compile("0{2,}")
_AS_KEPT = ("general", "0", "@", "#", "")
_BUILT_IN = {  # formats that a workbook names by number alone
    **dict.fromkeys((14, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **{15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss"},
    **{22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 1: "0", 2: "0.00", 3: "#,##0"},
    **{4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 37: "#,##0", 38: "#,##0"},
    **{39: "#,##0.00", 40: "#,##0.00", 48: "##0.0E+0", 49: "@"},
}

Started = Callable[[str, Mapping[str, str]], None]


class EndedError(Exception):
    """There is more than may be read."""


class _UnsoundError(Exception):
    """It cannot be what it says it is."""


def read_xml(
    stream: IO[bytes],
    started: Started,
    ended: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element by its name without a prefix, as the XML comes. A document type is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse

    def root(name: str, given: Mapping[str, str]) -> None:
        if ":" in name:
            parser.StartElementHandler = lambda name, given: started(name.rpartition(":")[2], given)
            parser.EndElementHandler = (lambda name: ended(name.rpartition(":")[2])) if ended is not None else None
        else:
            parser.StartElementHandler, parser.EndElementHandler = started, ended
        started(name.rpartition(":")[2], given)

    parser.StartElementHandler = root
    parser.CharacterDataHandler = text
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise _UnsoundError


class StringsReader:
    """The texts that cells share, in `found`."""

    def __init__(self, limit: int) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._inside = self._aloud = False
        self._left = limit

    def element(self, name: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "t":
            self._inside = not self._aloud
        elif name == "rPh":  # how it is read aloud
            self._aloud = True

    def ended(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._aloud = False
        elif name == "si":
            self.found.append(_clean("".join(self._parts)))
            self._parts = []

    def text(self, text: str) -> None:
        """Some of the text of an element."""
        if self._inside:
            self._left -= len(text)
            if self._left < 0:
                raise EndedError
            self._parts.append(text)


class Formats:
    """How the styles of a workbook show numbers."""

    def __init__(self, since_1904: bool) -> None:
        self._since_1904 = since_1904
        self._codes = dict(_BUILT_IN)
        self._styles: list[int] = []
        self._in_cells = False
        self._known: dict[str, _Format] = {}

    def element(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "numFmt":
            self._codes[int(given["numFmtId"])] = given.get("formatCode", "General")
        elif name in ("cellXfs", "cellStyleXfs"):
            self._in_cells = name == "cellXfs"
        elif name == "xf" and self._in_cells:
            self._styles.append(int(given.get("numFmtId", 0)))

    def of(self, style: str) -> _Format:
        """The format that a style shows numbers in."""
        found = self._known.get(style)
        if found is None:
            number = int(style or 0)
            code = self._codes.get(self._styles[number], "General") if number < len(self._styles) else "General"
            found = self._known[style] = _Format(code, self._since_1904)
        return found


class _Format:
    """One way of showing a number."""

    def __init__(self, code: str, since_1904: bool) -> None:
        shown = _NOT_SHOWN.sub("", code.partition(";")[0]).strip()
        letters = shown.lower() if shown.lower() != "general" else ""
        dated = _MINUTES.sub("\\1", letters)
        self._shown = shown.lower()
        self._day, self._month, self._year = "d" in dated, "m" in dated, "y" in dated
        self._time = "h" in letters or "s" in letters or letters.strip("[]") in ("h", "m", "s")
        self._is_day = self._day or self._month or self._year or self._time
        self._epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        self._since_1904 = since_1904

    def number(self, written: str) -> tuple[str, str]:
        """What a number is shown as, and how it is kept (`kept`)."""
        value = float(written)
        if self._is_day:
            return self._moment(value)
        if not value.is_integer() or abs(value) >= 1e15:
            exact = abs(value) < 1e15 and self._shown in _AS_KEPT
            return f"{Decimal(f'{value:.15g}'):f}", kept.NUMBER if exact else kept.SHOWN_OTHERWISE
        number = int(value)
        if _ZEROS.fullmatch(self._shown) and number >= 0:
            return f"{number:0{len(self._shown)}}", kept.PADDED
        plain = self._shown in _AS_KEPT or (self._shown == "#,##0" and abs(number) < 1000)
        return str(number), kept.NUMBER if plain else kept.SHOWN_OTHERWISE

    def _moment(self, value: float) -> tuple[str, str]:
        """A day as it is shown: as a month if no day is, with its time if that is; a day without a year is no day."""
        seconds = round(value * 86_400)
        days, seconds = divmod(seconds, 86_400)
        if not self._since_1904 and days < 60:
            days += 1  # there was a 29 February 1900 in the first spreadsheets
        try:
            day = self._epoch + timedelta(days)
        except OverflowError:
            return f"{value:f}", kept.DAY
        time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
        if not self._year:
            return (f"{day:%m-%d}" if self._month or self._day else time), kept.DAY
        if not self._since_1904 and (value < 1 or int(value) == _LEAP_DAY_OF_1900):
            return _NO_DAYS.get(int(value), f"{int(value)}"), kept.DAY  # a formula that found nothing comes to 0
        if not self._day:
            return (f"{day:%Y-%m}" if self._month else f"{day:%Y}"), kept.DAY
        return (f"{day}T{time}" if self._time and seconds else f"{day}"), kept.DAY


class SheetReader:
    """The rows of a sheet as `lines` of cells joined by tabs, and for each cell how it is kept, in `kinds`."""

    def __init__(self, strings: list[str], formats: Formats, most_cells: int, most_characters: int) -> None:
        self.lines: list[str] = []
        self.kinds: list[str] = []
        self._strings = strings
        self._formats = formats
        self._cells_left = most_cells
        self._characters_left = most_characters
        self._rows_left = MOST_ROWS
        self._row = self._column = self._in_cell = 0
        self._texts: list[str] = []
        self._row_kinds: list[str] = []
        self._type = self._style = ""
        self._formula = self._inside = self._aloud = False
        self._parts: list[str] = []

    def element(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            reference = given.get("r")
            self._column = _column(reference) if reference is not None else self._column + 1
            self._type, self._style = given.get("t", "n"), given.get("s", "")
            self._formula = False
            self._parts, self._in_cell = [], 0
        elif name == "v" or (name == "t" and not self._aloud):
            self._inside = True
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aloud = True
        elif name == "row":
            number = int(given.get("r", self._row + 1))
            self._rows_left -= 1
            if number > MOST_ROWS or self._rows_left < 0:
                raise EndedError
            if number <= self._row:
                raise _UnsoundError
            self._row, self._column = number, 0

    def text(self, text: str) -> None:
        """Some of the text of an element."""
        if self._inside:
            self._in_cell += len(text)
            if self._in_cell > MOST_IN_A_CELL:
                raise EndedError
            self._parts.append(text)

    def ended(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            self._cell()
        elif name in ("v", "t"):
            self._inside = False
        elif name == "rPh":
            self._aloud = False
        elif name == "row" and self._texts:
            missing = self._row - 1 - len(self.lines)
            self.lines.extend([""] * missing)
            self.kinds.extend([""] * missing)
            line = "\t".join(self._texts)
            self._characters_left -= len(line)
            if self._characters_left < 0:
                raise EndedError
            self.lines.append(line)
            self.kinds.append("".join(self._row_kinds))
            self._texts, self._row_kinds = [], []

    def _cell(self) -> None:
        text, kind = self._value("".join(self._parts))
        if not text and not kind:
            return
        if not len(self._texts) < self._column <= MOST_COLUMNS:
            raise _UnsoundError
        between = self._column - 1 - len(self._texts)
        self._cells_left -= between + 1
        if self._cells_left < 0:
            raise EndedError
        self._texts.extend([""] * between)
        self._row_kinds.extend([kept.TEXT] * between)
        self._texts.append(text)
        self._row_kinds.append(kind)

    def _value(self, written: str) -> tuple[str, str]:
        match self._type:
            case _ if self._formula and not written and self._type != "str":
                return "\ufffd", kept.FORMULA
            case "s":
                return self._strings[int(written)] if written else "", kept.TEXT if written else ""
            case "str" | "inlineStr":
                text = _clean(written)
                return text, kept.TEXT if text else ""
            case "b":
                return ("yes" if written.strip() == "1" else "no"), kept.YES_OR_NO
            case "e":
                return _clean(written), kept.ERROR
            case "d":
                return written.strip().removesuffix("T00:00:00"), kept.DAY
            case _:
                return self._formats.of(self._style).number(written) if written.strip() else ("", "")


def _column(reference: str) -> int:
    """The number of a column, from 1, in the name of a cell such as `AB12`."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
        if number > MOST_COLUMNS:
            raise _UnsoundError
    return number


def _clean(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(unicodedata.normalize("NFC", text).split())
