"""What a reviewer is told of a change to policies, as a plain structure; the page and the JSON are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilacs_rules.assurance.coverage import CoveragePoint
from ilacs_rules.assurance.example_changes import ExampleChanges
from ilacs_rules.documents.review_examples import examples_at_a_glance, examples_listed
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.note import NOTHING_CHANGES, ChangeNote, How, RuleChange, StandingAssumption
from ilacs_rules.explain.english import joined, number_word, quoted, sentence
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import tally

AS_THEY_WERE = "The rules are as they were, in every version."
BY_EXAMPLES_ALONE = "Worked examples come out otherwise, as is told of them; no made-up case was found that does."
NOT_TRIED = (
    "Real cases. What changes for each of yours, “ilacs-rules compare” tells.",
    "Cases of which something is not known: in the made-up cases all that matters is known, each day exactly.",
    "Who comes first and what always holds: that is told as it reads, and no case was tried for it.",
)


class Became(StrEnum):
    """What became of a version."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ReviewedVersion:
    """A version held against what decided on its first day before; with what examples reach of what it changes.

    `alike` are the first days of other versions that read otherwise in just the same parts. One that is `untried` was
    one too many: made-up cases were not asked of it.
    """

    day: date
    became: Became
    note: ChangeNote
    alike: tuple[date, ...]
    points: tuple[CoveragePoint, ...]
    untried: bool = False

    @property
    def heading(self) -> str:
        """`From 17 September 2018, by a new version`."""
        match self.became:
            case Became.NEW:
                return f"From {values.day(self.day)}, by a new version"
            case Became.GONE:
                return f"From {values.day(self.day)}, as the version of that day is taken away"
            case Became.CHANGED:
                return f"In the version of {values.day(self.day)}, of which the text is another"

    @property
    def opening(self) -> str:
        """Why it is so, as the version says, or how its text differs."""
        why = self.note.reasons[-1].summary if self.became is Became.NEW else None
        said = [sentence(" ".join(why.split()))] if why else []
        said += [] if self.note.rules.groups else [NOTHING_CHANGES]
        if self.alike:
            days = joined([values.day(each) for each in self.alike])
            which, reads = ("versions", "read") if self.alike[1:] else ("version", "reads")
            told = f"the {which} of {days} {reads} otherwise in the same parts"
            said.append(sentence(told if self.note.rules.groups else f"the same goes for the {which} of {days}"))
        return " ".join(said)

    @property
    def otherwise(self) -> tuple[str, ...]:
        """The titles of the requirements that come out otherwise for some case."""
        found = () if self.note.effects is None else self.note.effects.found
        return tuple(dict.fromkeys(asked.title for effect in found for asked in effect.asked))

    @property
    def missed(self) -> tuple[CoveragePoint, ...]:
        """What of it no example reaches."""
        return tuple(each for each in self.points if each.reached_by is None)

    def as_data(self) -> dict[str, object]:
        """It as dictionaries, lists and texts."""
        return {
            "day": self.day.isoformat(),
            "became": self.became.value,
            "alike": [each.isoformat() for each in self.alike],
            "worked out": not self.untried,
            "changes": self.note.as_data(),
            "reached by examples": [
                {"line": each.span.line, "of": each.words, "example": each.what, "reached_by": each.reached_by}
                for each in self.points
            ],
        }


@dataclass(frozen=True, slots=True)
class PolicyReview:
    """One policy before and after. Where it cannot be held against what was before, `alone` says why.

    `findings` are those that are new, or all where it cannot be used now; `settled` is how many are there no more.
    `unsaid` tell of examples that come out otherwise, where nobody has said that this is meant.
    """

    place: str
    title: str
    usable: bool = True
    alone: tuple[str, ...] = ()
    versions: tuple[ReviewedVersion, ...] = ()
    examples: ExampleChanges | None = None
    unsaid: tuple[Diagnostic, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    settled: int = 0

    @property
    def sound(self) -> bool:
        """Whether it can be used, and each of its examples and guarantees holds."""
        wrong = self.examples is not None and (self.examples.broken or self.examples.failing)
        return self.usable and not wrong and not has_errors(self.findings)

    @property
    def assumptions(self) -> tuple[RuleChange, ...]:
        """What is assumed that was not, or was otherwise; each once."""
        found = (each for version in self.versions for each in version.note.rules.assumptions)
        return tuple(dict.fromkeys(each for each in found if each.how is not How.ENDED))

    @property
    def standing(self) -> tuple[StandingAssumption, ...]:
        """What is assumed as before of what reads otherwise; each once."""
        return tuple(dict.fromkeys(each for version in self.versions for each in version.note.rules.standing))

    @property
    def example_lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The examples of which there is something to be said, a line each, under what that is."""
        return () if self.examples is None else tuple(examples_listed(self.examples, self.unsaid))

    @property
    def missed(self) -> tuple[str, ...]:
        """What no example reaches of what has changed, a line for each."""
        return tuple(f"“{point.words}”: no example {point.what}" for each in self.versions for point in each.missed)

    @property
    def finding_lines(self) -> tuple[str, ...]:
        """A line for each finding that is new."""
        return tuple(map(_in_a_line, self.findings))

    @property
    def at_a_glance(self) -> tuple[tuple[str, str], ...]:
        """What it does, in a line for each question, under the word for it."""
        return tuple(self._glance())

    def _glance(self) -> Iterator[tuple[str, str]]:
        if not self.usable:
            yield "It cannot be used", f"{tally(self.findings)}."
            return
        yield "What changes", self._what_changes()
        if self.examples is not None:
            yield "Examples", examples_at_a_glance(self.examples, len(self.unsaid))
        points = [each for version in self.versions for each in version.points]
        if points:
            reached = sum(each.reached_by is not None for each in points)
            thing = "1 thing" if len(points) == 1 else f"{len(points):,} things"
            yield "Tried by examples", f"{reached:,} of {thing} that an example can show of what has changed."
        if self.assumptions or not self.alone:  # of what was held against nothing it is not known whether one is new
            yield "Assumptions", _of_assumptions(self.assumptions, self.standing)
        yield "Findings", self._what_is_found()

    def _what_is_found(self) -> str:
        """What `check` finds and did not; what it finds of examples is told with these, in a line of their own."""
        of_examples = bool(self.unsaid) or (self.examples is not None and bool(self.examples.broken))
        if self.findings:
            new = f"New{', beside what the examples show' if of_examples else ''}: {tally(self.findings)}."
        else:
            new = "Nothing new is found but what the examples show." if of_examples else "Nothing new is found."
        gone = sentence(f"{number_word(self.settled)} found before {_is(self.settled)} settled") if self.settled else ""
        return f"{new} {gone}".strip()

    def _what_changes(self) -> str:
        titles = tuple(dict.fromkeys(title for each in self.versions for title in each.otherwise))
        untried = sum(each.untried for each in self.versions)
        which = f"{number_word(untried)} {'version' if untried == 1 else 'versions'}"
        told = sentence(f"of {which} it was not worked out what comes out otherwise") if untried else ""
        if titles:
            names = joined([quoted(each) for each in titles])
            said = sentence(f"{names} {'comes' if len(titles) == 1 else 'come'} out otherwise for some cases")
            return f"{said} {told}".strip()
        if told:
            return told
        if self.alone:
            return " ".join(self.alone)
        if not self.versions:
            return AS_THEY_WERE
        if self._shown_by_examples:
            return BY_EXAMPLES_ALONE
        looked = [each.note.effects for each in self.versions if each.note.rules.groups and each.note.effects]
        return looked[0].opening if looked else NOTHING_CHANGES

    @property
    def _shown_by_examples(self) -> bool:
        """Whether an example that tells and expects the same as before comes out otherwise."""
        if self.unsaid or self.examples is None:
            return bool(self.unsaid)
        rewritten = (*self.examples.new, *self.examples.expecting, *self.examples.told)
        other = {(each.start, each.name) for each in rewritten}
        return any((each.start, each.name) not in other for each in self.examples.broken)

    def as_data(self) -> dict[str, object]:
        """It as dictionaries, lists and texts, with the findings that are new."""
        return with_findings(
            {
                "policy": self.place,
                "title": self.title,
                "usable": self.usable,
                "at a glance": dict(self.at_a_glance),
                "alone": list(self.alone),
                "versions": [each.as_data() for each in self.versions],
                "examples": None if self.examples is None else self.examples.as_data(),
                "examples otherwise and not said to be": [each.message for each in self.unsaid],
                "assumptions": [each.as_data() for each in self.assumptions],
                "assumptions as before": [each.as_data() for each in self.standing],
                "settled": self.settled,
            },
            self.findings,
        )


@dataclass(frozen=True, slots=True)
class Review:
    """What a change does to the policies that were looked at. `others` are files that differ and were not."""

    called: tuple[str, str]
    policies: tuple[PolicyReview, ...]
    others: tuple[str, ...]

    @property
    def heading(self) -> str:
        """`What changes from main (31a4bf1) to HEAD (90fd2c1)`."""
        return f"What changes from {self.called[0]} to {self.called[1]}"

    @property
    def sound(self) -> bool:
        """Whether every policy can be used, and each of its examples holds."""
        return all(each.sound for each in self.policies)

    def as_markdown(self) -> str:
        """The page that the command line writes."""
        from ilacs_rules.documents.review_page import review_page  # whoever wants the JSON waits for no templates

        return review_page(self)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return {
            "before": self.called[0],
            "after": self.called[1],
            "policies": [each.as_data() for each in self.policies],
            "not looked at": {"files": list(self.others), "besides": list(NOT_TRIED)},
        }


def _of_assumptions(changes: Iterable[RuleChange], standing: Iterable[StandingAssumption]) -> str:
    """How many are new or changed; and at what else that changes one stands as it was, whether it fits or not."""
    found = list(changes)
    new, changed = (sum(each.how is how for each in found) for how in (How.NEW, How.CHANGED))
    parts = [f"{number_word(count)} {word}" for count, word in ((new, "new"), (changed, "changed")) if count]
    told = joined(parts) or "none is new"
    at = tuple(dict.fromkeys(quoted(each.title) for each in standing))
    return sentence(f"{told}; what is assumed of {joined(at)}, which changes, stands as before" if at else told)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _in_a_line(finding: Diagnostic) -> str:
    source = finding.span.source
    place = f"{source.name}, line {finding.span.line}" if source.text else source.name
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{finding.severity.value} {finding.code.value}, {place}: {finding.message}{hint}"
