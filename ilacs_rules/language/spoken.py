"""What an officer's own words lean on: the events a policy declares, and how one of them is picked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ilacs_rules.language.kinds_of_day import KINDS_OF_DAY
from ilacs_rules.language.names import fold, singulars

_LAST_BUT_ONE = (
    r"(?:(?:second|2nd|next)[\s-]+(?:to[\s-]+)?(?:last|latest)|(?:last|latest|most\s+recent)\s+but\s+one|penultimate)"
)
_LATEST = r"(?:last|latest|previous|most\s+recent|newest)"
_FIRST = r"(?:first|earliest|oldest)"
_ALWAYS_KNOWN = ("start", "end", "publication", "cases", "true", "false", *KINDS_OF_DAY)
_A_DAY = r"(?:after|before|since|by|on|from|until)"

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a policy declares, as far as an officer's own words may lean on it."""

    kinds: tuple[str, ...] = ()  # of events
    picked: frozenset[str] = frozenset()  # folded names of definitions that pick out an event
    values: frozenset[str] = frozenset()  # folded values of scales and choices
    names: frozenset[str] = frozenset()  # whatever is declared, folded

    def kind(self, words: str) -> str | None:
        """The kind of event a noun names, or a verb in the past tells of: `checked`, `inspected`, `a fire`."""
        folded = fold(words)
        names = {fold(kind): kind for kind in self.kinds}
        for each in (folded, *singulars(folded)):
            if each in names:
                return names[each]
        if not folded.endswith("ed"):
            return None
        stems = {folded[:-1], folded[:-2], folded[:-3] if folded[-4:-3] == folded[-3:-2] else folded[:-2]}
        for same in (str.__eq__, str.startswith):
            found = [name for name in names if any(len(stem) > 3 and same(name.split()[-1], stem) for stem in stems)]
            alone = [name for name in found if " " not in name] or found
            if len(alone) == 1:
                return names[alone[0]]
        return None

    def knows(self, name: str) -> bool:
        """Whether a folded name may mean something; any may where nothing is declared, as of a sentence by itself."""
        always = name in _ALWAYS_KNOWN or name.startswith("this ") or name.endswith(" in hand")
        return not self.names or always or not self.names.isdisjoint((name, *singulars(name)))

    @property
    def _kinds(self) -> str:
        """A pattern of the kinds; of two that begin alike the longer comes first."""
        names = (r"[\s-]+".join(map(re.escape, fold(kind).split())) for kind in self.kinds)
        return f"({'|'.join(sorted(names, key=len, reverse=True)) or '(?!)'})(?![\\w-])"

    def with_picks(self, said: str) -> str:
        """The same with the event that is picked out in the words of the language: `latest check` for the newest.

        A name that the policy has for one stays as it is. What picks out another (`the third check`) is left as well,
        and the sentence then makes no sense.
        """

        def picked(pick: str) -> Callable[[Found], str]:
            return lambda found: found[0] if fold(found[0]) in self.picked else pick.format(found[1])

        for words, pick in (
            (_LAST_BUT_ONE, "latest {0} before (start of latest {0})"),
            (_LATEST, "latest {0}"),
            (_FIRST, "first {0}"),
        ):
            said = re.sub(rf"(?<![\w-]){words}\s+{self._kinds}", picked(pick), said, flags=re.IGNORECASE)
        return said

    def with_days(self, said: str, form: str = "end of {}") -> str:
        """The same where an event that is picked out stands for the day on which it ended: `after last check`."""
        by_length = sorted(self.picked, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, each.split())) for each in by_length)
        named, unnamed = rf"(?:{names or '(?!)'})(?![\w-])", rf"(?:latest|first)\s+{self._kinds}"
        said = re.sub(rf"\b({_A_DAY}\s+)(?={named})", r"\1end of ", said, flags=re.IGNORECASE)
        return re.sub(rf"\b({_A_DAY}\s+)({unnamed})", lambda m: m[1] + form.format(m[2]), said, flags=re.IGNORECASE)

    def day_of(self, subject: str) -> str:
        """The day that is meant where an event is said to be long ago."""
        words = " ".join(subject.split())
        return self.with_days(f"after {self.with_picks(words)}").removeprefix("after ")


NOTHING_SPOKEN = Spoken()
