"""A worked example as the lines of a rule file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap

from ilacs_rules.assurance.outcomes import Outcome, as_yaml, shown
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial, first_of
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.show import in_brackets

_WIDEST = 118  # characters of a line
_COMMENT = "  # "


def example_lines(
    name: str, on: date, case: Case, expect: Mapping[str, Outcome], vocabulary: Vocabulary, comment: Sequence[str]
) -> list[str]:
    """An item of `examples`, indented as it stands there, below its comment. Of the case all but its name is told."""
    lines = [f"{_COMMENT}{line}" for each in comment for line in wrap(each, _WIDEST - len(_COMMENT))]
    lines += [f"  - name: {in_brackets(name)}", f"    on: {on}"]
    facts = {_words(vocabulary.facts, key): _value(value) for key, value in case.facts.items()}
    lines += _group("facts", facts)
    days = {key: "never" if day is None else f"{day}" for key, day in case.complete_from.items()}
    lines += _group("complete from", {vocabulary.events[key].words: day for key, day in days.items()})
    if case.events:
        lines.append("    events:")
        for event in sorted(case.events, key=lambda each: first_of(each.start)):
            pairs = list(_event(event, vocabulary))
            one = f"      - {{{_joined(pairs)}}}"
            lines += [one] if len(one) <= _WIDEST else _listed(pairs)
    lines.append("    expect:")
    lines += [f"      {in_brackets(words)}: {as_yaml(outcome)}" for words, outcome in expect.items()]
    return lines


def _group(key: str, pairs: Mapping[str, str]) -> list[str]:
    if not pairs:
        return []
    one = f"    {key}: {{{_joined(list(pairs.items()))}}}"
    if len(one) <= _WIDEST:
        return [one]
    return [f"    {key}:", *(f"      {in_brackets(name)}: {value}" for name, value in pairs.items())]


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{in_brackets(key)}: {value}" for key, value in pairs)


def _listed(pairs: Sequence[tuple[str, str]]) -> list[str]:
    marks = ["      - ", *["        "] * len(pairs)]
    return [f"{mark}{in_brackets(key)}: {value}" for mark, (key, value) in zip(marks, pairs, strict=False)]


def _event(event: Event, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    kind = vocabulary.events[event.kind]
    yield "event", in_brackets(kind.words)
    if event.start == event.end:
        yield "on", f"{event.start}"
    else:
        yield "start", f"{event.start}"
        if event.end is not None:
            yield "end", f"{event.end}"
    if event.publication is not None:
        yield "publication", f"{event.publication}"
    for name, value in event.fields.items():
        if value is not UNKNOWN:
            yield _words(kind.records, name), _value(value)


def _words(declared: Mapping[str, FactKind], name: str) -> str:
    return declared[name].words if name in declared else name


def _value(value: Value | Partial) -> str:
    return in_brackets(f"{value}" if isinstance(value, Partial) else shown(value))
