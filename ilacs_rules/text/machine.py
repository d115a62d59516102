"""Findings for programs: JSON of our own (`schemas/findings.output.json`), SARIF 2.1.0, and what GitLab reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity, in_reading_order
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_FOR_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_A_LINE = pattern(r"\bline \d+")


def as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """The findings in reading order as plain data. Lines and columns count from 1; an end is exclusive."""
    return [d.as_data() for d in in_reading_order(diagnostics)]


def with_findings(answer: Mapping[str, object], diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """An answer as plain data, with the findings beside it and how many there are of each severity."""
    findings = as_data(diagnostics)
    return {**answer, "findings": findings, **totals(findings)}


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON object with the `findings` and how many there are of each severity."""
    findings = as_data(diagnostics)
    return json_text({"findings": findings, **totals(findings)})


def json_text(data: object) -> str:
    """Plain data as JSON for programs and people: as written, two spaces of indent, keys in the order given."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def totals(findings: Iterable[Mapping[str, object]]) -> dict[str, int]:
    """How many of the findings, as plain data, are `errors`, `warnings` and `notes`."""
    severities = [finding["severity"] for finding in findings]
    return {f"{severity.value}s": severities.count(severity.value) for severity in Severity}


def as_sarif(diagnostics: Iterable[Diagnostic], *, version: str, pages: str) -> str:
    """A SARIF 2.1.0 log with one run, as code hosts and editors read it.

    `version` is that of this package; `pages` the address, ending in a slash, of the folder of `CODE.md` pages.
    """
    found = in_reading_order(diagnostics)
    rules = sorted({d.code for d in found})
    driver = {
        "name": "ilacs-rules",
        "semanticVersion": version,
        "rules": [_sarif_rule(code, pages) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, rules.index(d.code)) for d in found],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def as_code_quality(diagnostics: Iterable[Diagnostic]) -> str:
    """The findings as a report on code quality, as GitLab shows it beside the lines of a merge request."""
    from hashlib import sha256  # only this needs it, and it takes a while to load

    seen: Counter[tuple[str, str, str]] = Counter()
    issues = []
    for each in in_reading_order(diagnostics):
        lasting = identity(each)
        seen[lasting] += 1  # the same may be said of two places: each needs a print of its own
        print_ = "\0".join((*lasting, f"{seen[lasting]}"))
        issues.append(
            {
                "description": each.message + (f" ({each.hint})" if each.hint else ""),
                "check_name": each.code.value,
                "fingerprint": sha256(print_.encode()).hexdigest(),
                "severity": _FOR_GITLAB[each.severity],
                "location": {"path": each.span.source.name, "lines": {"begin": each.span.line}},
            }
        )
    return json_text(issues)


def identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What stays the same of a finding while lines above it come and go: its code, its file and its words."""
    return diagnostic.code.value, diagnostic.span.source.name, _A_LINE.sub("line", diagnostic.message)


def _start_and_end(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return span.source.line_and_column(span.start), span.source.line_and_column(span.end)


def _sarif_rule(code: Code, pages: str) -> dict[str, object]:
    words = code.name.replace("_", " ").lower()
    return {
        "id": code.value,
        "name": "".join(part.capitalize() for part in code.name.split("_")),
        "shortDescription": {"text": words},
        "helpUri": f"{pages}{code.value}.md",
    }


def _sarif_result(diagnostic: Diagnostic, rule_index: int) -> dict[str, object]:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    related = [{**_sarif_location(span), "message": {"text": words}} for span, words in diagnostic.related]
    return {
        "ruleId": diagnostic.code.value,
        "ruleIndex": rule_index,
        "level": diagnostic.severity.value,
        "message": {"text": diagnostic.message + hint},
        "locations": [_sarif_location(diagnostic.span)],
        **({"relatedLocations": related} if related else {}),
    }


def _sarif_location(span: Span) -> dict[str, object]:
    (line, column), (end_line, end_column) = _start_and_end(span)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _address(span.source.name)}, "region": region}}


def _address(name: str) -> str:
    from urllib.parse import quote  # only SARIF needs it

    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
