"""The names under which facts are told of a case, and what is recorded of an event; and what is said of any other."""

from __future__ import annotations

from collections.abc import Mapping

from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span
from ilacs_rules.text.words import joined, quoted

_DAYS = ("date", "day", "when", "at", "done", "done on", "visited", "visited on")
_GROUPS = ("records", "recorded", "fields", "results", "outcomes", "data", "values")


@frozen(guarded=False)
class KnownNames:
    """What may be told, by folded name; `belongs` is what a message says of it."""

    kinds: Mapping[str, FactKind]
    belongs: str
    vocabulary: Vocabulary
    event: EventKind | None = None

    @classmethod
    def of_facts(cls, vocabulary: Vocabulary) -> KnownNames:
        """The facts of a case."""
        return cls(vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}", vocabulary)

    @classmethod
    def of_event(cls, kind: EventKind, vocabulary: Vocabulary) -> KnownNames:
        """What is recorded of an event of a kind."""
        return cls(kind.records, f"recorded by “{kind.words}”", vocabulary, kind)

    def unknown(self, name: str, place: Span) -> Diagnostic:
        """That there is nothing of a name (E708); an event of a narrower kind may record it."""
        hint = (
            self._of_which_kind(name)
            or self._of_every_event(fold(name))
            or did_you_mean(name, [kind.words for kind in self.kinds.values()])
        )
        hint = hint or "correct the name, leave it out, or declare it in the policy"
        return Diagnostic(Code.CASE_UNKNOWN_NAME, f"“{name}” is not {self.belongs}", place, hint)

    def _of_every_event(self, name: str) -> str | None:
        """What is told of any event, under another name than it has; nothing of what such an event records."""
        if self.event is None:
            return None
        if name in _DAYS:
            return "write “on: …” for its day, or “start: …” and “end: …”"
        if name in _GROUPS:
            return "write what was recorded beside “event”, each on a line of its own: nothing stands round it"
        return None

    def _of_which_kind(self, name: str) -> str | None:
        kinds = self.vocabulary.events
        narrower = [kinds[each] for each in kinds if self.event is not None and each in self.event.kinds]
        told = ((kind, kind.records.get(fold(name))) for kind in narrower if not kind.repealed)
        record_it = [quoted(kind.words) for kind, record in told if record is not None and not record.repealed]
        return f"say of which kind the event is: {joined(record_it, 'or')}" if record_it else None
