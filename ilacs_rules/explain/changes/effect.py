"""What a change means for cases, as a plain structure: which kinds come out otherwise, each with an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.explain.changes.parts import PartChange
from ilacs_rules.explain.english import capital, sentence


@dataclass(frozen=True, slots=True)
class AskedOtherwise:
    """What is asked by one requirement in an example, before and after."""

    requirement: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Kinds of case that come out otherwise: `a building where the height is more than 11 and at most 18`.

    `kinds` says what is so of each of them; nothing where that cannot be said in a few words. The `example` is a
    made-up case of one, asked about on a day.
    """

    words: str
    kinds: tuple[str, ...]
    example: str
    on: date
    asked: tuple[AskedOtherwise, ...]

    @property
    def heading(self) -> str:
        """`A building where the height is more than 11 and at most 18`."""
        return capital(self.words)

    @property
    def such_as(self) -> str:
        """`For example, on 1 May 2025: a building without any event, height: 12.`."""
        return sentence(f"for example, on {values.day(self.on)}: {self.example}")

    @property
    def parts(self) -> tuple[PartChange, ...]:
        """The same as parts, each under the title of its requirement."""
        return tuple(PartChange(one.title, one.before, one.after) for one in self.asked)

    def as_data(self) -> dict[str, object]:
        """The effect as dictionaries, lists and texts."""
        return {
            "words": self.words,
            "kinds": list(self.kinds),
            "example": self.example,
            "on": self.on.isoformat(),
            "asked": [
                {"requirement": one.requirement, "title": one.title, "before": one.before, "after": one.after}
                for one in self.asked
            ],
        }


@dataclass(frozen=True, slots=True)
class Effects:
    """All that was found to come out otherwise, and sentences on what was not: how far it was looked, what is proved.

    `proved` is so where surely nothing comes out otherwise.
    """

    found: tuple[Effect, ...]
    beside: tuple[str, ...]
    proved: bool

    @property
    def opening(self) -> str:
        """Whether any case comes out otherwise, and how sure that is."""
        if self.found:
            return (
                "Made-up cases of every kind that the rules tell apart were asked of both versions, as far as could "
                "be. Those told here come out otherwise, and the example of each shows it. Its days are known exactly, "
                "and what it leaves out makes no difference to it."
            )
        if self.proved:
            return "Every case comes out as before: the same is asked of it, at the same time."
        return "No case was found that comes out otherwise. That is no proof that there is none."
