"""The schemas are for editors; the readers do not use them. So the two are held together here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.trees import plain, tree_in_file

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "schemas"
BAD = Path(__file__).parent / "bad"

CASE_FILES = sorted((ROOT / "examples" / "authorities").glob("*.yaml"))
MAPPINGS = sorted((ROOT / "examples" / "mappings").glob("*.yaml"))
# Only a policy can tell what is wrong in these: which kinds of event there are, which values, which order of days.
SHAPED_LIKE_A_CASE = {
    *("contradiction.yaml", "ends-before-start.yaml", "no-end.yaml", "told-twice.yaml"),
    *("two-of-one-name.yaml", "values.yaml"),
}


def validator(name: str) -> Draft202012Validator:
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.schema.json")}
    registry: Any = Registry()
    for each, schema in schemas.items():
        registry = registry.with_resource(each, Resource.from_contents(schema))
    Draft202012Validator.check_schema(schemas[name])
    return Draft202012Validator(schemas[name], registry=registry)


def content(path: Path) -> Any:
    tree, _ = tree_in_file(path)
    return None if tree is None else plain(tree)


def test_there_are_examples() -> None:
    assert len(CASE_FILES) == 14
    assert MAPPINGS


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.name)
def test_an_example_case_satisfies_the_schema(path: Path) -> None:
    validator("cases.schema.json").validate(content(path))


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.name)
def test_an_example_mapping_satisfies_the_schema(path: Path) -> None:
    validator("mapping.schema.json").validate(content(path))


@pytest.mark.parametrize("path", sorted((*BAD.glob("*.yaml"), *BAD.glob("*.json"))), ids=lambda path: path.name)
def test_the_schema_refuses_what_the_reader_refuses_for_its_shape(path: Path) -> None:
    if path.name.endswith(".mapping.yaml"):
        fits = validator("mapping.schema.json").is_valid(content(path))
        assert fits == (path.name != "mapping-shape.mapping.yaml")
        return
    fits = validator("cases.schema.json").is_valid(content(path))
    assert fits == (path.name in SHAPED_LIKE_A_CASE)
