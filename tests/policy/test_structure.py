"""The schema that editors and the reader share."""

import json
import time
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from ilacs_rules.policy.structure import check, check_complete
from ilacs_rules.text.shipped import shipped
from tests.trees import tree_of

SCHEMA: dict[str, Any] = json.loads(shipped("schemas/policy.schema.json").read_text(encoding="utf-8"))
LAUNCH = Path(__file__).parent / "fire-checks" / "2020-02-01.yaml"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_tells_an_editor_what_it_is_for() -> None:
    silent = [name for name, schema in keys(SCHEMA) if not {"title", "description", "$ref"} & set(schema)]
    assert silent == []


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
