"""Names of kinds of day, checked: where a day is moved to one."""

from __future__ import annotations

from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.kinds_of_day import KINDS_OF_DAY, KindOfDay
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean


def kind_of_day(name: n.Name, scope: Scope) -> KindOfDay | None:
    """The kind of day that a name means (E301 if none); a working day needs the calendar of the policy."""
    kind = KINDS_OF_DAY.get(name.name)
    if kind is None:
        known = [each.words for each in KINDS_OF_DAY.values()]
        hint = did_you_mean(name.span.words, known) or "write “working day”, or a day of the week such as “Monday”"
        scope.findings.report(Code.UNKNOWN_NAME, f"“{name.span.words}” is no kind of day", name.span, hint)
    elif kind.by_calendar:
        scope.findings.working_days.append(name.span)
    return kind
