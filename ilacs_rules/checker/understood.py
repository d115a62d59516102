"""The last look at a checked version: nothing that was not understood may leave the check without a finding.

A part that makes no sense is reported where it is found, and agrees with everything from there on, so that nobody is
told twice. If nothing was reported, though, such a part would silence whatever checks it meets.
"""

from __future__ import annotations

from ilacs_rules.language.types import Basic, ListType, OutputsType, Type
from ilacs_rules.model.reached import names_something, parts_of, reached
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


def not_understood(version: Version) -> list[Diagnostic]:
    """A finding (E306) for the first part of a version that is of no kind, for where no error was found in it."""
    for part in reached(version, parts_of(version), names_something):
        if _is_of_no_kind(getattr(part, "type", None)):
            span = getattr(part, "span", None) or version.text.policy.span
            message = f"it cannot be told what “{' '.join(span.text.split())}” is"
            hint = "give its parts names under “definitions”, each of one kind: a number, a day, a value of one scale"
            return [Diagnostic(Code.WRONG_TYPE, message, span, hint)]
    return []


def _is_of_no_kind(type_: Type | None) -> bool:
    match type_:
        case ListType(item=item):
            return _is_of_no_kind(item)
        case OutputsType(types=types):
            return any(map(_is_of_no_kind, types))
        case _:
            return type_ is Basic.ERROR
