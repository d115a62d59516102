"""Why a case comes first: each priority that brings it forward, what it rests on, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ilacs_rules.explain.document import Cited, assumption_sentence, cited, one_line, source_sentence
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.reasons import what_held
from ilacs_rules.explain.used import Used, facts_used
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.frozen import frozen


@frozen
class Forward:
    """One priority that brings a case forward. `because` are sentences: what held."""

    priority: str
    because: tuple[str, ...]
    facts: tuple[Used, ...] = ()
    sources: tuple[Cited, ...] = ()
    assumption: str | None = None

    def in_words(self) -> str:
        """A paragraph: `“Open warning” puts it first because there is … The open warning was … Source: …`."""
        facts = [f"{each.text} Recorded in: {each.source}." if each.source else each.text for each in self.facts]
        told = [*self.because, *facts]
        told += [source_sentence(self.sources)] if self.sources else []
        return " ".join([*told, *([assumption_sentence(self.assumption)] if self.assumption else [])])


def why_forward(decision: Decision, put_forward: Collection[str]) -> Iterator[Forward]:
    """Each of the priorities (as the policy names them) that bring a case forward; none without a trace."""
    if decision.trace is None:
        return
    phrases = Phrases(decision.version)
    for name in decision.priorities:
        priority, step = decision.version.priorities[name], decision.trace.priorities.get(name)
        if step is None or priority.words not in put_forward:
            continue
        held = what_held(step, phrases)
        because = sentence(f"{quoted(priority.words)} puts it first because {joined(held.clauses)}"), *held.sentences
        facts = tuple(facts_used([step], decision, phrases))
        ours = None if priority.assumes is None else one_line(priority.assumes)
        yield Forward(priority.words, because, facts, cited(priority.source), ours)
