"""Names and types, in files a domain expert can read: `expressions.txt` and `due.txt` beside this one.

Each line is a sentence, then after `=>` its type, or the code and the words of what is wrong with it. The names are
those of `tests/mistakes/buildings.yaml`. `pytest --rewrite` stores what the checker says, for review in the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilacs_rules.checker.expressions import check
from ilacs_rules.checker.readings import read
from ilacs_rules.checker.requirements import check_requirement
from ilacs_rules.language.parser import parse_due, parse_expression
from ilacs_rules.language.types import describe
from ilacs_rules.policy.requirement import RequirementText
from ilacs_rules.policy.tree import Text
from tests.checker.buildings import TEXT, place, scope, told
from tests.conftest import Golden

HERE = Path(__file__).parent


def type_of(sentence: str) -> str:
    node, found = parse_expression(place(sentence), TEXT.phrases)
    if node is None:
        return told(found)
    here = scope()
    type_ = read("expr", node, here, check).type
    return told(here.findings.diagnostics) or describe(type_)


def due(sentence: str) -> str:
    node, found = parse_due(place(sentence), TEXT.phrases)
    if node is None:
        return told(found)
    here = scope()
    name = Text("tried", place("tried"), place("tried"))
    event = Text("drill", place("drill"), place("drill"))
    requirement = check_requirement(RequirementText(name=name, event=event, due=node), TEXT, here)
    if here.findings.diagnostics:
        return told(here.findings.diagnostics)
    assert requirement is not None
    return type(requirement.due.timing).__name__


@pytest.mark.parametrize(("file", "says"), [("expressions.txt", type_of), ("due.txt", due)])
def test_what_the_checker_says(file: str, says: Callable[[str], str], golden: Golden) -> None:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    golden("".join(_line(line, says) for line in lines), HERE / file)


def _line(line: str, says: Callable[[str], str]) -> str:
    sentence = line.split(" => ")[0].rstrip()
    return f"{sentence} => {says(sentence)}\n" if sentence and not sentence.startswith("#") else f"{line}\n"
