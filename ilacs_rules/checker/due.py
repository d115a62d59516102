"""`due:` sentences, checked: the days themselves, and what is said after a comma to bend them.

Each form of the sentence takes the qualifiers that change something of it, each at most once; any other is refused
with what to write instead, for a reader of the sentence would believe it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from ilacs_rules.checker.arithmetic import check_order
from ilacs_rules.checker.expressions import day, length
from ilacs_rules.checker.kinds_of_day import kind_of_day
from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.checker.stretches import period_of, told_as
from ilacs_rules.language import due_nodes as d
from ilacs_rules.language import nodes as n
from ilacs_rules.language.due_meant import as_meant, in_terms
from ilacs_rules.language.due_nodes import show_due
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.names import fold
from ilacs_rules.language.parser import parse_due
from ilacs_rules.language.printer import show
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.told_meant import told_as_meant
from ilacs_rules.model import due as due_tree
from ilacs_rules.model import tree
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span

_MAY_BE_MEANT = (Code.UNKNOWN_NAME, Code.BAD_DATE)
_COUNTS_FROM = "a due date counts from a day"


def check_due(due: d.Due, version: VersionText, scope: Scope) -> due_tree.Due | None:
    """A checked due sentence; None if its days make no sense (reported)."""
    told = len(scope.findings.diagnostics)
    timing = _timing(due.timing, version, scope)
    code = next((each.code for each in scope.findings.diagnostics[told:] if each.code in _MAY_BE_MEANT), None)
    if code is not None:
        meant = as_meant(due.span.text, scope.phrases.spoken) or due.span.text
        terms = in_terms(meant, due.span.text)
        offered = next((each for each in (terms, meant) if _makes_sense(each, version, scope)), None)
        if offered is not None:
            scope.findings.diagnostics[told:] = [told_as_meant(due.span, offered, code)]
    if timing is None:
        return None
    window: due_tree.Window | None = None
    times: dict[str, int] = {}
    days: dict[str, tree.Node] = {}
    keeping = False
    moved: due_tree.Moved | None = None
    not_in: list[ToldStretches] = []
    carried = False
    for qualifier in due.qualifiers:
        match qualifier:
            case d.Window(before=before, after=after):
                window = due_tree.Window(length(before, scope), length(after, scope))
            case d.Times(bound=bound, count=count):
                times["at_least" if bound is n.Bound.AT_LEAST else "up_to"] = count
                if count == 0:
                    _misplaced(qualifier, "a number of times is 1 or more", "write how many times", scope)
            case d.Until(day=until):
                days["until"] = day(until, scope, "“until” needs a day")
            case d.NotBefore(day=limit):
                days["not_before"] = day(limit, scope, "“but not before” needs a day")
            case d.NotAfter(day=limit):
                days["not_after"] = day(limit, scope, "“but not after” needs a day")
            case d.Keeping():
                keeping = True
            case d.CarriedOver():
                carried = True
            case d.NotIn(stretches=name):
                told_stretches = told_as(name, scope)
                not_in += [] if told_stretches is None else [told_stretches]
            case d.Moved(to=to, kind=kind):
                found = kind_of_day(kind, scope)
                moved = None if found is None else due_tree.Moved(to, found)
            case _:
                assert_never(qualifier)
        misfit = _misfit(qualifier, due)
        if misfit is not None:
            _misplaced(qualifier, *misfit, scope)
    _check_said_once(due, scope)
    _check_limits(due, times, days, scope)
    numbers = times.get("up_to"), times.get("at_least")
    limits = days.get("until"), days.get("not_before"), days.get("not_after")
    return due_tree.Due(timing, due.span, window, *numbers, *limits, moved, keeping, tuple(not_in), carried)


def _makes_sense(meant: str, version: VersionText, scope: Scope) -> bool:
    """Whether a sentence that is to be offered instead is one that nothing is found in."""
    due, _ = parse_due(Span(Source("meant", meant), 0, len(meant)))
    if due is None:
        return False
    apart = replace(scope, findings=Findings(repealed=scope.findings.repealed))
    _timing(due.timing, version, apart)
    return not apart.findings.diagnostics


# ------------------------------------------------------------------------------------------------ qualifiers


def _misfit(qualifier: d.Qualifier, due: d.Due) -> tuple[str, str] | None:
    """Why a qualifier can change nothing of such a sentence, and what to write instead; None where it can."""
    timing = due.timing
    match qualifier, timing:
        case d.Window(), d.Every() | d.Once():
            return None
        case d.Window(), _:
            return "there is no target here that a window could lie round", _instead_of_a_window(timing)
        case ((d.Times() | d.Until()), d.Every()):
            return None
        case ((d.Times() | d.Until()), _):
            why = "it limits a repeat, and nothing here is done “every …”"
            return why, _instead_of_a_limit(qualifier, timing)
        case d.Keeping(), d.Every(after=after):
            return _kept_in_vain(due, after)
        case d.Keeping(), _:
            return "nothing here is done “every …”, so no day comes again that could be kept", "leave it out"
        case d.CarriedOver(), d.InEach(bound=n.Bound.AT_LEAST) | d.InEachFrom(bound=n.Bound.AT_LEAST):
            return None
        case d.CarriedOver(), d.InEach(count=count) | d.InEachFrom(count=count):
            instead = f"write “at least {count} in each …”, or leave it out"
            return "only what is asked for at least so often can be missed and done later", instead
        case d.CarriedOver(), _:
            return "there is no period here that ends with something missed", _instead_of_carrying(timing)
        case ((d.NotBefore() | d.NotAfter() | d.Moved()), (d.InEach() | d.InEachFrom())):
            why = "each period has its own first and last day"
            return why, _instead_of_a_bend(qualifier, timing)
        case _:
            return None


def _kept_in_vain(due: d.Due, after: n.Expr | None) -> tuple[str, str] | None:
    """Why no day is kept of what is done again and again, and what to write instead; None where one is."""
    if after is None:
        return "the day to keep is counted from none", f"write “{show_due(d.Due(due.timing, span=due.span))} after …”"
    if not any(isinstance(qualifier, d.Window) for qualifier in due.qualifiers):
        why = "without a time before or after it, all that keeps a day is to be done on it"
        return why, "write before it how early or late it may be, as in “up to 1 month early”, or leave it out"
    return None


def _instead_of_carrying(timing: d.Timing) -> str:
    if isinstance(timing, d.Every):
        return f"leave it out, as it stays due until it is done; or write “at least 1 in each …, {_CARRIED}”"
    return "leave it out: it stays due until it is done"


_CARRIED = "missed ones carried over"


def _instead_of_a_window(timing: d.Timing) -> str:
    match timing:
        case d.WithinAfter() | d.BetweenAfter():
            return "leave it out, and write the whole time in which it may be done"
        case d.By() | d.On() | d.BeforeDay():
            return "write “between” the first day “and” the last"
        case d.BetweenDays():
            return "leave it out, and write the first and the last day"
        case d.After(day=after):
            return f"write “within … after {show(after)}”, or leave it out"
        case _:
            return "leave it out"


def _instead_of_a_limit(qualifier: d.Times | d.Until, timing: d.Timing) -> str:
    match qualifier, timing:
        case d.Until(day=day), d.InEach() | d.InEachFrom() | d.BetweenEvents():
            return f"write “when: today is on or before {show(day)}” for the requirement as a whole"
        case d.Until(day=day), (
            d.Once() | d.WithinAfter() | d.BetweenAfter() | d.After() | d.OnOrAfter() | d.Following()
        ):
            return f"it is done once: write “but not after {show(day)}”"
        case d.Until(), _:
            return "leave it out: it is done once, and its day is told already"
        case d.Times(), d.InEach() | d.InEachFrom() | d.BetweenEvents():
            return "leave it out: how many is told at the beginning"
        case _:
            return "write “every …”, or leave it out"


def _instead_of_a_bend(qualifier: d.NotBefore | d.NotAfter | d.Moved, timing: d.InEach | d.InEachFrom) -> str:
    match qualifier:
        case d.NotBefore() if isinstance(timing, d.InEach) and timing.period.cycle is None:
            return "leave it out: the first day of each is told under “stretches”"
        case d.NotBefore(day=first):
            counted = show_due(d.Due(_counted_from(timing, first), span=timing.span))
            return f"write “{counted}” to count the periods from that day"
        case d.NotAfter(day=last):
            return f"write “when: today is on or before {show(last)}” for the requirement as a whole"
        case d.Moved():
            return "leave it out: what is done in a period ends in it"
        case _:
            assert_never(qualifier)


def _counted_from(timing: d.InEach | d.InEachFrom, start: n.Expr) -> d.InEachFrom:
    """The same number in periods as long that are counted from a day."""
    if isinstance(timing, d.InEachFrom):
        return d.InEachFrom(timing.bound, timing.count, timing.period, start, span=timing.span)
    cycle = timing.period.cycle
    assert cycle is not None, "those that a policy tells are not counted"
    assert not isinstance(cycle, ToldStretches), "the language knows this one itself"
    period = n.Literal(cycle.length, span=timing.period.span)
    return d.InEachFrom(timing.bound, timing.count, period, start, span=timing.span)


def _misplaced(qualifier: d.Qualifier, why: str, hint: str, scope: Scope) -> None:
    scope.findings.report(Code.NOT_A_COUNT, f"“{qualifier.span.words}” cannot stand here: {why}", qualifier.span, hint)


def _check_said_once(due: d.Due, scope: Scope) -> None:
    """Reports a qualifier of a kind that stands there already: only one of them could hold."""
    said: set[object] = set()
    for qualifier in due.qualifiers:
        match qualifier:
            case d.Times(bound=bound):
                kind: object = bound
            case d.NotIn(stretches=stretches):
                kind = stretches.name
            case _:
                kind = type(qualifier)
        if kind in said:
            _misplaced(qualifier, "it says a second time what has been said", "leave one of the two out", scope)
        said.add(kind)


def _check_limits(due: d.Due, times: dict[str, int], days: dict[str, tree.Node], scope: Scope) -> None:
    """Reports limits that leave nothing between them (E503)."""
    if times.get("at_least", 0) > times.get("up_to", times.get("at_least", 0)):
        message = f"at least {times['at_least']} times is more than up to {times['up_to']} times"
        span = next(q.span for q in reversed(due.qualifiers) if isinstance(q, d.Times))
        scope.findings.report(Code.ENDS_BEFORE_START, message, span, "are the two the wrong way round?")
    if "not_before" in days and "not_after" in days:
        first, last = _written_day(days["not_before"]), _written_day(days["not_after"])
        if first is not None and last is not None and first > last:
            message = f"no day is both on or after {first} and on or before {last}"
            span = days["not_after"].span
            scope.findings.report(Code.ENDS_BEFORE_START, message, span, "are the two the wrong way round?")


def _written_day(node: tree.Node) -> date | None:
    return node.value if isinstance(node, tree.Const) and isinstance(node.value, date) else None


# ------------------------------------------------------------------------------------------------ the days themselves


def _timing(timing: d.Timing, version: VersionText, scope: Scope) -> due_tree.Timing | None:
    match timing:
        case d.Every(period=period, after=after):
            return due_tree.Every(length(period, scope), day(after, scope, _COUNTS_FROM) if after is not None else None)
        case d.Once(period=period, after=after):
            return due_tree.Once(length(period, scope), day(after, scope, _COUNTS_FROM))
        case d.WithinAfter(period=period, after=after):
            return due_tree.WithinAfter(length(period, scope), day(after, scope, _COUNTS_FROM))
        case d.BetweenAfter(low=low, high=high, after=after):
            lengths = length(low, scope), length(high, scope)
            check_order(*lengths, scope)
            return due_tree.BetweenAfter(*lengths, day(after, scope, _COUNTS_FROM))
        case d.BetweenDays(first=first, last=last):
            return _between_days(first, last, scope)
        case d.BetweenEvents(bound=bound, count=count, kind=name):
            kind = scope.event_kind(name)
            return due_tree.BetweenEvents(bound, count, kind.name, kind.kinds) if kind is not None else None
        case d.InEach(bound=bound, count=count, period=p, by=by):
            of = period_of(p, scope)
            return None if of is None else due_tree.InEach(bound, count, of.words, of.cycle, by)
        case d.InEachFrom(bound=bound, count=count, period=period, start=start):
            return due_tree.InEachFrom(
                bound, count, length(period, scope), day(start, scope, "periods are counted from a day")
            )
        case d.BeforeDay(period=period, day=at):
            return due_tree.BeforeDay(length(period, scope), day(at, scope, "“before” needs a day"))
        case d.By(day=at):
            return due_tree.By(day(at, scope, "“by” needs a day"))
        case d.On(day=at):
            return due_tree.On(day(at, scope, "“on” needs a day"))
        case d.After(day=at):
            return due_tree.After(day(at, scope, "“after” needs a day"))
        case d.OnOrAfter(day=at):
            return due_tree.OnOrAfter(day(at, scope, "“on or after” needs a day"))
        case d.Following(requirement=name):
            text = Text(name.name, name.span, name.span)
            found = requirement_name(text, version, scope)
            return due_tree.Following(found) if found is not None else None
        case _:
            assert_never(timing)


def _between_days(first: n.Expr, last: n.Expr, scope: Scope) -> due_tree.BetweenDays | None:
    if all(_is_a_length(part) for part in (first, last)):
        low, high = first.span, last.span
        words = f"between {low.words} and {high.words}"
        hint = f"write “{words} after …”, with the day from which it is counted"
        scope.findings.report(Code.WRONG_TYPE, f"“{words}” names no day", low.to(high), hint)
        return None
    days = (
        day(first, scope, "what is due “between” two days needs both"),
        day(last, scope, "what is due “between” two days needs both"),
    )
    check_order(*days, scope)
    return due_tree.BetweenDays(*days)


def _is_a_length(part: n.Expr) -> bool:
    return (
        isinstance(part, n.Literal)
        and isinstance(part.value, (int, Decimal, Duration))
        and not isinstance(part.value, bool)
    )


def requirement_name(text: Text, version: VersionText, scope: Scope) -> str | None:
    """The folded name of the requirement that a plain name means (E501 if none)."""
    folded = fold(text.value)
    if folded in version.requirements:
        return folded
    if folded not in version.perhaps and not scope.findings.uses_repealed(folded, text.span):
        known = [r.name.value for r in version.requirements.values()]
        hint = did_you_mean(text.value, known) or "write the name of one that stands under “requirements”"
        scope.findings.report(Code.UNKNOWN_REQUIREMENT, f"there is no requirement “{text.value}”", text.span, hint)
    return None
