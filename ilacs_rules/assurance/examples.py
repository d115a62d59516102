"""Worked examples: each is decided by the text of its own file and held against what it expects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.cases.from_tree import case_from_tree
from ilacs_rules.cases.model import NOTHING, UNKNOWN, Event, Value
from ilacs_rules.checker.version import Definition
from ilacs_rules.checker.vocabulary import read_value
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.decision import Decision, Obligation, Status
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.days import read_day
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

# What an example may expect of an obligation, and the attribute that holds it
_EXPECTED = {
    "status": "status",
    "opens": "opens",
    "target": "target",
    "closes": "closes",
    "lasts": "lasts",
    "notice": "notice",
    "by": "by",
    "strength": "strength",
    "done": "done",
    "left": "left",
    "days late": "days_late",
    "flags": "flags",
}


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one worked example came out. `decision` is None where it could not be decided."""

    name: str
    decision: Decision | None
    findings: tuple[Diagnostic, ...]


def run_examples(program: Program) -> list[ExampleResult]:
    """The result of every worked example of a version, in the order of the file."""
    return [_run(program, example) for example in program.version.text.examples]


def _run(program: Program, example: Tree) -> ExampleResult:
    assert isinstance(example, Map), "the structure of examples was checked when the file was read"
    name, on = _text(example, "name"), _text(example, "on")
    assert name is not None
    assert on is not None
    found: list[Diagnostic] = []
    day, problem = read_day(on.value, on.span)
    if problem is not None:
        return ExampleResult(name.value, None, (problem,))
    case, problems = case_from_tree(example, program.version.vocabulary, name.value)
    if case is None or day is None:
        return ExampleResult(name.value, None, tuple(problems))
    try:
        decision = decide(program, case, day)
    except DecisionError as error:
        return ExampleResult(name.value, None, (*problems, *error.diagnostics))
    found += problems
    expect = example.entries["expect"].value
    if isinstance(expect, Map):
        for entry in expect.entries.values():
            _compare(entry, decision, found)
    return ExampleResult(name.value, decision, tuple(found))


def _text(example: Map, key: str) -> Text | None:
    entry = example.entries.get(key)
    return entry.value if entry is not None and isinstance(entry.value, Text) else None


def _compare(entry: Entry, decision: Decision, found: list[Diagnostic]) -> None:
    name, version = fold(entry.key.value), decision.version
    if name in version.definitions:
        _compare_value(entry, version.definitions[name], decision.values[name], found)
    elif name in version.requirements:
        obligations = [o for o in decision.obligations if o.requirement == name]
        _compare_obligations(entry, obligations, found)
    else:
        known = [d.words for d in version.definitions.values()] + [r.words for r in version.requirements.values()]
        message = f"there is no definition or requirement “{entry.key.value}”"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, entry.key.span, did_you_mean(entry.key.value, known)))


def _compare_value(entry: Entry, definition: Definition, value: Value, found: list[Diagnostic]) -> None:
    if not isinstance(entry.value, Text):
        message = f"“{definition.words}” has one value"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, entry.key.span, "write it after the colon"))
        return
    text = entry.value
    expected = {"nothing": NOTHING, "unknown": UNKNOWN}.get(fold(text.value))
    wanted = expected if expected is not None else read_value(text.value, definition.type, text.span)
    if isinstance(value, Event):
        wanted, value = fold(text.value), value.kind
    if isinstance(value, tuple):
        wanted, value = " ".join(text.value.split()), shown(value)
    if wanted != value or isinstance(wanted, bool) != isinstance(value, bool):
        found.append(_differs(definition.words, text.value, shown(value), text.span))


def _compare_obligations(entry: Entry, obligations: Sequence[Obligation], found: list[Diagnostic]) -> None:
    expected = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    if len(expected) != len(obligations):
        message = f"{len(obligations)} obligations come of “{entry.key.value}”, and {len(expected)} are expected"
        found.append(Diagnostic(Code.EXAMPLE_FAILS, message, entry.key.span, "write a list, one item for each"))
        return
    for item, obligation in zip(expected, obligations, strict=True):
        if isinstance(item, Text):
            _compare_part("status", entry.key.value, item, obligation, found)
        elif isinstance(item, Map):
            for part in item.entries.values():
                _compare_entry(part, entry.key.value, obligation, found)


def _compare_entry(part: Entry, requirement: str, obligation: Obligation, found: list[Diagnostic]) -> None:
    key = fold(part.key.value)
    if key not in _EXPECTED or not isinstance(part.value, Text):
        message = f"an obligation has no “{part.key.value}”"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, part.key.span, did_you_mean(key, _EXPECTED)))
        return
    _compare_part(key, requirement, part.value, obligation, found)


def _compare_part(key: str, requirement: str, text: Text, obligation: Obligation, found: list[Diagnostic]) -> None:
    if key == "status" and fold(text.value) not in tuple(Status):
        message = f"“{text.value}” is not a status"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, text.span, did_you_mean(text.value, tuple(Status))))
        return
    actual = getattr(obligation, _EXPECTED[key])
    if isinstance(actual, date):
        _, problem = read_day(text.value, text.span)
        if problem is not None and fold(text.value) != "none":
            found.append(problem)
            return
    if fold(text.value) != fold(shown(actual)):
        what = requirement if key == "status" else f"{requirement}: {key}"
        found.append(_differs(what, text.value, shown(actual), text.span, _why(obligation)))


def _why(obligation: Obligation) -> str | None:
    if obligation.status is Status.UNDETERMINED and obligation.needs:
        return "cannot tell: " + "; ".join(need.text for need in obligation.needs)
    return obligation.reason


def _differs(what: str, expected: str, actual: str, span: Span, why: str | None = None) -> Diagnostic:
    return Diagnostic(Code.EXAMPLE_FAILS, f"“{what}” is expected to be {expected}, and it is {actual}", span, why)


def shown(value: Value | Duration | tuple[str, ...] | None) -> str:
    """A value as an example writes it."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(shown(item) for item in value) or "none"
        case date():
            return value.isoformat()
        case Event(kind=kind):
            return kind
        case _ if value in (NOTHING, UNKNOWN):
            return "nothing" if value is NOTHING else "unknown"
        case _:
            return str(value)
