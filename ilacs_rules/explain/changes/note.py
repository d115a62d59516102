"""A change note as a plain structure: what is otherwise, from when and why. Text, JSON and pages are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilacs_rules.explain import values
from ilacs_rules.explain.changes.effect import Effects
from ilacs_rules.explain.changes.parts import PartChange
from ilacs_rules.explain.document import INDENT, one_line
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.publication import as_made_known
from ilacs_rules.language.fixed_words import TextStatus
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import wrapped

NOTHING_CHANGES = "In these rules, what is asked, and of whom, does not change."
READS_OTHERWISE = (
    "Whatever is not told below means the same as before. What is told reads otherwise, and may still come to the same."
)
TO_DO, KEPT = "What is to be done", "What an earlier version still decides"
"""The headings of the changes that everybody asks for."""
NO_STEP = "No version comes into force between these days: the rules stay as they are."


class How(StrEnum):
    """What became of a rule."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that is otherwise.

    `name` is its folded name, in the newer version unless it has ended; `concerns` says of whom it is asked, where that
    stays as it was. A changed rule has `parts`; a new one says its `sentences`, one that has ended said them.
    `bears_on` are the titles of the requirements that stand on it, and may read as before. `grounds` says on which
    sources it rests now, what these are, and whether a part of it is an assumption of ours.
    """

    name: str
    title: str
    how: How
    sentences: tuple[str, ...] = ()
    parts: tuple[PartChange, ...] = ()
    concerns: str | None = None
    bears_on: tuple[str, ...] = ()
    grounds: str = ""

    def as_data(self) -> dict[str, object]:
        """The change as dictionaries, lists and texts."""
        return {
            "name": self.name,
            "title": self.title,
            "how": self.how.value,
            "sentences": list(self.sentences),
            "parts": [{"name": part.name, "before": part.before, "after": part.after} for part in self.parts],
            "concerns": self.concerns,
            "bears_on": list(self.bears_on),
            "grounds": self.grounds,
        }


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes under a heading."""

    heading: str
    changes: tuple[RuleChange, ...]

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        heading = "\n".join(_underlined(self.heading, "-", width))
        return "\n\n".join((heading, *("\n".join(change_lines(each, width)) for each in self.changes)))


@dataclass(frozen=True, slots=True)
class StandingAssumption:
    """What is assumed as before of a rule that reads otherwise: whether it still fits is for a reader to say."""

    title: str
    assumed: str

    def as_data(self) -> dict[str, object]:
        """As texts."""
        return {"title": self.title, "assumed": self.assumed}


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What of the rules of two versions reads otherwise and is not known to mean the same; all else is known to.

    `assumptions` are ours, not the source's, and otherwise than before; `standing` are as before, of rules that are
    not. `names` and `sources` are sentences on what is only called otherwise, or rests on other sources.
    """

    groups: tuple[ChangeGroup, ...]
    assumptions: tuple[RuleChange, ...]
    names: tuple[str, ...]
    sources: tuple[str, ...]
    standing: tuple[StandingAssumption, ...] = ()

    def as_data(self) -> dict[str, object]:
        """The changes as dictionaries, lists and texts."""
        return {
            "groups": [
                {"heading": group.heading, "changes": [change.as_data() for change in group.changes]}
                for group in self.groups
            ],
            "assumptions": [change.as_data() for change in self.assumptions],
            "names": list(self.names),
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """A version that comes into force with this note, why, and what kind of text tells of it."""

    start: date
    until: date | None
    published: date
    summary: str | None
    status: TextStatus | None = None
    published_is_assumed: bool = False
    start_is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What changes for readers from the version in force from `before` to that in force from `after`.

    `reasons` are those of the newer version and, where several steps are told as one, of each version on the way.
    `effects` tell which cases come out otherwise, where that was looked for.
    """

    policy: str
    title: str
    before: date
    after: date
    reasons: tuple[Reason, ...]
    rules: RuleChanges
    effects: Effects | None = None

    @property
    def heading(self) -> str:
        """`What changes on 17 September 2018`; of several steps told as one, from when to when."""
        if len(self.reasons) > 1:
            return f"What changes from {values.day(self.before)} to {values.day(self.after)}"
        return f"What changes on {values.day(self.after)}"

    @property
    def since(self) -> str:
        """`From 17 September 2018`: the heading of what comes after."""
        return f"From {values.day(self.after)}"

    @property
    def opening(self) -> tuple[str, ...]:
        """From when and why, as paragraphs; and what is known to be the same."""
        found = [_reason(reason) for reason in self.reasons]
        follows = f"Until then the version of {values.day(self.before)} was in force."
        return (*found, f"{follows} {READS_OTHERWISE if self.rules.groups else NOTHING_CHANGES}")

    @property
    def groups(self) -> tuple[ChangeGroup, ...]:
        """Everything told with before and after: the changes of the rules, then those of the assumptions."""
        ours = (
            (ChangeGroup("Assumptions (ours, not the source’s)", self.rules.assumptions),)
            if self.rules.assumptions
            else ()
        )
        return (*self.rules.groups, *ours)

    @property
    def beside(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What changes beside the meaning: sentences under headings, those there are."""
        found = (("Names", self.rules.names), ("Sources", self.rules.sources))
        return tuple((heading, sentences) for heading, sentences in found if sentences)

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        lines = _underlined(self.heading, "=", width)
        for paragraph in self.opening:
            lines += ["", *wrapped(paragraph, width)]
        for group in self.groups:
            lines += ["", group.as_text(width)]
        if self.rules.groups and self.effects is not None:
            lines += ["", *_underlined("What it means", "-", width), *wrapped(self.effects.opening, width)]
            for effect in self.effects.found:
                lines += ["", *wrapped(effect.heading, width), *wrapped(effect.such_as, width, INDENT)]
                for part in effect.parts:
                    lines += _part(part, width)
            for said in self.effects.beside:
                lines += ["", *wrapped(said, width)]
        for heading, sentences in self.beside:
            lines += ["", *_underlined(heading, "-", width)]
            lines += [line for each in sentences for line in wrapped(each, width)]
        return "\n".join(lines) + "\n"

    def as_data(self) -> dict[str, object]:
        """What stands under `steps` where the command line prints it as JSON."""
        return {
            "before": self.before.isoformat(),
            "after": self.after.isoformat(),
            "reasons": [
                {
                    "start": one.start.isoformat(),
                    "until": None if one.until is None else one.until.isoformat(),
                    "published": one.published.isoformat(),
                    "summary": one.summary,
                }
                for one in self.reasons
            ],
            **self.rules.as_data(),
            "effects": [] if self.effects is None else [effect.as_data() for effect in self.effects.found],
            "beside effects": [] if self.effects is None else list(self.effects.beside),
        }


@dataclass(frozen=True, slots=True)
class ChangeNotes:
    """What changes in a policy from one day to another: a note for each step, or one for the whole way."""

    policy: str
    title: str
    called: str  # the title, with what nobody is to take for the publisher's own
    since: date
    to: date
    steps: tuple[ChangeNote, ...]

    @property
    def heading(self) -> str:
        """The policy, and from when to when."""
        return f"{self.called}: what changes from {values.day(self.since)} to {values.day(self.to)}"

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        blocks = ["\n".join(wrapped(self.heading, width)), *(note.as_text(width).rstrip("\n") for note in self.steps)]
        return "\n\n\n".join(blocks if self.steps else [*blocks, NO_STEP]) + "\n"

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it."""
        asked = {"policy": self.policy, "title": self.title, "from": self.since.isoformat(), "to": self.to.isoformat()}
        return with_findings({**asked, "steps": [note.as_data() for note in self.steps]}, beside)


def bearing(change: RuleChange) -> str:
    """On what a change rests, and on which requirements it bears; empty where neither is to be told."""
    bears = sentence(f"it bears on {joined([quoted(title) for title in change.bears_on])}") if change.bears_on else ""
    return " ".join(filter(None, (change.grounds, bears)))


def change_lines(change: RuleChange, width: int) -> list[str]:
    """One change for the terminal."""
    mark = "" if change.how is How.CHANGED else f" ({change.how})"
    lines = wrapped(change.title + mark, width)
    said = " ".join(change.sentences)
    if said:
        lines += wrapped(said if change.how is How.NEW else f"Until now: {said}", width, INDENT)
    if change.concerns:
        lines += wrapped(change.concerns, width, INDENT)
    for part in change.parts:
        lines += _part(part, width)
    return lines + wrapped(bearing(change), width, INDENT)


def _reason(reason: Reason) -> str:
    why = sentence(one_line(reason.summary)) if reason.summary else "No reason is given."
    until = "" if reason.until is None else f" until {values.day(reason.until)}"
    taken = "taken to have been " if reason.published_is_assumed else ""
    known = f"{taken}{as_made_known(reason.status, reason.published)}"
    begins = f"{values.day(reason.start)}{' (assumed)' if reason.start_is_assumed else ''}"
    return f"In force from {begins}{until}, {known}. {why}"


def _part(part: PartChange, width: int) -> list[str]:
    indent = INDENT + INDENT if part.name else INDENT
    lines = wrapped(part.name, width, INDENT)
    for word, said in (("before", part.before), ("after", part.after)):
        lines += wrapped(f"{word}: {said}", width, indent)
    return lines


def _underlined(heading: str, line: str, width: int) -> list[str]:
    return [heading, line * min(len(heading), width)]
