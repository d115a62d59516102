"""The sheets of an XLSX workbook as tables.

A sheet becomes a text of its rows, cells joined by tabs, so that a line is a row and every cell has a place. The file
is read as it comes, row by row, and no further than it may be: a small file can hold a sheet of any size.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ilacs_rules.cases.sheet_values import EndedError, Formats, SheetReader, StringsReader, read_xml
from ilacs_rules.cases.table import CaseTable, Row, table_of
from ilacs_rules.language.names import fold
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import nearest
from ilacs_rules.text.reading import no_file, passed_over
from ilacs_rules.text.source import Source, nowhere

MOST_CELLS = 20_000_000  # of one sheet, empty ones between others counted

_OFFICE = "xl/workbook.xml"


def read_sheets(path: Path, limit: int, wanted: Mapping[str, int], out: list[Diagnostic]) -> dict[str, CaseTable]:
    """The tables on the sheets of the wanted (folded) names, by those; a workbook of one sheet gives that one.

    `wanted` says for each in which row its columns are named. What could not be read is reported: E101, and E103 for
    more than `limit` bytes when unpacked, or more than MOST_CELLS.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            return _Workbook(packed, path, limit, out).tables(wanted)
    except EndedError:
        message = "this workbook is larger than what is read"
        hint = "check that it is the right file, and that no cell far down or far to the right is filled"
        out.append(Diagnostic(Code.FILE_TOO_LARGE, message, nowhere(path.as_posix()), hint))
    except OSError as error:
        out.append(no_file(path.as_posix(), error.strerror or "it cannot be opened"))
    except Exception:  # a damaged workbook can be wrong in almost any way
        out.append(no_file(path.as_posix(), "it is not a sound workbook", "open it in Excel and save it again as XLSX"))
    return {}


@dataclass(slots=True)
class _Workbook:
    packed: zipfile.ZipFile
    path: Path
    limit: int
    out: list[Diagnostic]
    unpacked: int = 0
    strings: list[str] = field(default_factory=list)

    def tables(self, wanted: Mapping[str, int]) -> dict[str, CaseTable]:
        office = next(iter(self.related("", "/officeDocument").values()), _OFFICE)
        sheets: list[tuple[str, str]] = []
        since_1904 = False

        def look(name: str, given: Mapping[str, str]) -> None:
            nonlocal since_1904
            if name == "sheet":
                key = next((key for key in given if key.endswith(":id")), "")
                sheets.append((given["name"], given.get(key, "")))
            elif name == "workbookPr":
                since_1904 = given.get("date1904", "0") in ("1", "true", "on")

        self.read(office, look)
        worksheets = self.related(office, "/worksheet")
        there = [(name, worksheets[key]) for name, key in sheets if key in worksheets]
        chosen = there if len(there) == 1 else [(name, part) for name, part in there if fold(name) in wanted]
        if self.doubled(chosen):
            return {}
        self.tell_others([name for name, _ in there if name not in dict(chosen)], wanted)
        formats = Formats(since_1904)
        for part in self.related(office, "/styles").values():
            self.read(part, formats.element)
        for part in self.related(office, "/sharedStrings").values():
            strings = StringsReader(self.limit)
            self.read(part, strings.element, strings.ended, strings.text)
            self.strings = strings.found
        found = {}
        for name, part in chosen:
            table = self.table(name, part, formats, wanted.get(fold(name), max(wanted.values(), default=1)))
            if table is not None:
                found[fold(name)] = table
        return found

    def table(self, name: str, part: str, formats: Formats, headings: int) -> CaseTable | None:
        sheet = SheetReader(self.strings, formats, MOST_CELLS, self.limit)
        self.read(part, sheet.element, sheet.ended, sheet.text)
        source = Source(f"{self.path.as_posix()}, sheet {name}", "\n".join(sheet.lines))
        return table_of(source, _rows(source, sheet.lines, sheet.kinds), headings, self.out, ragged=False)

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The parts of a kind that a part of the file refers to, by the words it does so with."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}

        def look(element: str, given: Mapping[str, str]) -> None:
            if element == "Relationship" and given.get("Type", "").endswith(kind):
                found[given["Id"]] = posixpath.normpath(posixpath.join("/", folder, given["Target"])).lstrip("/")

        if path in self.packed.NameToInfo:
            self.read(path, look)
        return found

    def read(self, part: str, *handlers: object) -> None:
        info = self.packed.getinfo(part)
        self.unpacked += info.file_size  # more than it says is never unpacked
        if self.unpacked > self.limit:
            raise EndedError
        with self.packed.open(info) as stream:
            read_xml(stream, *handlers)  # type: ignore[arg-type]

    def doubled(self, chosen: list[tuple[str, str]]) -> bool:
        names: dict[str, str] = {}
        for name, _ in chosen:
            other = names.setdefault(fold(name), name)
            if other != name:
                reason = f"it has two sheets of one name, “{other}” and “{name}”"
                self.out.append(no_file(self.path.as_posix(), reason, "rename the one that is not meant"))
        return len(names) < len(chosen)

    def tell_others(self, names: list[str], wanted: Mapping[str, int]) -> None:
        """A sheet that is not read and might be one that is meant: “events 2023” beside “events”."""
        near = [name for name in names if nearest(name, wanted) or any(word in fold(name) for word in wanted)]
        if near:
            sheets = [self.path / name for name in near]
            self.out.append(passed_over(self.path, sheets, "events are read from one sheet, and facts from one"))


def _rows(source: Source, lines: list[str], kinds: list[str]) -> Iterator[Row | Diagnostic]:
    at = 0
    for line, kind in zip(lines, kinds, strict=True):
        end = at + len(line)
        yield Row(source, at, end, line.split("\t") if line else [], "\t", kinds=kind)
        at = end + 1
