"""What became of the worked examples of a policy from one text of it to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ilacs_rules.assurance.examples import ExampleResult
from ilacs_rules.assurance.outcomes import expected_outcome, in_line
from ilacs_rules.engine.program import Program
from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Entry, Map, Text

Tried = tuple[Program, list[ExampleResult]]
"""A version with its own examples, each tried."""

_EXPECT = "expect"


@dataclass(frozen=True, slots=True)
class NamedExample:
    """A worked example by its name, and the first day of the version it belongs to; `words` say what is otherwise."""

    start: date
    name: str
    words: tuple[str, ...] = ()

    def as_data(self) -> dict[str, object]:
        """It as a dictionary."""
        return {"version": self.start.isoformat(), "name": self.name, "words": list(self.words)}


@dataclass(frozen=True, slots=True)
class ExampleChanges:
    """The examples that do not hold now, and those that are otherwise than before.

    `broken` held before, or are new; `failing` did not hold before either. `meant` are those of earlier versions that
    are now said to change, `expecting` those that expect something else, `told` those that tell another case.
    """

    holding: int
    broken: tuple[NamedExample, ...]
    failing: tuple[NamedExample, ...]
    meant: tuple[NamedExample, ...]
    expecting: tuple[NamedExample, ...]
    told: tuple[NamedExample, ...]
    new: tuple[NamedExample, ...]
    gone: tuple[NamedExample, ...]

    def as_data(self) -> dict[str, object]:
        """They as dictionaries, lists and texts."""
        return {
            "holding": self.holding,
            "broken": _data(self.broken),
            "failing as before": _data(self.failing),
            "said to change": _data(self.meant),
            "expect otherwise": _data(self.expecting),
            "tell another case": _data(self.told),
            "new": _data(self.new),
            "gone": _data(self.gone),
        }


def example_changes(before: Iterable[Tried], after: Iterable[Tried]) -> ExampleChanges:
    """The examples of two texts of a policy, told apart by their version and name."""
    old_text, new_text = list(before), list(after)
    old, new = _by_name(old_text), _by_name(new_text)
    wrong = {key: _named(key, each, _why(each)) for key, each in new.items() if not each.holds}
    both = [(key, old[key].example, each) for key, each in new.items() if key in old]
    return ExampleChanges(
        len(new) - len(wrong),
        tuple(each for key, each in wrong.items() if key not in old or old[key].holds),
        tuple(each for key, each in wrong.items() if key in old and not old[key].holds),
        tuple(_said_to_change(old_text, new_text)),
        tuple(_named(key, now, words) for key, was, now in both if (words := _expects(was, now.example))),
        tuple(_named(key, now) for key, was, now in both if _case(was) != _case(now.example)),
        tuple(_named(key, each) for key, each in new.items() if key not in old),
        tuple(_named(key, each) for key, each in old.items() if key not in new),
    )


def _by_name(tried: Iterable[Tried]) -> dict[tuple[date, str], ExampleResult]:
    return {(program.version.start, fold(each.name)): each for program, results in tried for each in results}


def _named(key: tuple[date, str], result: ExampleResult, words: Iterable[str] = ()) -> NamedExample:
    return NamedExample(key[0], result.name, tuple(words))


def _why(result: ExampleResult) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.message for each in result.findings))


def _said_to_change(before: Iterable[Tried], after: Iterable[Tried]) -> Iterator[NamedExample]:
    known = {(program.version.start, fold(name.value)) for program, name in _said(before)}
    tried = list(after)
    for program, name in _said(tried):
        start, folded = program.version.start, fold(name.value)
        if (start, folded) not in known:
            of = [began for began, example in _by_name(tried) if began < start and example == folded]
            yield NamedExample(max(of, default=start), name.value)  # it belongs to the version that has it


def _said(tried: Iterable[Tried]) -> Iterator[tuple[Program, Text]]:
    return ((program, name) for program, _ in tried for name in program.version.text.expected_to_change)


def _expects(before: Map, after: Map) -> tuple[str, ...]:
    """`“check” was overdue, and is now open`: what is expected otherwise, name by name."""
    was, now = _expected(before), _expected(after)
    names = {fold(name): name for name in (*was, *now)}
    old, new = ({fold(name): said for name, said in each.items()} for each in (was, now))
    return tuple(
        f"“{words}” was {old.get(name, 'left open')}, and is now {new.get(name, 'left open')}"
        for name, words in names.items()
        if old.get(name) != new.get(name)
    )


def _expected(example: Map) -> dict[str, str]:
    entry = example.entries.get(_EXPECT)
    expect = entry.value if entry is not None else None
    entries = expect.entries.values() if isinstance(expect, Map) else ()
    return {each.key.value: in_line(expected_outcome(each.value)) for each in entries}


def _case(example: Map) -> dict[str, Entry]:
    """All that an example tells but for what it expects."""
    return {key: entry for key, entry in example.entries.items() if key != _EXPECT}


def _data(those: Iterable[NamedExample]) -> list[dict[str, object]]:
    return [each.as_data() for each in those]
