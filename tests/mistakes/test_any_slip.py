"""A slip of the keyboard anywhere in a sound policy: never a traceback, always a word on what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ilacs_rules

TEXT = (Path(__file__).parent / "buildings.yaml").read_text(encoding="utf-8")
LINES = TEXT.split("\n")[:-1]
WORDS = [found.start() for found in re.finditer(r"[A-Za-z]{4,}", TEXT)]


def letters_swapped(at: int) -> str:
    start = WORDS[at % len(WORDS)]
    return TEXT[: start + 1] + TEXT[start + 2] + TEXT[start + 1] + TEXT[start + 3 :]


def line_left_out(at: int) -> str:
    return "\n".join(LINES[: at % len(LINES)] + LINES[at % len(LINES) + 1 :]) + "\n"


def line_shifted(at: int) -> str:
    line = LINES[at % len(LINES)]
    shifted = line[1:] if line.startswith(" ") and at % 2 else f" {line}"
    return "\n".join([*LINES[: at % len(LINES)], shifted, *LINES[at % len(LINES) + 1 :]]) + "\n"


def colon_left_out(at: int) -> str:
    line = LINES[at % len(LINES)].replace(":", "", 1)
    return "\n".join([*LINES[: at % len(LINES)], line, *LINES[at % len(LINES) + 1 :]]) + "\n"


def cut_short(at: int) -> str:
    return TEXT[: at % len(TEXT)]


SLIPS = (letters_swapped, line_left_out, line_shifted, colon_left_out, cut_short)


@pytest.mark.thorough
@pytest.mark.parametrize("slip", SLIPS)
@given(at=st.integers(0, 10_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_slip_anywhere_is_told_with_a_hint(slip: Callable[[int], str], tmp_path: Path, at: int) -> None:
    file = tmp_path / "buildings.yaml"
    file.write_text(slip(at), encoding="utf-8")
    for each in ilacs_rules.check(file):
        assert each.hint, each.message
        assert 0 <= each.span.start <= each.span.end <= len(each.span.source.text)
