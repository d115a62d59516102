"""Parts of a version that are checked apart, so that what was checked before need not be checked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from ilacs_rules.checker.scope import Findings
from ilacs_rules.text.diagnostics import Enough
from ilacs_rules.text.once import Afresh

T = TypeVar("T")


def checked_apart(things: tuple[object, ...], work: Callable[[Findings], T], findings: Findings, afresh: Afresh) -> T:
    """What `work` makes, with all it finds and uses added to `findings`; or made before of the very same things.

    `things` are all on which it hangs. Raises Enough as `Findings.report` does.
    """

    def apart() -> tuple[T | None, Findings]:
        own = Findings(repealed=findings.repealed)
        try:
            return work(own), own
        except Enough:
            return None, own  # it is raised again below, whoever asks

    made, own = afresh.made_of((*things, findings.repealed), apart)
    findings.take(own)
    return cast("T", made)
