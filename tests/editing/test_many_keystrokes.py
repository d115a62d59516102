"""Hundreds of edits and truncations of each shipped rule file, sent to the language server as an editor sends them.

It answers each time, what it finds at the end is what is wrong with the text then, and it does not grow. This takes a
quarter of an hour: it runs with `make test-long` alone.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from tests.conftest import LONG, ROOT
from tests.editing.client import Client, started

EDITS = 500
MOST_MORE = 60  # MB more at the end than after a third of the files, when all that it keeps is full
TYPED = (
    *("", " ", "\n", ":", "- ", "{", "}", "[", "|", ">-\n", '"', "#", "\t", "\r\n", "?", "&a", "é", "🛗"),
    *("is ", "every ", "last ", "when: ", "event", "table: |\n  | a | b |\n", "0", "2026-02-30"),
)
SHIPPED = sorted((ROOT / "rules").rglob("????-??-??.yaml")) + sorted((ROOT / "examples").rglob("????-??-??.yaml"))

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not LONG, reason="takes long: make test-long")]


def test_each_file_is_written_at_for_long() -> None:
    """Each edit is taken back or built upon; a truncation is typed away from its end."""
    chance = random.Random(1)
    sizes = []
    with started(ROOT) as client:
        for path in SHIPPED:
            _written_at(client, path, chance, EDITS)
            sizes.append(_megabytes(client))
    assert sizes[-1] <= sizes[len(sizes) // 3] + MOST_MORE, sizes


def _written_at(client: Client, path: Path, chance: random.Random, edits: int) -> None:
    whole = text = path.read_bytes().decode()
    client.write(path, text)
    before = _told(client, path)
    for number in range(edits):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 3, 20, len(text) if number % 10 == 0 else 0)))
        typed = chance.choice(TYPED)
        client.type(path, text, start, end, typed)
        after = text[:start] + typed + text[end:]
        line, character = client.place(after, start + len(typed))
        client.at(chance.choice(("completion", "hover", "definition")), path, line, character)
        if number % 3 == 0:
            for asked in ("semanticTokens/full", "documentSymbol", "codeLens"):
                client.ask(f"textDocument/{asked}", textDocument={"uri": path.as_uri()})
        if number % 5 == 4:
            client.type(path, after, 0, len(after), whole)
            text = whole
        else:
            text = after
    client.type(path, text, 0, len(text), whole)
    assert _told(client, path) == before
    client.close(path)


def _told(client: Client, path: Path) -> list[tuple[str, int]]:
    """What is found of the text that was sent last, its examples tried."""
    version = client.version(path)
    found: list[tuple[str, int]] = []
    for _ in range(2):
        told = client.findings(path, version)
        found = [(each["code"], each["range"]["start"]["line"]) for each in told]
    return found


def _megabytes(client: Client) -> int:
    status = Path(f"/proc/{client.number_of_process}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) // 1024
