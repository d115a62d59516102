"""Tried examples as JUnit XML, which servers that build and test software show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as Xml

from ilacs_rules.engine.program import Program
from ilacs_rules.text.diagnostics import Severity
from ilacs_rules.text.printing import as_text
from ilacs_rules.workspace.example_runs import TriedExample

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(tried: Iterable[TriedExample]) -> bytes:
    """A suite for each version, a case for each example. No times are told: the same policy gives the same bytes."""
    root = Xml.Element("testsuites")
    for program, group in groupby(tried, key=lambda each: each.program):
        _suite(root, program, list(group))
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _suite(root: Xml.Element, program: Program, tried: list[TriedExample]) -> None:
    version = program.version
    name = f"{version.policy} {version.start}"
    failed = [each for each in tried if not each.result.holds]
    errors = [each for each in failed if each.result.decision is None]
    suite = Xml.SubElement(root, "testsuite", {"name": name})
    for key, count in (("tests", len(tried)), ("failures", len(failed) - len(errors)), ("errors", len(errors))):
        suite.set(key, str(count))
    for each in tried:
        span = each.result.example.span
        told = {"classname": name, "name": _printable(each.result.name)}
        case = Xml.SubElement(suite, "testcase", {**told, "file": span.source.name, "line": str(span.line)})
        if not each.result.holds:
            found = [finding for finding in each.result.findings if finding.severity is Severity.ERROR]
            failure = Xml.SubElement(case, "failure" if each.result.decision is not None else "error")
            failure.set("message", _printable("; ".join(finding.message for finding in found)))
            failure.text = _printable(as_text(found))


def _printable(text: str) -> str:
    return _NOT_IN_XML.sub("�", text)
