"""Findings mended: where a hint says what to write or to take out, and doing it is seen to help.

An editor offers every mend, and a person looks at it. `sure` are those that `check --fix` takes by itself: of what can
mean one thing alone, such as a sign that is not used here, or of what means the same without it. A name that is
misspelt is never among them, for it may be another that was meant; nor is what an example expects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.renaming import Edits, first_new_error, tried
from ilacs_rules.editing.taking_out import hit_policy_beside, lines_of
from ilacs_rules.language.names import fold
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.instead import written_instead
from ilacs_rules.text.source import Span

_OF_EXAMPLES = "E8"  # codes of what examples and guarantees show; these are not tried again for a mend
_SURE = (Code.SPACE_AFTER_COLON, Code.ODD_CHARACTER, Code.TWICE_NO, Code.COULD_BE_UNIQUE, Code.SET_ASIDE_IN_VAIN)


@dataclass(frozen=True, slots=True)
class Mend:
    """A way to mend a finding: what it does in a few words, what is written instead of what, and whether by itself."""

    title: str
    edits: Edits
    finding: Diagnostic
    sure: bool

    @property
    def done(self) -> str:
        """What is otherwise once it is done: `“==” is “is” now`."""
        return self._told("is “{}” now", "is taken out")

    @property
    def to_do(self) -> str:
        """What would be otherwise: `“==” would be “is”`."""
        return self._told("would be “{}”", "would be taken out")

    def _told(self, written: str, taken_out: str) -> str:
        told = [
            f"“{span.text}” {written.format(text)}" if text else f"“{span.text.split(chr(10))[0].strip()}” {taken_out}"
            for edits in self.edits.values()
            for span, text in edits
        ]
        return ", ".join(told)


def mends(desk: Desk, path: Path, finding: Diagnostic) -> list[Mend]:
    """What a hint says to write, as far as the finding is gone with it and no error comes in its place."""
    ways = dict.fromkeys((title, place, text) for title, place, text in _ways(desk, finding) if text != place.text)
    found = [(title, {Path(place.source.name): [(place, text)]}) for title, place, text in ways]
    helping = [(title, edits) for title, edits in found if _helps(desk, path, finding, edits)]
    sure = len(helping) == 1 and can_be_sure(finding)
    return [Mend(title, edits, finding, sure) for title, edits in helping]


def can_be_sure(finding: Diagnostic) -> bool:
    """Whether a finding is of those that have one meaning alone: a key in other letters is that key."""
    if finding.code is Code.UNKNOWN_KEY:
        return f"write “{fold(finding.span.text)}”" == finding.hint
    return finding.code in _SURE


def _ways(desk: Desk, finding: Diagnostic) -> Iterator[tuple[str, Span, str]]:
    """What could be done, where, and what stands there then."""
    for place, text in written_instead(finding):
        of_example = finding.code.value.startswith(_OF_EXAMPLES)  # of which several may fail on one line
        title = f"Write “{text}” for “{finding.span.text}”" if of_example else f"Write “{text}”"
        yield title, place, text
    tree = desk.tree(Path(finding.span.source.name))
    if tree is None:
        return
    if finding.code is Code.SET_ASIDE_IN_VAIN and finding.hint == "take it out":
        lines = lines_of(tree, finding.span)
        if lines is not None:
            yield f"Take “{finding.span.text}” out", lines, ""
    elif finding.code is Code.COULD_BE_UNIQUE:
        key = hit_policy_beside(tree, finding.span)
        lines = None if key is None else lines_of(tree, key)
        if lines is not None:
            yield "Leave “hit policy: first” out", lines, ""


def _helps(desk: Desk, path: Path, finding: Diagnostic, edits: Edits) -> bool:
    after = tried(desk, path, edits)
    if first_new_error(desk.read(path), after) is not None:
        return False
    if finding.code.value.startswith(_OF_EXAMPLES):
        return "\n" not in finding.span.text
    left = after.get(Path(finding.span.source.name), [])
    return not any((each.code, each.span.start) == (finding.code, finding.span.start) for each in left)
