"""Worked examples: each is decided by the text of its own file and held against what it expects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.assurance.expectations import EXPECTED, expected_of
from ilacs_rules.assurance.outcomes import Outcome, outcome_of, part_of, shown
from ilacs_rules.cases.from_tree import case_from_tree
from ilacs_rules.cases.of_example import read_example, text_of
from ilacs_rules.checker.vocabulary import read_value
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.population import Population
from ilacs_rules.engine.program import Program
from ilacs_rules.language.days import read_day
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.absent import absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.version import Definition
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity, has_errors
from ilacs_rules.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """One line of what an example expects, what came out in the same form, and what is to be said of that.

    `given` is None where nothing of that name can come out.
    """

    entry: Entry
    given: Outcome | None
    findings: tuple[Diagnostic, ...]
    why: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it came out as expected."""
        return not has_errors(self.findings)

    @property
    def only_differs(self) -> bool:
        """Whether it came out otherwise, and what is expected can be expected at all."""
        return bool(self.findings) and all(each.code is Code.EXAMPLE_FAILS for each in self.findings)


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one worked example, as written, came out. `decision` is None where it could not be decided."""

    example: Map
    name: str
    decision: Decision | None
    findings: tuple[Diagnostic, ...]
    compared: tuple[ComparedEntry, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether all of it came out as expected."""
        return not has_errors(self.findings)


def run_examples(program: Program) -> list[ExampleResult]:
    """The result of every worked example of a version, in the order of the file."""
    return [run_example(program, example) for example in program.version.text.examples]


def run_example(program: Program, example: Tree, *, trace: bool = True) -> ExampleResult:
    """How a worked example comes out by a version, be it that of its own file or another.

    Without a trace it is quicker: no more is worked out than it expects, and what cannot be told is not told why.
    """
    assert isinstance(example, Map), "the structure of examples was checked when the file was read"
    name, asked, problems = read_example(program.version.vocabulary, example)
    if asked is None:
        return ExampleResult(example, name, None, tuple(problems))
    case, day = asked
    others, told = _others(program, example)
    if told:
        return ExampleResult(example, name, None, (*problems, *told))
    try:
        among = program.among(Population([case, *others])) if others else program
        decision = decide(among, case, day, trace=trace, only=None if trace else _asked_of(program, example))
    except DecisionError as error:
        return ExampleResult(example, name, None, (*problems, *error.diagnostics))
    expect = example.entries["expect"].value
    entries = expect.entries.values() if isinstance(expect, Map) else ()
    compared = tuple(_compared(entry, decision) for entry in entries)
    found = [*problems, *(finding for each in compared for finding in each.findings)]
    return ExampleResult(example, name, decision, tuple(found), compared)


def _asked_of(program: Program, example: Map) -> Collection[str] | None:
    """What it is enough to work out of a decision; all, where another requirement may keep it from being made."""
    return None if program.version.month_end is MonthEnd.ERROR else expected_of(example)


def _others(program: Program, example: Map) -> tuple[list[Case], list[Diagnostic]]:
    """The other cases that an example says there are, and what keeps one of them from being used."""
    entry = example.entries.get("among")
    found: list[Case] = []
    problems: list[Diagnostic] = []
    for item in entry.value.items if entry is not None and isinstance(entry.value, Items) else ():
        name = text_of(item, "name") if isinstance(item, Map) else None
        if isinstance(item, Map) and name is not None:
            case, told = case_from_tree(item, program.version.vocabulary, name.value)
            found += [] if case is None else [case]
            problems += [each for each in told if each.severity is Severity.ERROR]
    return found, problems


def _compared(entry: Entry, decision: Decision) -> ComparedEntry:
    name, version = fold(entry.key.value), decision.version
    found: list[Diagnostic] = []
    given: Outcome | None = None
    why = None
    if name in version.definitions:
        _compare_value(entry, version.definitions[name], decision.values[name], found)
        given = shown(decision.values[name])
    elif name in version.requirements:
        obligations = [o for o in decision.obligations if o.requirement == name]
        _compare_obligations(entry, obligations, found)
        given = outcome_of(entry.value, obligations)
        why = "; ".join(dict.fromkeys(filter(None, map(_why, obligations)))) or None
    else:
        known = [d.words for d in version.definitions.values()] + [r.words for r in version.requirements.values()]
        message = f"there is no definition or requirement “{entry.key.value}”"
        hint = did_you_mean(entry.key.value, known) or "write the name of one"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, entry.key.span, hint))
    return ComparedEntry(entry, given, tuple(found), why)


def _compare_value(entry: Entry, definition: Definition, value: Value, found: list[Diagnostic]) -> None:
    if not isinstance(entry.value, Text):
        message = f"“{definition.words}” has one value"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, entry.key.span, "write it after the colon"))
        return
    text = entry.value
    expected = absent(text.value)
    wanted = expected if expected is not None else read_value(text.value, definition.type, text.span)
    if wanted is None and isinstance(definition.type, ValueSet):
        message = f"“{text.value}” is not a value of “{definition.type.name}” ({', '.join(definition.type.values)})"
        hint = did_you_mean(text.value, definition.type.values) or "write one of them"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, text.span, hint))
        return
    if isinstance(value, Event):
        wanted, value = fold(text.value), value.kind
    if isinstance(value, tuple):
        wanted, value = " ".join(text.value.split()), shown(value)
    if wanted != value or isinstance(wanted, bool) != isinstance(value, bool):
        message = f"“{definition.words}”: the example expects “{text.value}”, the policy gives “{shown(value)}”"
        found.append(Diagnostic(Code.EXAMPLE_FAILS, message, text.span, _remedy(shown(value))))


def _compare_obligations(entry: Entry, obligations: Sequence[Obligation], found: list[Diagnostic]) -> None:
    expected = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    if len(expected) != len(obligations):
        given = f"{len(obligations)} obligation" + ("" if len(obligations) == 1 else "s")
        message = f"“{entry.key.value}”: the example expects {len(expected)}, the policy gives {given}"
        found.append(Diagnostic(Code.EXAMPLE_FAILS, message, entry.key.span, "write a list, one item for each"))
        return
    for item, obligation in zip(expected, obligations, strict=True):
        parts = {"status": item} if isinstance(item, Text) else _parts(item, found)
        differing = {key: text for key, text in parts.items() if _differs(key, text, obligation, found)}
        if differing:
            found.append(_failure(entry.key.value, differing, obligation))


def _parts(item: Tree, found: list[Diagnostic]) -> dict[str, Text]:
    """What an example expects of one obligation, part by part; a part that no obligation has is reported."""
    parts: dict[str, Text] = {}
    for part in item.entries.values() if isinstance(item, Map) else ():
        key = fold(part.key.value)
        if key in EXPECTED and isinstance(part.value, Text):
            parts[key] = part.value
        elif key in EXPECTED:
            message = f"“{part.key.value}” is one text"
            found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, part.key.span, _as_one_text(key, part.value)))
        else:
            message = f"what is expected of an obligation takes no “{part.key.value}”"
            hint = _DAYS_MEANT.get(key) or did_you_mean(key, EXPECTED) or f"it has {', '.join(EXPECTED)}"
            found.append(Diagnostic(Code.EXAMPLE_SHAPE, message, part.key.span, hint))
    return parts


def _as_one_text(key: str, written: Tree) -> str:
    items = written.items if isinstance(written, Items) else ()
    texts = [item.value for item in items if isinstance(item, Text)]
    return f"write “{key}: '{', '.join(texts)}'”" if texts else "write it behind the colon, without anything below it"


_DAYS_MEANT = dict.fromkeys(
    ("due", "due by", "on", "date", "deadline", "day"),
    "write “target: …” for the day on which it is due, or “closes: …” for the last on which it is in time",
)


def _status_meant(text: Text) -> str | None:
    """What to write in the place of a word or a day that is no status."""
    if fold(text.value) in ("no", "none", "not applicable", "n a", "n/a", "nothing", "not due", "never"):
        return f"write “{Status.DOES_NOT_APPLY}”"
    day, _ = read_day(text.value, text.span)
    return (
        None
        if day is None
        else f"write “{{closes: {day}}}” for the last day, or “{{target: {day}}}” for the day itself"
    )


def _differs(key: str, text: Text, obligation: Obligation, found: list[Diagnostic]) -> bool:
    """Whether an obligation is not as expected; what can never be expected is reported instead."""
    if key == "status" and fold(text.value) not in tuple(Status):
        hint = _status_meant(text) or did_you_mean(text.value, tuple(Status)) or f"write {', '.join(Status)}"
        found.append(Diagnostic(Code.EXAMPLE_SHAPE, f"“{text.value}” is not a status", text.span, hint))
        return False
    if key == "status" and fold(text.value) == Status.UNDETERMINED:  # also of what surely applies
        return obligation.status not in CANNOT_BE_TOLD
    actual = part_of(obligation, key)
    if isinstance(actual, date):
        _, problem = read_day(text.value, text.span)
        if problem is not None and fold(text.value) != "none":
            found.append(problem)
            return False
    return fold(text.value) != fold(shown(actual))


def _failure(requirement: str, differing: dict[str, Text], obligation: Obligation) -> Diagnostic:
    """One finding for one obligation: all that differs, side by side, at the first of it."""
    expects = [_said(key, text.value) for key, text in differing.items()]
    gives = [_said(key, shown(part_of(obligation, key))) for key in differing]
    if obligation.status in (Status.DOES_NOT_APPLY, *CANNOT_BE_TOLD):
        gives = [_said("status", obligation.status)]
    message = f"“{requirement}”: the example expects {', '.join(expects)}; the policy gives {', '.join(gives)}"
    hint = _remedy(shown(part_of(obligation, next(iter(differing)))) if len(differing) == 1 else None)
    why = _why(obligation)
    if why is not None:
        hint = f"{why}; {hint}"
    return Diagnostic(Code.EXAMPLE_FAILS, message, next(iter(differing.values())).span, hint)


def _said(key: str, value: str) -> str:
    if key == "status":
        return f"“{value}”"
    return f"no {key}" if value == "none" else f"{key} {value}"


def _remedy(actual: str | None) -> str:
    return "if the policy is right, " + ("correct the example" if actual is None else f"write “{actual}”")


def _why(obligation: Obligation) -> str | None:
    if obligation.status in CANNOT_BE_TOLD and obligation.needs:
        return "cannot tell: " + "; ".join(need.text for need in obligation.needs)
    return obligation.reason
