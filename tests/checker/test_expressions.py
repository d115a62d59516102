"""Names and types, in files a domain expert can read: `expressions.txt` and `due.txt` beside this one.

Each line is a sentence, then after `=>` its type, or the code and the words of what is wrong with it. The names are
those of `tests/mistakes/buildings.yaml`. `pytest --rewrite` stores what the checker says, for review in the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilacs_rules.language.types import describe
from tests.checker.buildings import VERSION, told
from tests.conftest import Golden
from tests.sentences import due, value

HERE = Path(__file__).parent


def type_of(sentence: str) -> str:
    node, found = value(sentence, VERSION)
    if found or node is None:
        return told(found)
    return describe(node.type)


def due_of(sentence: str) -> str:
    requirement, found = due(sentence, VERSION, "drill")
    if found or requirement is None:
        return told(found)
    return type(requirement.due.timing).__name__


@pytest.mark.parametrize(("file", "says"), [("expressions.txt", type_of), ("due.txt", due_of)])
def test_what_the_checker_says(file: str, says: Callable[[str], str], golden: Golden) -> None:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    golden("".join(_line(line, says) for line in lines), HERE / file)


def _line(line: str, says: Callable[[str], str]) -> str:
    sentence = line.split(" => ")[0].rstrip()
    return f"{sentence} => {says(sentence)}\n" if sentence and not sentence.startswith("#") else f"{line}\n"
