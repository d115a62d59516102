"""How findings are given to programs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from ilacs_rules import Code, Diagnostic, Source, Span
from ilacs_rules.text.machine import as_code_quality, as_json, as_sarif

ROOT = Path(__file__).parents[2]
TEXT = "facts:\n  storeys: number\n  Storeys: number\n"
SOURCE = Source("rules/fire check.yaml", TEXT)
TWICE = Diagnostic(
    Code.DUPLICATE_KEY,
    "“Storeys” stands twice",
    Span(SOURCE, 27, 34),
    "keep one of them",
    ((Span(SOURCE, 9, 16), "first declared here"),),
)
UNUSED = Diagnostic(Code.UNUSED_DEFINITION, "nothing uses “storeys”", Span(SOURCE, 9, 24))
PAGES = "https://example.org/codes/"


def test_json_tells_start_and_end_of_every_place() -> None:
    told = json.loads(as_json([TWICE, UNUSED]))
    assert told["errors"] == 1
    assert told["warnings"] == 1
    assert told["notes"] == 0
    assert told["findings"][1] == {
        "code": "E107",
        "severity": "error",
        "message": "“Storeys” stands twice",
        "file": "rules/fire check.yaml",
        "start": {"line": 3, "column": 3},
        "end": {"line": 3, "column": 10},
        "hint": "keep one of them",
        "related": [
            {
                "message": "first declared here",
                "file": "rules/fire check.yaml",
                "start": {"line": 2, "column": 3},
                "end": {"line": 2, "column": 10},
            }
        ],
    }


def test_json_keeps_to_its_published_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "findings.output.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for findings in ([], [TWICE, UNUSED]):
        jsonschema.validate(json.loads(as_json(findings)), schema)


def test_sarif_names_the_rule_its_page_and_the_region() -> None:
    log = json.loads(as_sarif([TWICE, UNUSED], version="1.2.3", pages=PAGES))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "ilacs-rules"
    assert driver["semanticVersion"] == "1.2.3"
    assert [(r["id"], r["helpUri"]) for r in driver["rules"]] == [
        ("E107", "https://example.org/codes/E107.md"),
        ("W603", "https://example.org/codes/W603.md"),
    ]
    warning, error = run["results"]
    assert (warning["level"], error["level"]) == ("warning", "error")
    assert driver["rules"][error["ruleIndex"]]["id"] == error["ruleId"] == "E107"
    assert error["message"]["text"] == "“Storeys” stands twice (keep one of them)"
    (location,) = error["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "rules/fire%20check.yaml"},
        "region": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 10},
    }
    assert [r["message"]["text"] for r in error["relatedLocations"]] == ["first declared here"]


def test_sarif_has_the_structure_the_standard_asks_for() -> None:
    for findings in ([], [TWICE, UNUSED]):
        jsonschema.validate(json.loads(as_sarif(findings, version="0.1.0", pages=PAGES)), SARIF_2_1_0)


def test_sarif_gives_an_absolute_path_as_an_address() -> None:
    elsewhere = Source("/home/officer/fire.yaml", "due:")
    empty = Diagnostic(Code.EMPTY_VALUE, "“due” is empty", Span(elsewhere, 0, 3))
    (result,) = json.loads(as_sarif([empty], version="0.1.0", pages=PAGES))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///home/officer/fire.yaml"


def test_gitlab_is_told_the_place_and_how_grave_it_is() -> None:
    error, warning = json.loads(as_code_quality([UNUSED, TWICE, UNUSED]))[::-1]
    assert error.pop("fingerprint") != warning["fingerprint"]
    assert error == {
        "description": "“Storeys” stands twice (keep one of them)",
        "check_name": "E107",
        "severity": "major",
        "location": {"path": "rules/fire check.yaml", "lines": {"begin": 3}},
    }
    assert warning["severity"] == "minor"


def test_a_finding_keeps_its_print_while_lines_above_it_come_and_go() -> None:
    def prints(above: str, *starts: int) -> list[str]:
        source = Source("fire.yaml", f"{above}due:\ndue:\n")
        found = [Diagnostic(Code.EMPTY_VALUE, "“due” is empty", Span(source, s, s + 3)) for s in starts]
        return [each["fingerprint"] for each in json.loads(as_code_quality(found))]

    assert prints("", 0, 5) == prints("# a comment\n", 12, 17)
    assert len(set(prints("", 0, 5))) == 2


def test_the_same_findings_give_the_same_bytes_in_any_order() -> None:
    assert as_json([TWICE, UNUSED]) == as_json([UNUSED, TWICE])
    assert as_sarif([TWICE, UNUSED], version="1", pages=PAGES) == as_sarif([UNUSED, TWICE], version="1", pages=PAGES)


# The part of the SARIF 2.1.0 schema (OASIS) that our output uses, with its required properties and bounds.
_MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_REGION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endLine": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
    },
}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "message": _MESSAGE,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": r"^[^\s]+$"}},
                },
                "region": _REGION,
            },
        },
    },
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _MESSAGE,
        "helpUri": {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:"},
    },
}
_RESULT = {
    "type": "object",
    "required": ["message"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _MESSAGE,
        "locations": {"type": "array", "items": _LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": _LOCATION},
    },
}
_DRIVER = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "semanticVersion": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
    },
}
_RUN = {
    "type": "object",
    "required": ["tool"],
    "additionalProperties": False,
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": _DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": _RESULT},
    },
}
SARIF_2_1_0 = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": _RUN},
    },
}
