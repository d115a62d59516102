"""What comes out otherwise by one version than by another, told for readers: before and after, with a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.program import Program
from ilacs_rules.explain import values
from ilacs_rules.explain.difference_examples import DifferenceExamples
from ilacs_rules.explain.english import capital, counted, joined, quoted, sentence
from ilacs_rules.explain.owed import what_is_owed
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.requirements import KEYS
from ilacs_rules.model.as_data import obligation_as_data
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.version import Version
from ilacs_rules.regions.differences import Difference, differences
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import wrapped

_DAYS_ARE_TOLD = (
    "This goes for cases of which all is known that matters, each day exactly, in words that both versions have."
)
_BESIDE = "Who comes first, pauses, how days are counted and what always holds are not looked at here: see “changes”."


@dataclass(frozen=True, slots=True)
class DifferenceTold:
    """One difference: of which requirement, of how many kinds of case, and an example with both outcomes.

    `otherwise` says what of it differs where it is asked by both versions.
    """

    requirement: str
    title: str
    kinds: int
    otherwise: tuple[str, ...]
    shows: bool
    example: str
    on: date
    before: str
    after: str
    owed: tuple[dict[str, object] | None, dict[str, object] | None]

    @property
    def words(self) -> str:
        """`It comes out otherwise for some cases (lasts). For example, on 1 May 2025, for a building …`."""
        what = f" ({joined(self.otherwise)})" if self.otherwise else ""
        if not self.shows:
            return sentence(f"it reads otherwise{what}; no case was found in which that shows on the day asked about")
        first = sentence(f"it comes out otherwise for some cases{what}")
        return f"{first} {sentence(f'for example, on {values.day(self.on)}, for {self.example}')}"

    def as_data(self) -> dict[str, object]:
        """The difference as dictionaries, lists and texts."""
        return {
            "requirement": self.requirement,
            "title": self.title,
            "kinds of case": self.kinds,
            "differs in": list(self.otherwise),
            "shows": self.shows,
            "example": self.example,
            "on": self.on.isoformat(),
            "before": {"words": self.before, "obligation": self.owed[0]},
            "after": {"words": self.after, "obligation": self.owed[1]},
        }


@dataclass(frozen=True, slots=True)
class NotProved:
    """A requirement of which no case was found that comes out otherwise, and why that is no proof."""

    requirement: str
    title: str
    kinds: int
    why: str

    @property
    def words(self) -> str:
        """`No difference was found in 12 kinds of case; that is no promise, for it also hangs on events in hand.`."""
        return sentence(
            f"no difference was found in {counted(self.kinds, 'kind')} of case; that is no promise, for {self.why}"
        )


@dataclass(frozen=True, slots=True)
class DifferencesTold:
    """All that comes out otherwise of two versions of a policy, or of two policies.

    `texts` is what the two texts are called, where they are two copies of a policy, or two policies.
    """

    title: str
    called: str  # the title, with what nobody is to take for the publisher's own
    before: date
    after: date
    texts: tuple[str, str] | None
    found: tuple[DifferenceTold, ...]
    not_proved: tuple[NotProved, ...]
    same: tuple[str, ...]  # titles of requirements that were proved to come out alike

    @property
    def heading(self) -> str:
        """`Fire checks: what comes out otherwise by the version of 1 April 2024 than by that of 1 January 2020`.

        Of two copies the day alone does not tell them apart: `by “edited” than by “fire”, both in the version of …`.
        """
        before, after = values.day(self.before), values.day(self.after)
        if self.texts is None:
            told = f"by the version of {after} than by that of {before}"
        elif self.before == self.after:
            told = f"by {self.texts[1]} than by {self.texts[0]}, both in the version of {after}"
        else:
            told = f"by {self.texts[1]} (version of {after}) than by {self.texts[0]} (version of {before})"
        return f"{self.called}: what comes out otherwise {told}"

    @property
    def verdict(self) -> str:
        """What was found in all, and how sure that is."""
        names = len({each.requirement for each in self.found if each.shows})
        if names:
            said = f"{counted(names, 'requirement')} {'comes' if names == 1 else 'come'} out otherwise for some cases."
        elif self.not_proved or self.found:
            said = "No case was found that comes out otherwise; that there is none is not certain."
        else:
            said = "All that is asked comes out as before."
        return " ".join((capital(said), _DAYS_ARE_TOLD, _BESIDE))

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        lines = [*wrapped(self.heading, width)]
        for each in self.found:
            lines += ["", each.title, *wrapped(each.words, width, "  ")]
            if each.shows:
                lines += wrapped(f"before: {each.before}", width, "    ")
                lines += wrapped(f"after: {each.after}", width, "    ")
        for other in self.not_proved:
            lines += ["", other.title, *wrapped(other.words, width, "  ")]
        if self.same:
            said = f"Every kind of case comes out as before, though they may read otherwise: {joined(self.same)}."
            lines += ["", *wrapped(said, width)]
        return "\n".join((*lines, "", *wrapped(self.verdict, width)))

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it."""
        return with_findings(
            {
                "title": self.title,
                "before": self.before.isoformat(),
                "after": self.after.isoformat(),
                **({} if self.texts is None else {"texts": {"before": self.texts[0], "after": self.texts[1]}}),
                "differences": [each.as_data() for each in self.found],
                "no difference found": [
                    {"requirement": each.requirement, "title": each.title, "kinds of case": each.kinds, "why": each.why}
                    for each in self.not_proved
                ],
                "as before": list(self.same),
                "verdict": self.verdict,
            },
            beside,
        )


def differences_told(before: Program, after: Program, texts: tuple[str, str] | None = None) -> DifferencesTold:
    """What comes out otherwise by one version than by another: every difference that is found, each with a case.

    `texts` is what the two texts are called, where not only the day tells them apart.
    """
    old, new = before.version, after.version
    compared = differences(before, after)
    examples = DifferenceExamples(old, new, compared.found)

    def title(name: str) -> str:
        return capital((new if name in new.requirements else old).requirements[name].label)

    return DifferencesTold(
        new.title,
        titled(new),
        old.start,
        new.start,
        texts,
        tuple(_told(each, old, new, title(each.name), examples.of(each)) for each in compared.found),
        tuple(
            NotProved(each.name, title(each.name), len(each.among.found), joined(each.whys))
            for each in compared.unproved
        ),
        tuple(quoted(title(name)) for name in compared.same),
    )


def _told(difference: Difference, old: Version, new: Version, title: str, example: str) -> DifferenceTold:
    said = [_owed(o, v) for o, v in ((difference.before, old), (difference.after, new))]
    data = [_as_data(o, v) for o, v in ((difference.before, old), (difference.after, new))]
    return DifferenceTold(
        difference.name,
        title,
        len(difference.regions),
        tuple(KEYS[part].title if part in KEYS else part for part in difference.parts),
        difference.shows,
        example,
        difference.on,
        said[0],
        said[1],
        (data[0], data[1]),
    )


def _owed(obligation: Obligation | None, version: Version) -> str:
    if obligation is None:
        return "The rules have no such requirement."
    return what_is_owed(obligation, obligation.version or version)


def _as_data(obligation: Obligation | None, version: Version) -> dict[str, object] | None:
    return None if obligation is None else obligation_as_data(obligation.version or version, obligation)
