"""Why there is none of what a date hangs on, in a reader's words: `there has been no inspection`.

Where only what comes after a day counts, and that day is still ahead, nothing has been missed: it is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import EventType
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Version

ValueOf = Callable[[tree.Node], object]
"""What a node comes to, in the case and on the day that is asked about."""


def why_none(node: tree.Node, version: Version, value: ValueOf, on: date) -> str:
    """Of a node that comes to nothing; as it is written, in quotation marks, where nobody has given it a name."""
    return _Why(version, value, on).of(node) or f"there is no “{node.span.words}”"


def still_to_come(event: tree.Node, version: Version, value: ValueOf, on: date) -> str | None:
    """`after 8 June 2024`: from when an event counts that was picked from a history, where that day is ahead."""
    while isinstance(event, tree.Named) and isinstance(body := version.definitions[event.name].body, tree.Node):
        event = body
    if not isinstance(event, tree.Select) or event.picks not in _PICKED:
        return None
    for side in low_sides(event.history):
        day = value(side.low) if side.low is not None else None
        if isinstance(day, date) and (day > on or (day == on and not side.low_included)):
            return f"{'on or ' if side.low_included else ''}after {day_in_words(day)}"
    return None


def low_sides(history: tree.History) -> Iterator[tree.Within]:
    """The filters of a history that say from when its events count."""
    return (each for each in history.filters if isinstance(each, tree.Within) and each.low is not None)


def days_ahead(parts: tuple[TreePart, ...]) -> Iterator[tree.Node]:
    """The days in parts of a version of which `still_to_come` asks whether they are ahead."""
    for part in walk(*parts, into=lambda part: not isinstance(part, _OF_OTHERS)):
        if isinstance(part, tree.Select) and part.picks in _PICKED:
            yield from (side.low for side in low_sides(part.history) if side.low is not None)


_PICKED = (Picks.LATEST, Picks.FIRST)
_OF_OTHERS = (
    tree.History,
    tree.Counting,
    tree.SelectCases,
    tree.Lot,
    DecisionTable,
)  # asked of what is looked at there


@dataclass(frozen=True, slots=True)
class _Why:
    version: Version
    value: ValueOf
    on: date

    def of(self, node: tree.Node) -> str | None:
        version = self.version
        match node:
            case tree.Named(name=name) if (definition := version.definitions.get(name)) is not None:
                body = definition.body
                if (after := still_to_come(node, version, self.value, self.on)) is not None:
                    return _is_to_come(the(definition.label), after)
                inner = None if isinstance(body, DecisionTable) else self.of(body)
                there = "there has been" if isinstance(node.type, EventType) else "there is"
                return inner or f"{there} no {_bare(definition.label)}"
            case tree.Fact(name=name) if (fact := version.vocabulary.facts.get(name)) is not None:
                return f"there is no {_bare(fact.shown)}"
            case tree.Select(picks=Picks.LATEST | Picks.FIRST, history=history) if not history.filters:
                return f"there has been no {version.vocabulary.events[history.kind].label}"
            case tree.Select() if (after := still_to_come(node, version, self.value, self.on)) is not None:
                return _is_to_come(f"“{node.span.words}”", after)
            case tree.DayOf(event=event):  # which an event has, known or not: where there is none, there is no event
                return self.of(event)
            case tree.Arithmetic(left=left, right=right):
                return self._of_the_only((left, right))
            case tree.Call(arguments=arguments):
                return self._of_the_only(arguments)
            case _:
                return None

    def _of_the_only(self, parts: tuple[tree.Node, ...]) -> str | None:
        """Why the one that is no constant comes to nothing; None of several, as on the fast path none is asked."""
        varying = [part for part in parts if not _is_constant(part, self.version)]
        return self.of(varying[0]) if len(varying) == 1 else None


def _is_to_come(what: str, after: str) -> str:
    return f"it is counted from {what}, which is still to come ({after})"


def _is_constant(node: tree.Node, version: Version) -> bool:
    if isinstance(node, tree.Named) and (definition := version.definitions.get(node.name)) is not None:
        return isinstance(definition.body, tree.Const)
    return isinstance(node, tree.Const | tree.PeriodOf)


def _bare(label: str) -> str:
    return the(label).removeprefix("the ")
