"""Requirements: their conditions, kinds of event and due dates, checked."""

from __future__ import annotations

from typing import assert_never

from ilacs_rules.checker import tree
from ilacs_rules.checker import version as v
from ilacs_rules.checker.arithmetic import check_order
from ilacs_rules.checker.expressions import condition, day, history, length
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import due_nodes as d
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.language.vocabulary import EventKind
from ilacs_rules.policy.model import RequirementText, VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean

_COUNTS_FROM = "a due date counts from a day"
_NO_REPEAT = ("it limits a repeat, and nothing here is done “every …”", "write “every …”, or leave it out")


def check_requirement(text: RequirementText, version: VersionText, scope: Scope) -> v.Requirement | None:
    """A checked requirement; None if its kind of event or its due date makes no sense (reported)."""
    each = history(text.for_each, scope) if text.for_each is not None else None
    inner = scope.for_each(each.kind) if each is not None else scope
    event = event_kind(text.event, scope)
    also = [kind for kind in (event_kind(other, scope) for other in text.satisfied_by) if kind is not None]
    due = _due(text.due, version, inner)
    when = condition(text.when, inner) if text.when is not None else None
    lasts = length(text.lasts, inner) if text.lasts is not None else None
    notice = length(text.notice, inner) if text.notice is not None else None
    exception_to = tuple(
        name for other in text.exception_to if (name := requirement_name(other, version, scope)) is not None
    )
    if event is None or due is None or (text.for_each is not None and each is None):
        return None
    words = text.name.value
    return v.Requirement(
        name=fold(words),
        words=words,
        label=text.label or words,
        event=event.name,
        accepts=event.kinds.union(*(kind.kinds for kind in also)),
        due=due,
        strength=text.strength,
        by=text.by or version.publisher,
        when=when,
        lasts=lasts,
        notice=notice,
        for_each=v.ForEach(each) if each is not None else None,
        one_event_may_serve_several=text.one_event_may_serve_several,
        exception_to=exception_to,
        source=text.source,
        assumes=text.assumes,
        note=text.note,
        span=text.name.span,
    )


def event_kind(text: Text, scope: Scope) -> EventKind | None:
    """The kind of event that a plain name means (reported if none)."""
    return scope.event_kind(n.Name(fold(text.value), span=text.span))


def requirement_name(text: Text, version: VersionText, scope: Scope) -> str | None:
    """The folded name of the requirement that a plain name means (E501 if none)."""
    folded = fold(text.value)
    if folded in version.requirements:
        return folded
    if folded not in version.unreadable and not scope.findings.uses_repealed(folded, text.span):
        known = [r.name.value for r in version.requirements.values()]
        hint = did_you_mean(text.value, known) or "write the name of one that stands under “requirements”"
        scope.findings.report(Code.UNKNOWN_REQUIREMENT, f"there is no requirement “{text.value}”", text.span, hint)
    return None


def _due(due: d.Due, version: VersionText, scope: Scope) -> v.Due | None:
    timing = _timing(due.timing, version, scope)
    if timing is None:
        return None
    repeats = isinstance(timing, v.Every)
    window: v.Window | None = None
    up_to: int | None = None
    at_least: int | None = None
    days: dict[str, tree.Node] = {}
    moved: str | None = None
    for qualifier in due.qualifiers:
        match qualifier:
            case d.Window(before=before, after=after):
                window = v.Window(length(before, scope), length(after, scope))
                if not isinstance(timing, v.Every | v.Once):
                    why = "there is no target here that a window could lie round"
                    _misplaced(qualifier, why, "leave it out, or write “… after …” without “within”", scope)
            case d.Times(bound=bound, count=count):
                if bound is n.Bound.AT_LEAST:
                    at_least = count
                else:
                    up_to = count
                if not repeats:
                    _misplaced(qualifier, *_NO_REPEAT, scope)
                elif count == 0:
                    _misplaced(qualifier, "a number of times is 1 or more", "write how many times", scope)
            case d.Until(day=until):
                days["until"] = day(until, scope, "“until” needs a day")
                if not repeats:
                    _misplaced(qualifier, *_NO_REPEAT, scope)
            case d.NotBefore(day=limit):
                days["not_before"] = day(limit, scope, "“but not before” needs a day")
            case d.NotAfter(day=limit):
                days["not_after"] = day(limit, scope, "“but not after” needs a day")
            case d.Moved(forward=forward):
                moved = "next" if forward else "previous"
                scope.findings.working_days.append(qualifier.span)
            case _:
                assert_never(qualifier)
    return v.Due(timing, due.span, window, up_to, at_least, moved=moved, **days)


def _misplaced(qualifier: d.Qualifier, why: str, hint: str, scope: Scope) -> None:
    words = " ".join(qualifier.span.text.split())
    scope.findings.report(Code.NOT_A_COUNT, f"“{words}” cannot stand here: {why}", qualifier.span, hint)


def _timing(timing: d.Timing, version: VersionText, scope: Scope) -> v.Timing | None:
    match timing:
        case d.Every(period=period, after=after):
            return v.Every(length(period, scope), day(after, scope, _COUNTS_FROM) if after is not None else None)
        case d.Once(period=period, after=after):
            return v.Once(length(period, scope), day(after, scope, _COUNTS_FROM))
        case d.WithinAfter(period=period, after=after):
            return v.WithinAfter(length(period, scope), day(after, scope, _COUNTS_FROM))
        case d.BetweenAfter(low=low, high=high, after=after):
            lengths = length(low, scope), length(high, scope)
            check_order(*lengths, scope)
            return v.BetweenAfter(*lengths, day(after, scope, _COUNTS_FROM))
        case d.BetweenEvents(bound=bound, count=count, kind=name):
            kind = scope.event_kind(name)
            return v.BetweenEvents(bound, count, kind.name, kind.kinds) if kind is not None else None
        case d.InEach(bound=bound, count=count, period=p):
            return v.InEach(bound, count, p.words, p.months, p.month, p.day)
        case d.InEachFrom(bound=bound, count=count, period=period, start=start):
            return v.InEachFrom(
                bound, count, length(period, scope), day(start, scope, "periods are counted from a day")
            )
        case d.By(day=at):
            return v.By(day(at, scope, "“by” needs a day"))
        case d.On(day=at):
            return v.On(day(at, scope, "“on” needs a day"))
        case d.After(day=at):
            return v.After(day(at, scope, "“after” needs a day"))
        case d.Following(requirement=name):
            text = Text(name.name, name.span, name.span)
            found = requirement_name(text, version, scope)
            return v.Following(found) if found is not None else None
        case _:
            assert_never(timing)


def check_no_ring(requirements: dict[str, v.Requirement], scope: Scope) -> None:
    """Requirements that wait for each other for ever are reported with the whole ring (E313)."""
    waits = {name: _waits_for(requirement, requirements) for name, requirement in requirements.items()}
    done: set[str] = set()
    for start in requirements:
        path = [start]
        rest = [iter(waits[start])]
        while path:
            following = next((w for w in rest[-1] if w not in done), None)
            if following is None:
                done.add(path.pop())
                rest.pop()
            elif following in path:
                ring = path[path.index(following) :]
                words = " → ".join(f"“{requirements[name].words}”" for name in [*ring, ring[0]])
                span = requirements[ring[0]].due.span
                message = f"these requirements wait for each other: {words}"
                scope.findings.report(Code.CYCLE, message, span, "one of them must not depend on the next")
                return
            else:
                path.append(following)
                rest.append(iter(waits[following]))


def _waits_for(requirement: v.Requirement, requirements: dict[str, v.Requirement]) -> list[str]:
    """The requirements whose obligation must be known first: its exceptions, what it follows, what brings its K."""
    waits = [name for name, other in requirements.items() if requirement.name in other.exception_to]
    match requirement.due.timing:
        case v.Following(requirement=followed):
            waits.append(followed)
        case v.BetweenEvents(kinds=kinds):
            waits += [name for name, other in requirements.items() if other.event in kinds and name != requirement.name]
        case _:
            pass
    return [name for name in waits if name in requirements]
