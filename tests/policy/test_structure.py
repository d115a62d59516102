"""The schema that editors and the reader share.

What is told at once to fit it is what the validator finds nothing wrong with, and nothing else.
"""

import json
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ilacs_rules.policy.fitting import fitting
from ilacs_rules.policy.structure import check, check_complete, plain_of, what_is_wrong, which_fit
from tests.conftest import IN_CI, ROOT
from tests.trees import tree_of

SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
EVERY_KEY = ROOT / "tests" / "engine" / "every_key" / "2024-01-01.yaml"
FILES = [EVERY_KEY, *sorted((ROOT / "rules").glob("*/*.yaml")), *sorted((ROOT / "examples").glob("*/????-??-??.yaml"))]
AWAY, UNDER_ANOTHER_KEY = object(), object()
ODD: tuple[Any, ...] = (None, "repealed", "x!", "2024-02-30", "12", [], ["x!"], {}, {"a": "b"}, {"a": {}})
ODD += (AWAY, UNDER_ANOTHER_KEY)
LAUNCH = Path(__file__).parent / "fire-checks" / "2020-02-01.yaml"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_tells_an_editor_what_it_is_for() -> None:
    silent = [name for name, schema in keys(SCHEMA) if not {"title", "description", "$ref"} & set(schema)]
    assert silent == []


def test_every_choice_has_a_name_to_be_told_by() -> None:
    choices = [(name, schema) for name, schema in keys(SCHEMA) if "enum" in schema]
    assert len(choices) > 1
    assert [name for name, schema in choices if not {"title", "type"} <= set(schema)] == []


def keys(schema: Any) -> list[tuple[str, Any]]:
    if not isinstance(schema, dict):
        return []
    own = list(schema.get("properties", {}).items())
    below = [found for name, value in schema.items() if name != "complete" for found in keys(value)]
    return own + below


def test_a_file_without_slips_passes() -> None:
    tree = tree_of(LAUNCH)
    assert check(tree) == (tree, [])
    assert check_complete(tree) == []


def test_checking_a_file_takes_milliseconds() -> None:
    tree = tree_of(LAUNCH)
    check(tree)  # the schema is read once
    start = time.process_time()
    for _ in range(10):
        check(tree)
    assert (time.process_time() - start) / 10 < 0.05  # about 1 ms; a machine under load is forgiven


# ------------------------------------------------------------------------------------------------ yes or no


def told(plain: Any) -> tuple[bool, bool]:
    return which_fit()[0](plain), which_fit()[1](plain)


def found(plain: Any) -> tuple[bool, bool]:
    one_file, complete = what_is_wrong()
    return one_file.is_valid(plain), complete.is_valid(plain)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in below:
        yield (*path, step)
        yield from places(each, (*path, step))


def changed(plain: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """The same with something else in a place, or without it, or under another key if it is a group's."""
    other = deepcopy(plain)
    group = other
    for step in path[:-1]:
        group = group[step]
    taken = group.pop(path[-1]) if odd in (AWAY, UNDER_ANOTHER_KEY) else None
    if odd is UNDER_ANOTHER_KEY and isinstance(group, dict):
        group["a word"] = taken
    elif taken is None:
        group[path[-1]] = odd
    return other


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_sound_file_fits(file: Path) -> None:
    plain = plain_of(tree_of(file))
    assert told(plain) == found(plain)
    assert told(plain)[0]


def test_whatever_stands_in_any_place_of_a_policy_with_every_key_is_told_alike() -> None:
    plain = plain_of(tree_of(EVERY_KEY))
    seen = set()
    for number, path in enumerate(places(plain)):
        for turn in range(3 if IN_CI else 1):
            other = changed(plain, path, ODD[(number + turn) % len(ODD)])
            assert told(other) == found(other), (path, ODD[(number + turn) % len(ODD)])
            seen.add(told(other))
    assert len(seen) == 4, "each of the two fits and does not"


def test_a_keyword_that_is_not_known_is_no_yes() -> None:
    with pytest.raises(KeyError, match="maxLength"):
        fitting({"type": "string", "maxLength": 3}, {})


# what may stand at the top of a file, with something that fits it
AT_THE_TOP: dict[str, Any] = {
    **dict.fromkeys(("policy", "title", "publisher", "subject", "calendar", "purpose", "replaces"), "lifts"),
    **dict.fromkeys(("published assumes", "summary", "note", "next steps", "contact", "licence"), "In a sentence."),
    **{"published": "2024-01-01", "in force": {"from": "2024-01-01"}, "status": "draft", "month end": "last day"},
    **{"amends": "2023-01-01", "closures": ["2024-05-01"], "expected to change": ["An example"]},
    "sources": {"notice": {"title": "A notice"}},
    "stretches": {"school term": [{"from": "2024-01-08", "until": "2024-03-28"}]},
    "days": {"school day": "working days in school term"},
    "scales": {"state": ["sound", "worn"]},
    "choices": {"use": ["people", "goods"]},
    "facts": {"floors": "number"},
    "events": {"check": {}},
    "definitions": {"tall": "floors > 10"},
    "requirements": {"check": {"event": "check", "due": "every 2 years after end of latest check"}},
    "priorities": {"tall ones": {"when": "tall"}},
    "pauses": {"the flood": {"from": "2024-02-01", "events": ["check"]}},
    "transition": {"old ones": {"keep": "2023-01-01", "when": "tall"}},
    "guarantees": {"one alone": {"always": "not tall"}},
    "set aside": {"W713": "ours"},
    "examples": [{"name": "One", "on": "2024-02-01", "expect": {"tall": True}}],
}
WHOLE = {key: AT_THE_TOP[key] for key in ("policy", "title", "publisher", "published", "in force", "subject")}
SENTENCES = ("value", "when", "due", "for each", "always", "given")
AMENDING = {key: AT_THE_TOP[key] for key in ("policy", "amends", "published", "in force")}


def wrong(file: dict[str, Any]) -> list[str]:
    return [str(error.message) for error in Draft202012Validator(SCHEMA).iter_errors(file)]


def test_each_key_may_stand_at_the_top_of_a_version_and_of_an_amendment() -> None:
    """That an editor offers it there is right, then."""
    assert AT_THE_TOP.keys() == SCHEMA["properties"].keys()
    for begun in (WHOLE, AMENDING):
        assert wrong(begun) == []
        assert {key: told for key, fits in AT_THE_TOP.items() if (told := wrong({**begun, key: fits}))} == {}


def test_no_other_key_may_stand_there() -> None:
    below = {name for name, _ in keys(SCHEMA)} - SCHEMA["properties"].keys()
    assert below > {"due", "when", "from", "is", "table"}
    assert [key for key in below if not wrong({**WHOLE, key: "2024-01-01"})] == []


def test_what_is_said_twice_of_a_section_is_of_one_kind() -> None:
    """Else editors offer it a second time, without the colon: of a whole version more is asked than of an amendment."""
    again = SCHEMA["$defs"]["complete"]["properties"]
    assert {name: each.get("type") for name, each in again.items()} == {
        name: SCHEMA["properties"][name]["type"] for name in again
    }


def test_for_a_sentence_no_true_or_false_is_offered() -> None:
    """An editor offers both for whatever may be a boolean."""
    sections = ("definition", "requirement", "guarantee", "priority", "transition")
    sentences = [each for section in sections for name, each in keys(SCHEMA["$defs"][section]) if name in SENTENCES]
    assert len(sentences) == 8
    whole = SCHEMA["$defs"]["complete"]["properties"]
    forms = [SCHEMA["$defs"]["definition"]["type"], whole["definitions"], whole["guarantees"]]
    texts = [SCHEMA["$defs"]["text"] if "text" in each.get("$ref", "") else each for each in sentences]
    assert "boolean" not in str([*forms, *texts])
