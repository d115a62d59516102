"""Every key of a policy file that is no word for readers steers: without it an answer is another, or it is missed.

A construct without effect is a fault. The keys are those of the schema, so a new one must be told here: what is taken
out of the policy in `every_key`, what stands there instead, and for which building the answer is then another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import NotInForce, PolicyError, check, decide, load, read_cases
from tests.conftest import ROOT
from tests.policies import errors

pytestmark = pytest.mark.thorough

POLICY = Path(__file__).parent / "every_key" / "2024-01-01.yaml"
TEXT = POLICY.read_text(encoding="utf-8")

# words for readers, or what only tells where a rule comes from: nothing is decided by them
FOR_READERS = {
    "title", "publisher", "status", "purpose", "replaces", "next steps", "contact", "licence",
    "facts/means", "events/means", "events/verb", "records/means", "scales/means", "choices/means",
    "definitions/said as", "definitions/said if not", "facts/said as", "facts/said if not", "records/said as",
    "records/said if not", "published assumes", "in force/assumes", "summary", "note", "sources", "subject",
    "facts/label", "events/label", "records/label", "definitions/label", "requirements/label",
    "definitions/source", "definitions/note", "requirements/source", "requirements/assumes", "requirements/note",
    "guarantees/note", "priorities/source", "pauses/source", "transition/source",
    "events/assumes", "events/note", "definitions/assumes", "priorities/assumes", "priorities/note",
    "pauses/assumes", "pauses/note", "transition/assumes", "transition/note",
}  # fmt: skip
# sections, and what holds others: what is in them is tried by itself
SECTIONS = {
    "in force", "scales", "choices", "facts", "events", "definitions", "requirements", "guarantees", "priorities",
    "pauses", "transition", "examples", "events/records", "stretches",
}  # fmt: skip
ELSEWHERE = {
    "policy": "names the policy; an amendment must be of the same (tests/policy)",
    "published": "decides with `known` (tests/engine/test_through_time.py)",
    "amends": "which text is laid under this one (tests/policy)",
    "transition/keep": "tests/engine/test_through_time.py",
    "transition/when": "tests/engine/test_through_time.py",
    "stretches/from": "tests/engine/test_stretches.py",
    "stretches/until": "tests/engine/test_stretches.py",
    "days": "tests/engine/test_stretches.py",
    "set aside": "which warnings are not told (tests/checker/test_advice.py)",
    "expected to change": "which examples of earlier versions are not tried (tests/assurance/test_survival.py)",
    "examples/among": "tests/engine/test_lots.py",
    "priorities/among": "puts the lines of a plan in order (tests/engine/test_case_lines.py)",
    "examples/name": "worked examples are tests themselves",
    "examples/on": "worked examples are tests themselves",
    "examples/facts": "worked examples are tests themselves",
    "examples/events": "worked examples are tests themselves",
    "examples/complete from": "worked examples are tests themselves",
    "examples/complete until": "tests/cases/test_record_end.py",
    "examples/published within": "tests/cases/test_record_end.py",
    "examples/expect": "worked examples are tests themselves",
}

CHECKED = """
name: Elm House
facts: {height: 12, use: hotel}
events:
  - {event: check, start: 2024-01-30, end: 2024-01-31, result: bad}
"""
FAIR, GOOD, LOW = CHECKED.replace("bad", "fair"), CHECKED.replace("bad", "good"), CHECKED.replace("height: 12, ", "")
FULL = CHECKED.replace("{event: ", "{event: full ")
VISITED = CHECKED + "  - {event: visit, on: 2024-03-02}\n"
UNDER_WAY = CHECKED + "  - {event: full check, start: 2024-03-04}\n"
TWICE = CHECKED + "  - {event: check, on: 2024-02-01, result: bad}\n  - {event: letter, on: 2024-02-05}\n"
WARNED = CHECKED + "  - {event: warning, on: 2024-02-03, closed: 2024-02-05}\n"
CLOSED_EARLY, BOTH = WARNED.replace("02-05", "02-01"), WARNED + "  - {event: warning, on: 2024-02-03}\n"
IN_MAY = CHECKED.replace("2024-01-3", "2024-05-1")

# key → what is taken out, what stands there instead, the building, the day
CUTS: dict[str, tuple[str, str, str, str]] = {
    "in force/from": ("  from: 2024-01-01\n", "", CHECKED, "2024-03-06"),
    "in force/until": ("  until: 2025-12-31\n", "", CHECKED, "2026-03-06"),
    "calendar": ("calendar: england\n", "", CHECKED, "2024-03-06"),
    "closures": ("closures: [2024-03-04]\n", "", CHECKED.replace("2024-01-3", "2024-02-1"), "2024-03-06"),
    "month end": ("month end: next day\n", "", CHECKED, "2024-03-06"),
    "scales/label": ("    - good:\n        label: very good\n", "    - good\n", GOOD.replace("good", "very good"), ""),
    "scales/also": ("    - fair:\n        also: [so so]\n", "    - fair\n", CHECKED.replace("bad", "so so"), ""),
    "choices/label": ("    - hotel:\n        label: guest house\n", "    - hotel\n", "use: guest house", ""),
    "choices/also": ("    - flats:\n        also: [apartments]\n", "    - flats\n", "use: apartments", ""),
    "facts/is": ("    is: number\n", "    is: text\n", CHECKED, ""),
    "facts/default": ("    default: 3\n", "", LOW, ""),
    "events/is": ("  full check:\n    is: check\n", "  full check: {}\n", FULL, ""),
    "records/is": ("        is: yes or no\n        default: yes\n", "        is: text\n", CHECKED, ""),
    "records/default": ("        default: yes\n", "", CHECKED, ""),
    "records/not before": ("        not before: start\n", "", CLOSED_EARLY, ""),
    "events/several at once": ("    several at once: yes\n", "", BOTH, ""),
    "definitions/value": ("    value: height > 2\n", "    value: height > 20\n", CHECKED, ""),
    "definitions/table": ("      | > 5    | 3        |\n", "", CHECKED.replace("12", "6"), ""),
    "definitions/hit policy": ("    hit policy: first\n    table", "    table", CHECKED, ""),
    "definitions/outputs": ("    outputs: 2\n", "", CHECKED, ""),
    "definitions/default": ("    default: 2\n", "", LOW, ""),
    "requirements/by": ("    by: the owner\n", "", CHECKED, ""),
    "requirements/strength": ("    strength: should\n", "", CHECKED, ""),
    "requirements/when": ("    when: last result is fair or worse\n", "", GOOD, ""),
    "requirements/event": ("    event: full check\n", "", CHECKED, ""),
    "requirements/satisfied by": ("    satisfied by: [visit]\n", "", VISITED, ""),
    "requirements/counts from": ("    counts from: start\n", "", UNDER_WAY, "2024-03-05"),
    "requirements/due": ("    due: 1 month after end of latest check\n", "", CHECKED, ""),
    "requirements/lasts": ("    lasts: 2 days\n", "    lasts: 1 day\n", CHECKED, ""),
    "requirements/phases": (
        "    phases: {reading: 1 day by 2 inspectors before it starts, on site: up to 2 days by 2 inspectors}\n",
        "",
        CHECKED,
        "",
    ),
    "requirements/notice": ("    notice: 10 working days\n", "", CHECKED, ""),
    "requirements/exception to": ("    exception to: [yearly letter]\n", "", CHECKED, ""),
    "requirements/for each": ("    for each: check where (result is bad)\n", "", CHECKED, ""),
    "requirements/one event may serve several": ("    one event may serve several: yes\n", "", TWICE, ""),
    "guarantees/given": ("    given: last result is bad\n", "", CHECKED, ""),
    "guarantees/exactly one of": ("    exactly one of: [next check]\n", "", CHECKED, ""),
    "guarantees/at most one of": ("    at most one of: [usual check, yearly letter]\n", "", CHECKED, ""),
    "guarantees/at least one of": ("    at least one of: [usual check, yearly letter]\n", "", CHECKED, ""),
    "guarantees/always": ("    always: last result is fair or better or no letter\n",
                          "    always: last result is bad\n", GOOD, ""),
    "priorities/when": ("    when: last result is bad\n", "", FAIR, ""),
    "priorities/points": ("    points: 80\n", "", CHECKED, ""),
    "priorities/by": ("  by result:\n    by: last result\n", "", CHECKED, ""),
    "pauses/from": ("    from: 2024-06-01\n", "", IN_MAY, "2024-07-30"),
    "pauses/until": ("    until: 2024-06-30\n", "", IN_MAY, "2024-07-30"),
    "pauses/events": ("    events: [full check]\n", "    events: [letter]\n", IN_MAY, "2024-07-30"),
    "pauses/effect": ("    effect: clock stops\n", "    effect: lapses\n", IN_MAY, "2024-07-30"),
}  # fmt: skip


def keys_of_the_schema() -> set[str]:
    """Each key with the section it is of: `requirements/lasts`."""
    schema = json.loads((ROOT / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
    return set(_keys(schema, schema, ()))


def _keys(part: object, schema: dict[str, object], path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _keys(each, schema, path)
    if not isinstance(part, dict) or len(path) > 4:
        return
    for key, below in part.get("properties", {}).items():
        within = next((each for each in reversed(path) if each in ("records", "sources")), path[0] if path else "")
        if within not in ("sources",) and not (path[:1] == ("examples",) and len(path) > 1):
            yield f"{within}/{key}" if within else key
        yield from _keys(below, schema, (*path, key))
    reference = part.get("$ref")
    if isinstance(reference, str):
        yield from _keys(schema["$defs"][reference.split("/")[-1]], schema, path)  # type: ignore[index]
    for key in ("additionalProperties", "items", "oneOf", "anyOf", "allOf"):
        yield from _keys(part.get(key), schema, path)


def answer(folder: Path, text: str, building: str, on: str) -> object:
    """Everything decided of a building under a policy; or what is missed, where the policy or the building is."""
    policy_file, case_file = folder / POLICY.name, folder / "building.yaml"
    policy_file.write_text(text, encoding="utf-8")
    if building.startswith("use: "):
        building = CHECKED.replace("use: hotel", building)
    case_file.write_text(building, encoding="utf-8")
    found = check(policy_file)
    if errors(found):
        return sorted({each.code.value for each in found})
    try:
        policy = load(policy_file)
        (case,) = read_cases(policy, case_file)
        decision = decide(policy, case, date.fromisoformat(on or "2024-03-06"), trace=False)
        return decision.as_data(), decision.order
    except (PolicyError, NotInForce) as error:
        return type(error).__name__


def test_every_key_of_the_schema_is_tried_or_is_for_readers() -> None:
    told = FOR_READERS | SECTIONS | ELSEWHERE.keys() | CUTS.keys()
    keys = {key for key in keys_of_the_schema() if not key.startswith(("sources/", "examples/events/"))}
    assert keys - told == set(), "a key that nobody tries"
    assert told - keys == set(), "a key that there is not"


@pytest.mark.parametrize("key", CUTS)
def test_without_it_an_answer_is_another(key: str, tmp_path: Path) -> None:
    out, instead, building, on = CUTS[key]
    assert out in TEXT
    with_it = answer(tmp_path, TEXT, building, on)
    assert not isinstance(with_it, list), f"the policy itself is wrong: {with_it}"
    assert answer(tmp_path, TEXT.replace(out, instead, 1), building, on) != with_it
