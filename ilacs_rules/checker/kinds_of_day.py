"""Kinds of day, checked: those that a policy names, and their names where a sentence uses them."""

from __future__ import annotations

import re
from dataclasses import replace

from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.kinds_of_day import ANY_DAY, KINDS_OF_DAY, KindOfDay
from ilacs_rules.language.names import fold
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean

_IN = re.compile(r"\s+((?:not\s+)?in)\s+", re.IGNORECASE)
_HINT = "write for example “working day in school term”, “Monday in school term” or “day not in school holidays”"


def check_kinds_of_day(
    text: VersionText, stretches: dict[str, ToldStretches], findings: Findings
) -> dict[str, KindOfDay]:
    """The kinds of day that a version names; one that is not understood is reported (E301) and left out."""
    found = {}
    for folded, (name, said) in text.days.items():
        kind = _said(said, text, stretches, findings)
        if kind is not None:
            found[folded] = replace(kind, words=" ".join(name.value.split()))
    return found


def _said(said: Text, text: VersionText, stretches: dict[str, ToldStretches], findings: Findings) -> KindOfDay | None:
    """What a sentence such as `working day in school term` makes of a kind of day."""
    first, *rest = _IN.split(said.value)
    base = KINDS_OF_DAY.get(fold(first)) or (ANY_DAY if fold(first) == ANY_DAY.words else None)
    if base is None or not rest:
        message = f"“{said.value}” is no kind of day"
        findings.report(Code.UNKNOWN_NAME, message, said.span, _HINT)
        return None
    if base.working:
        findings.working_days.append(said.span)
    narrowed = []
    for word, name in zip(rest[::2], rest[1::2], strict=True):
        told = stretches.get(fold(name))
        if told is None and fold(name) not in text.perhaps and not findings.uses_repealed(fold(name), said.span):
            hint = did_you_mean(name, [each.words for each in stretches.values()]) or "list its days under “stretches”"
            message = f"“{name}” is no stretch of the calendar that is told"
            findings.report(Code.UNKNOWN_NAME, message, said.span, hint)
        if told is None:
            return None
        narrowed.append((told, fold(word) == "in"))
    return replace(base, stretches=tuple(narrowed))


def kind_of_day(name: n.Name, scope: Scope) -> KindOfDay | None:
    """The kind of day that a name means (E301 if none); a working day needs the calendar of the policy."""
    kind = KINDS_OF_DAY.get(name.name) or scope.vocabulary.days.get(name.name)
    if kind is None and name.name not in scope.perhaps and not scope.findings.uses_repealed(name.name, name.span):
        known = [each.words for each in (*KINDS_OF_DAY.values(), *scope.vocabulary.days.values())]
        hint = did_you_mean(name.span.words, known) or (
            "write “working day”, a day of the week such as “Monday”, or say under “days” which days these are: "
            f"“{name.name}: working day in school term”"
        )
        scope.findings.report(Code.UNKNOWN_NAME, f"“{name.span.words}” is no kind of day", name.span, hint)
    elif kind is not None and kind.working:
        scope.findings.working_days.append(name.span)
    return kind
