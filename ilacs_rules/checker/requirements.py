"""Requirements: their conditions, kinds of event and due dates, checked."""

from __future__ import annotations

from ilacs_rules.checker.due import check_due, requirement_name
from ilacs_rules.checker.expressions import any_length, condition, history
from ilacs_rules.checker.phases import check_phase, together
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.model import version as v
from ilacs_rules.model.due_shapes import Complete, Quota, Single, ToTheNext
from ilacs_rules.model.vocabulary import EventKind
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.requirement import RequirementText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code


def check_requirement(text: RequirementText, version: VersionText, scope: Scope) -> v.Requirement | None:
    """A checked requirement; None if its kind of event or its due date makes no sense (reported)."""
    each = in_its_reading("history", text.for_each, scope, history) if text.for_each is not None else None
    inner = scope.for_each(each.kind) if each is not None else scope
    event = event_kind(text.event, scope)
    if event is not None and event.repealed and text.for_each is None:  # what is owed for an event goes on
        message = f"“{event.words}” is repealed in the version of {version.start}, and is asked for here"
        hint = "repeal this requirement there as well, or let it ask for another kind of event"
        scope.findings.report(Code.UNKNOWN_NAME, message, text.event.span, hint)
    also = [kind for kind in (event_kind(other, scope) for other in text.satisfied_by) if kind is not None]
    due = in_its_reading("due", text.due, inner, lambda sentence, scope: check_due(sentence, version, scope))
    when = in_its_reading("expr", text.when, inner, condition) if text.when is not None else None
    lasts = in_its_reading("length", text.lasts, inner, any_length) if text.lasts is not None else None
    notice = in_its_reading("length", text.notice, inner, any_length) if text.notice is not None else None
    phases = tuple(check_phase(name.value, phase, inner) for name, phase in text.phases)
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
        counts_from=text.counts_from,
        strength=text.strength,
        by=text.by or version.publisher,
        when=when,
        lasts=together(phases) if text.lasts is None else lasts,
        phases=phases,
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
    match requirement.due.shape:
        case Single(anchor=Complete(requirement=followed)):
            waits.append(followed)
        case Quota(stretch=ToTheNext(kinds=kinds)):
            waits += [name for name, other in requirements.items() if other.event in kinds and name != requirement.name]
        case _:
            pass
    return [name for name in waits if name in requirements]
