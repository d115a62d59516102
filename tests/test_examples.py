"""Every policy that ships checks clean, and every construct of the language is used by one of them.

The language is meant to stay small: a construct that no shipped or example policy uses needs a reason, given here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import Duration, Strength
from ilacs_rules.language import cell_nodes, due_nodes, nodes, phase_nodes
from ilacs_rules.language.durations import UNITS
from ilacs_rules.language.fixed_words import Direction, HitPolicy, MonthEnd, PhasePlace
from ilacs_rules.policy.model import TableText, VersionText
from ilacs_rules.policy.tree import REPEALED, Map
from tests.grammar_page import tables
from tests.policies import CANNOT_BE_TOLD, check_once, read_once, run_examples, texts_in
from tests.stretches import CYCLES
from tests.trees import tree_of

ROOT = Path(__file__).parents[1]
POLICIES = sorted({path.parent for place in ("rules", "examples") for path in (ROOT / place).glob("*/????-??-??.yaml")})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CASES = {
    "rules/ilacs": "examples/authorities",
    "examples/fire-safety": "examples/fire-safety/cases/buildings.yaml",
    "examples/schools": "examples/schools/cases/schools.yaml",
    "examples/flight-operators": "examples/flight-operators/cases/operators.yaml",
    "examples/food-hygiene": "examples/food-hygiene/cases/businesses.yaml",
    "examples/care-homes": "examples/care-homes/cases/homes.yaml",
}

DMN = "hit policies are DMN's, taken whole: an author who knows them expects them all"
UNUSED: dict[str, str] = {
    "counting: at most": "the opposite of at least, as everywhere else in the language",
    "counting: exactly": "stands beside at least and at most, as everywhere else in the language",
    "function: best of": "the opposite of worst of",
    "function: days between": "stands beside years, months and working days between",
    "function: end of": "stands beside start of",
    "function: largest of": "the opposite of smallest of",
    "function: weeks between": "stands beside years, months and working days between",
    "hit policy: any": DMN,
    "hit policy: collect count": DMN,
    "hit policy: collect max": DMN,
    "hit policy: collect min": DMN,
    "hit policy: output order": DMN,
    "hit policy: priority": DMN,
    "hit policy: rule order": DMN,
    "month end: error": "a rule a source may set; ours are silent",
    "month end: next day": "a rule a source may set; ours are silent",
    "sign: !=": "stands beside =",
    "sign: =": "stands beside the other signs; in words it is “is”",
}


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def versions() -> list[VersionText]:
    return [version for folder in POLICIES for version in texts_in(folder)[0]]


# ------------------------------------------------------------------------------------------------ they are sound


@pytest.mark.parametrize("folder", POLICIES, ids=shown)
def test_every_policy_that_ships_checks_clean(folder: Path) -> None:
    assert check_once(folder) == []


@pytest.mark.parametrize("folder", POLICIES, ids=shown)
def test_every_requirement_is_shown_applying_and_not_applying_in_a_worked_example(folder: Path) -> None:
    """And as what cannot be told, wherever a fact of the case could be missing. An amendment shows those it touches."""
    policy = read_once(folder)
    for program in policy.versions:
        seen: dict[str, set[str]] = {name: set() for name in requirements_stated_in(program.version.text)}
        for result in run_examples(program):
            assert result.decision is not None
            for obligation in result.decision.obligations:
                if obligation.requirement in seen:
                    seen[obligation.requirement].add(obligation.status.value)
        for name, statuses in seen.items():
            assert statuses - {"does not apply", *CANNOT_BE_TOLD}, f"{name} never applies"
            always = program.version.requirements[name].when is None and not program.version.requirements[name].for_each
            excepted = any(name in other.exception_to for other in program.version.requirements.values())
            assert always or "does not apply" in statuses, f"{name} always applies"
            assert (always and not excepted) or statuses & CANNOT_BE_TOLD, f"{name} can always be told"


def requirements_stated_in(version: VersionText) -> list[str]:
    """The requirements that the file of a version writes or changes, by folded name."""
    section = _tree(Path(version.origin.name)).entries.get("requirements")
    return [name for name in section.value.entries if name in version.requirements] if section is not None else []


@pytest.mark.parametrize(("folder", "cases_beside"), CASES.items(), ids=CASES)
def test_the_cases_beside_a_policy_can_be_planned(folder: str, cases_beside: str) -> None:
    policy = read_once(ROOT / folder)
    on = policy.versions[-1].version.start
    cases = ilacs_rules.read_cases(policy, ROOT / cases_beside)
    plan = ilacs_rules.plan(policy, cases, date(on.year + 1, on.month, on.day))
    assert len(plan.decisions) == len(cases) > 3
    assert plan.failed == ()


# ------------------------------------------------------------------------------------------------ all of it is used


def test_every_construct_is_used_by_a_policy_that_ships_or_says_why_not() -> None:
    used = {construct for version in versions() for construct in constructs_of(version)}
    used |= {
        key
        for folder in POLICIES
        for path in folder.glob("*.yaml")
        if DAY.fullmatch(path.stem)
        for key in keys_of(path)
    }
    assert used <= language(), f"not in the list of the language: {sorted(used - language())}"
    unused = language() - used
    assert unused - UNUSED.keys() == set(), "no policy uses it: find a natural use, a reason, or take it out"
    assert UNUSED.keys() - unused == set(), "used after all: take it off the list"


def language() -> set[str]:
    """Everything an author may write, by name."""
    schema = json.loads((ROOT / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
    groups: dict[str, Iterable[str]] = {
        "node": (each.__name__ for module in (nodes, due_nodes, cell_nodes, phase_nodes) for each in _nodes(module)),
        "literal": ("yes or no", "number", "decimal number", "text", "date", "length of time"),
        "wording": (f"{wording.value}" for wording in nodes.Wording),
        "sign": ("=", "!=", "<", "<=", ">", ">="),
        "arithmetic": "+-*/",
        "picks": nodes.Picks,
        "counting": nodes.Bound,
        "filter": ("since", "after", "until", "before", "between", "where"),
        "function": tables.FUNCTIONS,
        "period": (*CYCLES, "year from"),
        "unit": (unit for unit in UNITS),
        "quota": (nodes.Bound.AT_LEAST, nodes.Bound.AT_MOST, nodes.Bound.EXACTLY),
        "every": ("with an anchor", "without an anchor"),
        "times": (nodes.Bound.AT_LEAST, nodes.Bound.AT_MOST),
        "moved": tuple(Direction),
        "window": ("either side", "from … before to … after"),
        "test": ("recorded", "missing"),
        "name": ("… in hand", "this …"),
        "hit policy": tuple(HitPolicy),
        "table": ("in Markdown", "in a CSV file"),
        "strength": tuple(Strength),
        "month end": tuple(MonthEnd),
        "phase": tuple(PhasePlace),
        "extent": ("up to", "so long"),
        "key": schema["properties"],
        "key of a requirement": schema["$defs"]["requirement"]["properties"],
        "key of a definition": schema["$defs"]["definition"]["properties"],
        "key of a guarantee": schema["$defs"]["guarantee"]["properties"],
        "key of a priority": schema["$defs"]["priority"]["properties"],
        "key of an example": schema["$defs"]["example"]["properties"],
    }
    return {f"{group}: {name}" for group, names in groups.items() for name in names}


def _nodes(module: object) -> list[type]:
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, nodes.Node)]
    return [each for each in classes if each is not nodes.Node and each.__module__ == getattr(module, "__name__", None)]


def constructs_of(version: VersionText) -> Iterator[str]:
    """Everything a version uses, by name."""
    yield f"month end: {version.month_end}"
    yield from (f"strength: {requirement.strength}" for requirement in version.requirements.values())
    for definition in version.definitions.values():
        if isinstance(definition.body, TableText):
            yield f"hit policy: {definition.body.hit_policy}"
            yield "table: in a CSV file" if definition.body.span.source != version.origin else "table: in Markdown"
    yield from _of_nodes(version)


def _of_nodes(root: object) -> Iterator[str]:
    waiting: list[object] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, nodes.Node):
            yield f"node: {type(item).__name__}"
            yield from _details(item)
        if isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, tuple):
            waiting += item
        elif is_dataclass(item) and not isinstance(item, type):
            waiting += [getattr(item, field.name) for field in fields(item)]


def _details(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Literal(value=value):
            kinds = {bool: "yes or no", int: "number", str: "text", date: "date", Duration: "length of time"}
            yield f"literal: {kinds.get(type(value), 'decimal number')}"
            if isinstance(value, Duration):
                yield f"unit: {value.unit}"
        case nodes.ComparisonTest(relation=relation, wording=wording):
            yield f"wording: {wording.value}"
            if wording is nodes.Wording.SIGN:
                yield f"sign: {relation.value}"
        case nodes.Recorded(recorded=recorded):
            yield f"test: {'recorded' if recorded else 'missing'}"
        case phase_nodes.PhaseSentence(place=place):
            yield f"phase: {place}"
        case phase_nodes.LengthOfPhase(up_to=up_to):
            yield f"extent: {'up to' if up_to else 'so long'}"
        case nodes.Counting(bound=bound):
            yield f"counting: {bound}"
        case nodes.Arithmetic(sign=sign):
            yield f"arithmetic: {sign}"
        case nodes.Call(function=function):
            yield f"function: {function}"
        case nodes.Period(words=words):
            yield f"period: {words if words in CYCLES else 'year from'}"
        case nodes.Select(picks=picks):
            yield f"picks: {picks}"
        case nodes.Within(low=low, high=high, low_included=low_included, high_included=high_included):
            if low is not None and high is not None:
                yield "filter: between"
            elif low is not None:
                yield "filter: since" if low_included else "filter: after"
            else:
                yield "filter: until" if high_included else "filter: before"
        case nodes.Where():
            yield "filter: where"
        case nodes.Name(name=name):
            if name.endswith(" in hand"):
                yield "name: … in hand"
            if name.startswith("this "):
                yield "name: this …"
        case due_nodes.InEach(bound=bound) | due_nodes.InEachFrom(bound=bound) | due_nodes.BetweenEvents(bound=bound):
            yield f"quota: {bound}"
        case due_nodes.Every(after=after):
            yield "every: without an anchor" if after is None else "every: with an anchor"
        case due_nodes.Times(bound=bound):
            yield f"times: {bound}"
        case due_nodes.Window(before=before, after=after):
            yield "window: either side" if before is after else "window: from … before to … after"
        case due_nodes.Moved(to=to):
            yield f"moved: {to}"
        case _:
            pass


def keys_of(path: Path) -> Iterator[str]:
    """The keys a version file uses."""
    tree = _tree(path)
    yield from (f"key: {key}" for key in tree.entries)
    for section, words in (
        ("requirements", "a requirement"),
        ("definitions", "a definition"),
        ("guarantees", "a guarantee"),
        ("priorities", "a priority"),
    ):
        for entry in tree.entries[section].value.entries.values() if section in tree.entries else ():
            if isinstance(entry.value, Map):
                yield from (f"key of {words}: {key}" for key in entry.value.entries)
            elif entry.value.value != REPEALED:  # the short form of a definition is its value
                yield f"key of {words}: value"
    for example in tree.entries["examples"].value.items if "examples" in tree.entries else ():
        yield from (f"key of an example: {key}" for key in example.entries)


def _tree(path: Path) -> Any:
    return tree_of(path)
