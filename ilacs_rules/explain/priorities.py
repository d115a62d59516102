"""Who comes first, in words: what decides, and between whom."""

from __future__ import annotations

from ilacs_rules.explain.document import Section, grounds
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language import nouns
from ilacs_rules.language.fixed_words import Among
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model.version import Priority, Version

_DUE = "something open or late"  # what the language calls due, of a whole case


def priority_section(priority: Priority, phrases: Phrases) -> Section:
    """`Of several buildings with something open or late, those come first where …`; `After “serious”, next come …`."""
    said = [sentence(_decides(priority, phrases))]
    if priority.points is not None:
        said.append("All such points are added up, and those with most come first.")
    return Section(priority.name, capital(priority.words), tuple(said), *grounds(priority))


def who_comes_first(version: Version) -> str:
    """All of them at a glance: `Of several buildings with something open or late: first …, then …`; empty of none."""
    in_order = _in_order(version)
    if not in_order:
        return ""
    due = all(each.among is Among.DUE for each in in_order)
    several = f"of several {nouns.plural(version.subject)}{f' with {_DUE}' if due else ''}"
    told = dict.fromkeys(_in_short(each, version) for each in in_order)
    first, *others = told
    return sentence(f"{several}: {', then '.join((f'first {first}', *others))}")


def points_in_words(points: int) -> str:
    """`1 point`, `100 points`."""
    return f"{points:,} point" if points == 1 else f"{points:,} points"


def _decides(priority: Priority, phrases: Phrases) -> str:
    version, whom = phrases.version, nouns.plural(phrases.version.subject)
    when = "" if priority.when is None else phrases.clause(priority.when)
    due = priority.among is Among.DUE
    if priority.points is not None:
        lead = f"among those with {_DUE}, " if due else ""
        gets = f"{lead}{nouns.with_article(version.subject)} gets {points_in_words(priority.points)}"
        return f"{gets} when {when}" if when else gets
    before = _before(priority, version)
    several = f"of several {whom} with {_DUE}" if due else ""
    all_due = all(each.among is Among.DUE for each in version.priorities.values())
    those = f"those with {_DUE}" if due and not all_due and priority.by is None else "those"
    if before:
        several = f"after {before}"
    lead = f"{several}, " if several else ""
    if priority.by is not None:
        alike = f"{whom} {f'with {_DUE} ' if due and not all_due else ''}that are alike in {before}"
        they = alike if before else "these" if several else whom
        order = f"{they} come in the order of {phrases.noun(priority.by)}, {_first(priority.by.type)}"
        order = order if before else f"{lead}{order}"
        return f"{order}, when {when}" if when else order
    if before:
        return f"{lead}next come {those} where {when}"
    return f"{lead}those come first where {when}" if several else f"{whom} come first when {when}"


def _in_short(priority: Priority, version: Version) -> str:
    """`those where the height is over 18`; `those with most points`."""
    if priority.points is not None:
        return f"those with most points (see {joined(_giving_points(version))})"
    phrases = Phrases(version)
    if priority.by is not None:
        return f"by {phrases.noun(priority.by)}, {_first(priority.by.type)}"
    return f"those where {phrases.clause(priority.when)}" if priority.when is not None else f"those of {priority.words}"


_POINTS = "points"


def _giving_points(version: Version) -> list[str]:
    return [quoted(each.words) for each in version.priorities.values() if each.points is not None]


def _in_order(version: Version) -> list[Priority]:
    """As `engine.ranking` puts cases in order: all points, then each without, as in the file."""
    return sorted(version.priorities.values(), key=lambda each: each.points is None)


def _before(priority: Priority, version: Version) -> str:
    """What decides before it: `points and “serious concern”`; empty for the first."""
    in_order = _in_order(version)
    before = in_order[: in_order.index(priority)]
    return joined(list(dict.fromkeys(_POINTS if each.points is not None else quoted(each.words) for each in before)))


def _first(type_: Type) -> str:
    """Which values come first where something is put in order by them, as `engine.ranking` does it."""
    if isinstance(type_, ValueSet):
        return f"{quoted(type_.label(type_.values[-1]))} first"  # its own words: of a weight none is the worst
    day = "earliest first, and without such a day last"
    words = {
        Basic.DATE: day,
        Basic.YES_OR_NO: "yes before no",
        Basic.TEXT: "by the alphabet",
    }
    return words.get(type_, "smallest first") if isinstance(type_, Basic) else "smallest first"
