"""From a file on disk to text."""

from pathlib import Path

import pytest

from ilacs_rules import Code
from ilacs_rules.text.reading import read_source


def test_the_text_and_the_name_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.yaml").write_bytes(b"\xef\xbb\xbfnote: caf\xc3\xa9\r\n")
    source, found = read_source(Path("rules") / "a.yaml")
    assert found == []
    assert source is not None
    assert (source.name, source.text) == ("rules/a.yaml", "note: café\r\n")


@pytest.mark.parametrize("name", ["none.yaml", "", "a\0b", "x" * 5000])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    source, found = read_source(f"{tmp_path}/{name}")
    assert source is None
    assert [d.code for d in found] == [Code.UNREADABLE_FILE]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    source, found = read_source(tmp_path / "big.yaml")
    assert source is None
    assert [d.message for d in found] == ["this file is larger than 2 MiB, the most that is read"]


def test_the_limit_itself_may_be_reached(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"abc")
    assert read_source(tmp_path / "a.csv", limit=3)[0] is not None
    assert [d.code for d in read_source(tmp_path / "a.csv", limit=2)[1]] == [Code.FILE_TOO_LARGE]


def test_a_wrong_byte_is_found_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("é: 1\nb: owner’s\n".encode() + "c: owner’s\n".encode("cp1252"))
    _, found = read_source(tmp_path / "a.yaml")
    assert [(d.code, d.span.line, d.span.column) for d in found] == [(Code.WRONG_ENCODING, 3, 9)]
