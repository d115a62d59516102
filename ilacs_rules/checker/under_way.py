"""What a version drops of the one before: a `for each` that ends takes the duties under way with it, done or not.

A requirement under another name begins anew: what is counted since it came into force is counted from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.checker.sources import heading
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import CalendarStretch, Quota, Reach, Repeat, Single, StretchFrom
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


def check_under_way(version: Version) -> list[Diagnostic]:
    """What a version drops of the one in force before it (W511), and how to keep it."""
    before = version.before
    if before is None:
        return []
    ended = [each for each in before.requirements.values() if dropped(each.name, before, version)]
    begun = {name for name, each in version.requirements.items() if _counts_since(each)} - before.requirements.keys()
    if not ended and not begun:
        return []  # the versions need not be compared
    matched = VersionComparison(before, version).requirements
    told = [_told(each, before, version, matched) for each in ended]
    return told + [_begun_anew(name, old, before, version) for name, old in matched.items() if name in begun]


def _begun_anew(name: str, old: str, before: Version, version: Version) -> Diagnostic:
    """A requirement that only has another name, where what it asks hangs on since when it is in force."""
    requirement, was = version.requirements[name], before.requirements[old]
    message = f"“{was.words}” has another name here, and begins anew on {version.start}"
    hint = f"keep “{was.words}” as its name, and write “label: {requirement.words}” there"
    related = ((was.span, "in force until then"),) if was.span is not None else ()
    return Diagnostic(Code.DUTIES_DROPPED, message, requirement.span or heading(version.text), hint, related)


def _counts_since(requirement: Requirement) -> bool:
    """Whether the first day on which it can bind is counted from, or what was done before does not count."""
    if requirement.for_each is not None:
        return False
    match requirement.due.shape:
        case (
            Single(opens=Reach.FIRST_DAY | Reach.TOLD)
            | Repeat(anchor=None)
            | Quota(stretch=CalendarStretch() | StretchFrom())
        ):
            return True
        case _:
            return False


def dropped(requirement: str, before: Version, after: Version) -> bool:
    """Whether duties of a requirement (its folded name) may be under way that the later version knows no more.

    Those of a requirement that asked for no new ones since the earlier version began have been left to run out, and a
    transition may keep the earlier version for some cases: that was thought of.
    """
    old, new = before.requirements[requirement], after.requirements.get(requirement)
    if old.for_each is None or (new is not None and new.for_each is not None):
        return False
    if any(each.keep == before.start for each in after.transitions.values()):
        return False
    return not any(_ends_before(part, before.start) for part in old.for_each.history.filters)


def _ends_before(part: tree.Within | tree.Where, day: date) -> bool:
    last = part.high if isinstance(part, tree.Within) else None
    return isinstance(last, tree.Const) and isinstance(last.value, date) and last.value <= day


def _told(ended: Requirement, before: Version, version: Version, matched: Mapping[str, str]) -> Diagnostic:
    assert ended.for_each is not None
    kind = before.vocabulary.events[ended.for_each.history.kind].words
    keep = f"“for each: {kind} until {version.start - ONE_DAY}”"
    text = version.text
    goes_on = version.requirements.get(ended.name)
    renamed = next((new for new, old in matched.items() if old == ended.name and new != old), None)
    how = f"“{ended.words}” is no longer “for each”" if goes_on else f"“{ended.words}” ends here"
    if goes_on is not None:
        hint = f"to keep them, give the new requirement another name, and write under this one {keep}"
    elif renamed is not None:
        label = version.requirements[renamed].words
        hint = f"if it only has another name now, keep “{ended.words}” and write “label: {label}” there"
    else:
        hint = f"to keep them, write instead under “{ended.words}”: {keep}; repeal it when the last of them is done"
    where = text.repealed.get(ended.name)
    if where is None or where.source.name != text.origin.name:
        where = goes_on.span if goes_on is not None and goes_on.span is not None else heading(text)
        where = where if where.source.name == text.origin.name else heading(text)
    message = f"{how}, and what is under way for each {kind} ends with it, done or not"
    related = ((ended.span, "asked for here"),) if ended.span is not None else ()
    return Diagnostic(Code.DUTIES_DROPPED, message, where, hint, related)
