"""Findings mended: where a hint says what to write, and writing it is seen to help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.renaming import Edits, first_new_error, tried
from ilacs_rules.text.diagnostics import Diagnostic

_WHAT_TO_WRITE = re.compile(r"(?:did you mean|write|say|name it|or) “([^”\n]+)”")
_OF_EXAMPLES = "E8"  # codes of what examples and guarantees show; these are not tried again for a mend


@dataclass(frozen=True, slots=True)
class Mend:
    """A way to mend a finding: what it does in a few words, and what is written instead of what."""

    title: str
    edits: Edits
    finding: Diagnostic


def mends(desk: Desk, path: Path, finding: Diagnostic) -> list[Mend]:
    """What a hint says to write, as far as the finding is gone with it and no error comes in its place."""
    found: list[Mend] = []
    for text in dict.fromkeys(_WHAT_TO_WRITE.findall(finding.hint or "")):
        edits: Edits = {Path(finding.span.source.name): [(finding.span, text)]}
        if text != finding.span.text and _helps(desk, path, finding, edits):
            found.append(Mend(f"Write “{text}”", edits, finding))
    return found


def _helps(desk: Desk, path: Path, finding: Diagnostic, edits: Edits) -> bool:
    after = tried(desk, path, edits)
    if first_new_error(desk.read(path), after) is not None:
        return False
    if finding.code.value.startswith(_OF_EXAMPLES):
        return "\n" not in finding.span.text
    left = after.get(Path(finding.span.source.name), [])
    return not any((each.code, each.span.start) == (finding.code, finding.span.start) for each in left)
