"""All that the pages are made from: the version, its policy, the terms, and what was tried, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ilacs_rules.assurance.coverage import DAY_BEFORE, FIRST_DAY, CoveragePoint, whole_coverage
from ilacs_rules.assurance.examples import ExampleResult, run_examples
from ilacs_rules.cases.of_example import read_example
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Folded, Link, Paragraph, Words
from ilacs_rules.documents.policy_document.marks import OF_ONE, SourceMark, marks
from ilacs_rules.documents.policy_document.terms import ExplainedWords, terms_of
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.explain import values
from ilacs_rules.explain.document import Cited, Section, one_line
from ilacs_rules.explain.english import capital, quoted, sentence
from ilacs_rules.explain.example_days import example_day
from ilacs_rules.explain.matrix import assumed
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.explain.situations import Situation, Situations, begun_on, situations
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.names import fold
from ilacs_rules.model.case import Truth
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.due_shapes import counts_early
from ilacs_rules.model.version import Definition, Requirement, Transition, Version
from ilacs_rules.text.diagnostics import Diagnostic


@dataclass(frozen=True)
class Material:
    """A version of a policy on a day, how many years ahead its pictures look, and whom it is told to.

    `known` is the day up to which is known what had been published, if not all is.
    """

    policy: Policy
    program: Program
    on: date
    years: int
    is_full: bool = True
    known: date | None = None

    @property
    def version(self) -> Version:
        """The version in force."""
        return self.program.version

    @cached_property
    def alone(self) -> Policy:
        """The policy as if this version went on for ever: what comes later is not for its document to say."""
        open_ended = Program(replace(self.version, until=None), self.program.earlier, self.program.words)
        return replace(self.policy, versions=(open_ended,))

    @cached_property
    def terms(self) -> ExplainedWords:
        """The words that are explained."""
        return terms_of(self.version, [each.version for each in self.policy.versions])

    @cached_property
    def example_day(self) -> date:
        """The day on which the examples of situations stand."""
        return example_day(self.version, self.on)

    @cached_property
    def situations(self) -> Situations:
        """The situations that the rules keep apart."""
        return situations(self.alone.versions[0], self.example_day)

    @cached_property
    def shown(self) -> tuple[tuple[Situation, Decision], ...]:
        """Each situation as a made-up case shows it that stands on the day of the examples, with its decision."""
        return tuple((each, found) for each, found in self._tried if isinstance(found, Decision))

    @cached_property
    def undecided(self) -> tuple[tuple[Situation, tuple[Diagnostic, ...]], ...]:
        """The others, and why: a table of the policy has no answer, say."""
        return tuple((each, found) for each, found in self._tried if not isinstance(found, Decision))

    @cached_property
    def _tried(self) -> list[tuple[Situation, Decision | tuple[Diagnostic, ...]]]:
        found: list[tuple[Situation, Decision | tuple[Diagnostic, ...]]] = []
        for situation in self.situations.each:
            try:
                decision = decide(self.alone.versions[0], situation.case, self.example_day)
                owed = tuple(begun_on(each, self.example_day) for each in decision.obligations)
                found.append((situation, replace(decision, obligations=owed)))
            except DecisionError as error:
                found.append((situation, error.diagnostics))
        return found

    def kept(self, transition: Transition) -> Version:
        """The earlier version that goes on for those whom a transition is about."""
        return self.program.earlier[transition.keep].version

    def is_otherwise(self, before: Requirement, kept: Version) -> bool:
        """Whether a requirement of an earlier version is told here in other words, or not at all."""
        now = self.version.requirements.get(before.name)
        return now is None or (
            requirement_section(now, self.version).sentences != requirement_section(before, kept).sentences
        )

    @cached_property
    def going_on(self) -> dict[str, tuple[Requirement, ...]]:
        """What an earlier version asks of those whom it still decides, and this one asks otherwise or not at all.

        By the (folded) name of the transition. Left out is what surely applies in none of the situations of that
        version that are theirs, whatever else has taken place. Where all of them are in one, what is asked there is
        without the condition that it has: it is so of them.
        """
        found: dict[str, tuple[Requirement, ...]] = {}
        for transition in self.version.transitions.values():
            kept = self.program.earlier[transition.keep]
            alone = Program(replace(kept.version, until=None), kept.earlier, kept.words)
            apart = situations(alone, self.version.start - ONE_DAY)
            untold = dict.fromkeys(kept.version.vocabulary.events.keys() - apart.kinds)  # may have taken place or not
            theirs: list[dict[str, set[Truth]]] = []
            for situation in apart.each:
                case = replace(situation.case, complete_from=untold)
                with suppress(DecisionError):
                    decision = decide(self.alone.versions[0], case, self.example_day)
                    if decision.kept == transition:
                        theirs.append({})
                        for each in decision.obligations:
                            theirs[-1].setdefault(each.requirement, set()).add(each.applies)
            found[transition.name] = tuple(
                replace(each, when=None) if len(theirs) == 1 and theirs[0].get(name) == {True} else each
                for name, each in kept.version.requirements.items()
                if any(said.get(name) != {False} for said in theirs) and self.is_otherwise(each, kept.version)
            )
        return found

    @cached_property
    def examples(self) -> tuple[ExampleResult, ...]:
        """The worked examples, tried."""
        return tuple(run_examples(self.program))

    @cached_property
    def reached(self) -> dict[tuple[bool, str], list[CoveragePoint]]:
        """What the examples can show, by whether it is of a requirement, and its (folded) name."""
        found: dict[tuple[bool, str], list[CoveragePoint]] = {}
        for each in whole_coverage(self.program, self.examples):
            if each.part is not None:
                found.setdefault((isinstance(each.part, Requirement), each.part.name), []).append(each)
        return found

    @cached_property
    def readings(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """What is ours, each text once, with all that it is of: the kind of item, its folded name, what is shown."""
        found: dict[str, tuple[tuple[str, str, str], ...]] = {}
        for kind, name, label, assumes in assumed(self.version):
            said = one_line(assumes)
            found[said] = (*found.get(said, ()), (kind, name, label))
        return found

    @cached_property
    def _readings_at(self) -> dict[str, str]:
        """Where the reading is told of what stands at an anchor: at the first that has the same."""
        anchors = [[anchor(kind, name) for kind, name, _ in of] for of in self.readings.values()]
        return {each: reading_anchor(of[0]) for of in anchors for each in of}

    @property
    def earlier_examples(self) -> Iterator[tuple[str, Decision]]:
        """The worked examples of earlier versions, the newest first, as this version decides them, each by its name.

        They have no trace. A version is looked into when it is come to: they are many, and few requirements need one
        from so far back.
        """
        for program in reversed([each for each in self.policy.versions if each.version.start < self.version.start]):
            start = program.version.start
            if start not in self._earlier:
                self._earlier[start] = tuple(self._decided_anew(program))
            yield from self._earlier[start]

    @cached_property
    def _earlier(self) -> dict[date, tuple[tuple[str, Decision], ...]]:
        """Those of each version that has been looked into, by its day."""
        return {}

    def _decided_anew(self, program: Program) -> Iterator[tuple[str, Decision]]:
        since = f"version of {values.day(program.version.start)}"
        for example in program.version.text.examples:
            name, asked, _ = read_example(program.version.vocabulary, example)
            if asked is None:
                continue
            with suppress(DecisionError):  # what it is about has changed
                decision = decide(self.program, *asked, trace=False)
                if decision.kept is None:
                    yield f"{quoted(name)} ({since})", decision

    def traced(self, decision: Decision) -> Decision:
        """A decision of this version with its trace, which one of an earlier example is found without."""
        return decision if decision.trace is not None else decide(self.program, decision.case, decision.on)

    def linked(self, text: str, own: str = "") -> Words:
        """A text with its terms linked; `own` is the anchor of the section it stands in."""
        return self.terms.linked(text, own)

    def shown_of(self, part: Definition | Requirement) -> list[Block]:
        """For those who work on the policy: what of a rule its examples show, and what none does, folded away."""
        points = self.reached.get((isinstance(part, Requirement), part.name), []) if self.is_full else []
        if not points:
            return []
        numbers = {result.name: number for number, result in reversed([*enumerate(self.examples, 1)])}
        items: dict[Words, None] = {}
        phrases = Phrases(self.version)
        for each in points:
            what = capital(_said_of(each, phrases))
            if each.shown_by is None:
                items[(f"{what}: no example",)] = None
            else:
                number = numbers.get(each.shown_by)  # None of one that an earlier version tells
                by = quoted(each.shown_by) if number is None else _example_link(number)
                items[(f"{what}: ", by)] = None
        situations = "1 situation" if len(points) == 1 else f"{len(points)} situations"
        shown = sum(each.shown_by is not None for each in points)
        return [Folded(f"Shown by examples: {shown} of {situations} in which this rule can be tried", tuple(items))]

    def cited(self, sources: tuple[Cited, ...]) -> Words:
        """`announcement, paragraph 5; handbook`, each linked to its source."""
        found: list[str | Link] = []
        for each in sources:
            found += ["; "] if found else []
            found.append(Link(str(each), anchor("source", fold(each.source))))
        return tuple(found)

    def said(self, section: Section, own: str) -> list[Block]:
        """What a section of the explanation says, where it comes from, and what is assumed in it, in paragraphs."""
        found: list[Block] = [Paragraph(self.linked(" ".join(section.sentences), own))]
        found += self.footing(section, own)
        return found

    def resting(self, section: Section, own: str) -> Words:
        """How far a rule is found in its sources, each with its mark: `② This is known only at second hand.`.

        What is ours leads to the reading, which in the full edition stands beside it.
        """
        cited = [each.source for each in section.sources]
        found = marks(cited, self.version, is_ours=section.assumption is not None)
        if own.startswith(_EVENT) and found == (SourceMark.OURS,):
            found = (SourceMark.IN_PART,)  # what asks for it has sources of its own
        told_at = self._readings_at.get(own, reading_anchor(own))
        parts: list[str | Link] = []
        for mark in found:
            said = OF_ONE[mark]
            of_ours = mark is not SourceMark.SECOND_HAND
            parts += [" "] if parts else []
            parts += [f"{mark} ", Link(said, told_at) if of_ours and not self.is_full else said]
        return tuple(parts)

    def footing(self, section: Section, own: str, *, marked: bool = True) -> list[Block]:
        """What a rule rests on: its sources, how far it is found in them, our assumption, a note."""
        found: list[Block] = []
        if section.sources:
            label = "Source" if len(section.sources) == 1 else "Sources"
            found.append(Paragraph(self.cited(section.sources), label))
        if marked and (resting := self.resting(section, own)):
            found.append(Paragraph(resting))
        if section.assumption and self.is_full:
            said = self.linked(sentence(one_line(section.assumption)), own)
            found.append(Paragraph(said, "Our assumption, not the source’s"))
        if section.note and self.is_full:
            found.append(Paragraph(self.linked(sentence(one_line(section.note)), own), "Note"))
        return found


_EVENT = anchor("event", "")


def rule_link(section: str, name: str) -> Link:
    """The link from what is said to the text of its rule."""
    return Link("rule", rule_anchor(section, name))


def _said_of(point: CoveragePoint, phrases: Phrases) -> str:
    """`the day before it opens`, `there has been no check`; of what may be done early, `the day before it is due`."""
    said = point.what.removeprefix("in which ").removeprefix("of ")
    if isinstance(point.part, Requirement) and point.what in _OPENING and counts_early(point.part.due.shape):
        return _OPENING[point.what]
    if point.node is not None and said.endswith(("” does not hold", "” holds")):
        return phrases.clause(point.node, negated=said.endswith("” does not hold"))
    return said


_OPENING = {DAY_BEFORE: "the day before it is due", FIRST_DAY: "the day on which it is due"}


def _example_link(number: int) -> Link:
    return Link(f"example {number}", anchor("example", str(number)))


def rule_anchor(section: str, name: str) -> str:
    """The anchor of the text of a rule."""
    return anchor("rule", f"{section} {name}")


def reading_anchor(of: str) -> str:
    """The anchor of the point of interpretation of what stands at an anchor."""
    return f"reading-{of}"


def case_anchor(situation: Situation) -> str:
    """The anchor of what happens in a situation."""
    return anchor("case", situation.key)
