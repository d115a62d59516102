"""Whatever a case file holds, reading it raises nothing, and a case is never read from what is in error."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases.vocabularies import read_cases
from tests.conftest import tried
from tests.policies import errors, in_words

PIECES = [
    *("case", "event", "on", "start", "risk", "Baths", "Library", "full check", "fire drill", "2020-01-01", "2020-13"),
    *(
        "2020",
        "low",
        "yes",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        '"',
        '""',
        "\r\n",
        " ",
        ";",
        "\t",
        "\0",
        "é",
        "\ufeff",
        "{",
        "}",
    ),
    *(
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "name: ",
        "events:",
        "  ",
        "cases",
        "facts",
        "complete from",
        "never",
        "null",
        "\\",
        "#",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
# the bytes in four forms, so 10,000 in all
MANY = settings(max_examples=tried(250), suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("suffix", [".csv", ".json", ".yaml", ".xlsx"])
@pytest.mark.thorough
@MANY
@given(data=st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(data)
    cases, found = read_cases(file)
    in_words(found)
    assert cases or found or not data.strip()


@pytest.fixture(scope="module")
def sound_workbook() -> dict[str, bytes]:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (
        ["case", "event", "on", "risk"],
        ["Baths", "full check", date(2020, 1, 1), "low"],
        ["Baths", 1.5, True],
    ):
        sheet.append(row)
    book.save(file)
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_to_a_workbook_is_read_or_refused(
    data: st.DataObject, sound_workbook: dict[str, bytes], tmp_path: Path
) -> None:
    damaged = data.draw(st.sampled_from(sorted(sound_workbook)))
    start = data.draw(st.integers(0, len(sound_workbook[damaged])))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from([b"", b"<", b"0", b"-1", b"99999999999999", b"ZZZ9", b"&", b"d", b"e", b"\xff"]))
    file = tmp_path / "any.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in sound_workbook.items():
            packed.writestr(name, part[:start] + put + part[start + length :] if name == damaged else part)
    cases, found = read_cases(file)
    in_words(found)
    assert cases or found


@pytest.mark.thorough
@MANY
@given(rows=TEXTS)
def test_any_rows_below_a_good_header_are_read_or_reported(rows: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(("case,event,on,risk\n" + rows).encode("utf-8", "surrogatepass"))
    cases, found = read_cases(file)
    in_words(found)
    nothing_written = not rows.replace(",", "").replace('"', "").strip()
    assert cases or errors(found) or nothing_written


@pytest.mark.thorough
@MANY
@given(text=TEXTS)
def test_any_mapping_is_read_or_refused(text: str, tmp_path: Path) -> None:
    mapping, table = tmp_path / "mapping.yaml", tmp_path / "rows.csv"
    mapping.write_bytes(text.encode("utf-8", "surrogatepass"))
    table.write_text("case,event,on,risk\nBaths,full check,2020-01-01,low\n", encoding="utf-8")
    in_words(read_cases(table, mapping)[1])
