"""What names mean at one place of a policy, and where findings and uses are gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ilacs_rules.checker.cases import all_of_them
from ilacs_rules.language import nodes as n
from ilacs_rules.language.days import not_a_day_here
from ilacs_rules.language.durations import UNITS
from ilacs_rules.language.names import YES_OR_NO, fold, in_expression, singulars
from ilacs_rules.language.number_words import NUMBER, in_digits
from ilacs_rules.language.often_meant import in_two_ways, length_meant
from ilacs_rules.language.phrases import NO_PHRASES, NamePhrases
from ilacs_rules.language.types import Basic, EventType, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import absent
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.tree import REPEALED
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic, Enough, Severity
from ilacs_rules.text.nearest import MOST_OFFERED, did_you_mean, nearest
from ilacs_rules.text.source import Span

_ALWAYS = ("always", "all", "everyone", "everything", "in all cases", "in every case", "any case", "every case")
_OTHER_VERBS = ("was", "were", "has", "have", "isn't", "isn’t", "aren't", "aren’t", "does", "did", "equals", "equal")


@dataclass
class Findings:
    """Diagnostics and uses gathered while one version is checked."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # folded names of definitions
    working_days: list[Span] = field(default_factory=list)  # where a calendar is needed
    repealed: dict[str, Span] = field(default_factory=dict)  # where amendments ended items, by folded names
    still_used: dict[str, list[Span]] = field(default_factory=dict)  # uses of them
    unsure: bool = False  # whether something was met that could not be read elsewhere

    def report(
        self,
        code: Code,
        message: str,
        span: Span,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Add a finding. Raises Enough once there are more errors than `MOST_FINDINGS`; warnings stop nothing."""
        found = Diagnostic(code, message, span, hint, related)
        self.diagnostics.append(found)
        if found.severity is Severity.ERROR and self._errors() > MOST_FINDINGS:
            raise Enough

    def _errors(self) -> int:
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)

    def take(self, other: Findings) -> None:
        """Add what was gathered apart from this. Raises Enough as `report` does."""
        self.diagnostics += other.diagnostics
        self.used |= other.used
        self.working_days += other.working_days
        for name, uses in other.still_used.items():
            self.still_used.setdefault(name, []).extend(uses)
        self.unsure |= other.unsure
        if other.diagnostics and self._errors() > MOST_FINDINGS:
            raise Enough

    def uses_repealed(self, name: str, span: Span) -> bool:
        """Whether a folded name that means nothing was ended by an amendment; it is then told there, once."""
        if name in self.repealed:
            self.still_used.setdefault(name, []).append(span)
        return name in self.repealed

    def report_repealed(self) -> None:
        """One finding for each ended item that is still used, at the words that ended it."""
        for name, uses in self.still_used.items():
            where = self.repealed[name]
            times = "once" if len(uses) == 1 else f"{len(uses)} times"
            message = f"“{where.text}” is repealed here, and still used {times}"
            related = tuple((use, "used here") for use in uses[:MOST_OFFERED])
            self.report(Code.UNKNOWN_NAME, message, where, "amend or repeal what uses it as well", related)


@dataclass(frozen=True)
class Scope:
    """The names one can use at a place. `definition` gives the type of a definition, None if there is none."""

    vocabulary: Vocabulary
    findings: Findings
    definition: Callable[[str], Type | None]
    declared: dict[str, Span]  # where definitions and facts are declared, for “did you mean”
    unreadable: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()  # what may be declared where something could not be read
    this: str | None = None  # the kind a `for each` is about
    candidate: str | None = None  # the kind a `where` looks at
    among_cases: bool = False  # whether a `where` looks at cases
    phrases: NamePhrases = NO_PHRASES  # names that the grammar may take apart

    def looking_at(self, kind: str) -> Scope:
        """The scope inside `where (…)` of a history of a kind."""
        return replace(self, candidate=kind, among_cases=False)

    def looking_at_cases(self) -> Scope:
        """The scope inside `where (…)` of a list of cases, in which names are those of each case."""
        return replace(self, candidate=None, among_cases=True)

    def of_the_case_itself(self) -> Scope:
        """The scope in which names are those of the case that is asked about."""
        return replace(self, candidate=None, among_cases=False)

    def for_each(self, kind: str) -> Scope:
        """The scope of a requirement with one instance for each event of a kind."""
        return replace(self, this=kind)

    def error(self, span: Span) -> tree.Node:
        """A node for what could not be understood and has been reported; it agrees with every type."""
        self.findings.unsure = True
        return tree.Const(False, type=Basic.ERROR, span=span)

    def resolve(self, name: n.Name) -> tree.Node | None:
        """What a name means, or None; a name that could not be read elsewhere is an error node."""
        folded, span = name.name, name.span
        if self.candidate is not None:
            known = self.field(self.candidate, folded)
            if known is not None:
                event = tree.Candidate(self.candidate, type=EventType(self.candidate), span=span)
                return tree.Field(event, folded, type=known.type, span=span)
        if self.this is not None and folded == f"this {self.this}":
            return tree.ThisEvent(self.this, type=EventType(self.this), span=span)
        type_ = self.definition(folded)
        if type_ is not None:
            self.findings.used.add(folded)
            self.findings.unsure |= type_ is Basic.ERROR
            return self._asked(tree.Named(folded, type=type_, span=span))
        if folded in self.vocabulary.facts:
            return self._asked(tree.Fact(folded, type=self.vocabulary.facts[folded].type, span=span))
        if folded == "this case":
            return tree.ThisCase(type=Basic.CASE, span=span)
        if (listed := all_of_them(folded, span)) is not None:
            return listed
        if folded.endswith(" in hand") and not self.among_cases:
            kind = self.vocabulary.event(folded.removesuffix(" in hand"))
            if kind is not None:
                return tree.InHand(kind.name, type=EventType(kind.name), span=span)
        if not self.perhaps.isdisjoint((folded, folded.removesuffix(" in hand"), folded.removeprefix("this "))):
            return self.error(span)
        if folded in YES_OR_NO:  # `yes` and `no` are words of the grammar; `true` and `false` read as names
            return tree.Const(YES_OR_NO[folded], type=Basic.YES_OR_NO, span=span)
        return None

    def _asked(self, node: tree.Named | tree.Fact) -> tree.Node:
        """What a name stands for: of the case itself, or of each of those that a `where` looks at."""
        if not self.among_cases:
            return node
        each = tree.Candidate(None, type=Basic.CASE, span=node.span)
        return tree.OfCase(each, node.name, isinstance(node, tree.Fact), type=node.type, span=node.span)

    def field(self, kind: str, name: str) -> FactKind | None:
        """What an event of a kind, or of a kind that is one, records under a folded name."""
        for each in self._and_kinds_of(kind):
            if name in each.records:
                return each.records[name]
        return None

    def fields(self, kind: str) -> list[str]:
        """The words of everything an event of a kind may record."""
        return list(dict.fromkeys(f.words for each in self._and_kinds_of(kind) for f in each.records.values()))

    def fields_are_known(self, kind: str) -> bool:
        """Whether everything an event of a kind may record could be read."""
        return not any(each.name in self.unreadable for each in self._family(kind))

    def _family(self, kind: str) -> Iterator[EventKind]:
        """The kinds that are this kind, and those that it is."""
        yield from self._and_kinds_of(kind)
        yield from (each for each in self.vocabulary.events.values() if kind in each.kinds)

    def _and_kinds_of(self, kind: str) -> Iterator[EventKind]:
        this = self.vocabulary.events[kind]
        yield this
        if len(this.kinds) > 1:  # itself is one of them
            yield from (each for name, each in self.vocabulary.events.items() if name != kind and name in this.kinds)

    def sets_with(self, value: str) -> list[ValueSet]:
        """The scales and choices that have a value of that spelling."""
        return [s for s in self.vocabulary.value_sets.values() if s.value(value) is not None]

    def event_kind(self, name: n.Name) -> EventKind | None:
        """The kind of event a name means; what is wrong has been reported if None."""
        kind = self.vocabulary.event(name.name)
        if kind is None and self.perhaps.isdisjoint((name.name, *singulars(name.name))):
            words = [k.words for k in self.vocabulary.events.values()]
            number = re.match(rf"({NUMBER})\s+(.+)", name.span.words, re.IGNORECASE)
            if number is not None and self.vocabulary.event(fold(number[2])) is not None:
                hint = f"write the number in figures: “{in_digits(number[1])} {number[2]}”"
                self.findings.report(Code.UNKNOWN_EVENT, f"there is no event “{name.span.text}”", name.span, hint)
                return None
            meant = nearest(name.name, words)
            span = self.declared.get("event " + fold(meant)) if meant else None
            if span is not None:
                hint = f"did you mean “{meant}” ({place(span, name.span)})?"
            else:
                hint = self._some_of_a_kind(name) or did_you_mean(name.name, words) or "declare it under “events”"
            self.findings.report(Code.UNKNOWN_EVENT, f"there is no event “{name.span.text}”", name.span, hint)
        return kind

    def _some_of_a_kind(self, name: n.Name) -> str | None:
        """What to do about `open concerns` where `concern` is a kind of event: nothing tells which of them are open."""
        words = name.name.split(" ")
        for left_out in range(1, len(words)):
            kind = self.vocabulary.event(" ".join(words[left_out:]))
            if kind is not None:
                if " ".join(words[:left_out]) in ("each", "every", "this"):
                    return f"“for each: {kind.words}” gives one duty for each, which is “this {kind.words}” here"
                told = "“latest …”, “first …”, “since …”, “before …”, “after …” or “where (…)”"
                return f"declare it under “events”, or say which “{kind.words}” is meant with {told}"
        return None

    def unknown_name(self, name: n.Name) -> None:
        """Report a name that means nothing here."""
        if self.findings.uses_repealed(name.name, name.span):
            return
        if (day := not_a_day_here(name.span)) is not None:  # 5-Nov-2021, which is one name as it is joined
            self.findings.diagnostics.append(day)
            return
        words = name.span.text
        kind = self.vocabulary.event(name.name)
        if kind is not None:
            message = f"“{words}” is a kind of event; say which one is meant"
            say = f"write “latest {kind.words}”, “first {kind.words}”, “number of …”, “any …” or “no …”"
            self.findings.report(Code.UNKNOWN_NAME, message, name.span, say)
            return
        picks, _, rest = name.name.partition(" ")
        if picks in ("latest", "first") and self.vocabulary.event(rest) is not None:
            message = f"“{words}” is read as a name here, and there is none"
            self.findings.report(Code.UNKNOWN_NAME, message, name.span, f"put it in brackets: “({words})”")
            return
        self.findings.report(
            Code.UNKNOWN_NAME, f"there is no “{words}” in this policy", name.span, self._meant_by(name)
        )

    def _may_be_summed(self, part: str, name: n.Name) -> bool:
        """Whether a part of a name, between hyphens, is something by itself: a name, `today`, `2 years`."""
        folded = fold(part)
        return folded == "today" or folded[:1].isdigit() or self.resolve(n.Name(folded, span=name.span)) is not None

    def _meant_by(self, name: n.Name) -> str:
        """What to write instead of a name that means nothing."""
        if absent(name.name) is not None:
            say = "only data and the defaults of facts and fields say so"
            return f"{say}; say under “when” whom a rule is for, and ask with “is missing”"
        if name.name == REPEALED:
            return (
                "in an amendment it stands behind the name of a rule, in the place of all its keys, and ends the rule"
            )
        if name.name in _ALWAYS:
            return "what always applies has no “when”: leave the key out"
        words = name.name.split(" ")
        parts = name.span.text.split("-")
        if len(parts) > 1 and all(self._may_be_summed(part, name) for part in parts):
            return f"joined by hyphens it is one name; for a difference, write “{' - '.join(parts)}”"
        number = re.fullmatch(NUMBER, name.span.words, re.IGNORECASE)
        figures = str(in_digits(number[0])) if number is not None else length_meant(name.span.words)
        if figures is not None:
            return f"write the number in digits: “{figures}”"
        either = in_two_ways(name.name)
        if either is not None:
            return either
        verb = next((word for word in words[1:] if word in _OTHER_VERBS), None)
        if verb is not None:
            return f"“{verb}” was read as part of a name; a condition says “is” or “is not”"
        here = (name.span.source.name, name.span.line)  # what is being defined is not meant by its own words
        others = (k for k, span in self.declared.items() if (span.source.name, span.line) != here)
        known = [k for k in others if not k.startswith("event ")]
        if self.candidate is not None:
            known += [fold(f) for f in self.fields(self.candidate)]
        meant = nearest(name.name, known)
        if meant is not None and meant in self.declared:
            return f"did you mean “{meant}” (defined {place(self.declared[meant], name.span, 'on ')})?"
        if meant is None and any(name.name in k.records for k in self.vocabulary.events.values()):
            return f"it is recorded of an event: write “{name.name} of …”"
        if meant is None and (some := self._some_of_a_kind(name)) is not None:
            return some
        unit = nearest(name.name, UNITS) if meant is None else None
        if unit is not None:
            return f"did you mean “{unit}”?"
        return did_you_mean(name.name, known) or "declare it under “facts” or “definitions”"


def place(span: Span, here: Span, on: str = "") -> str:
    """Where something is declared, for somebody who looks at another place: its line, and its file if not the same."""
    line = f"line {span.line}"
    return on + line if span.source.name == here.source.name else f"{span.source.name.rsplit('/', 1)[-1]}, {line}"


def short(span: Span) -> str:
    """The author's words on one line, cut where they are long."""
    words = span.words
    return words if len(words) <= 60 else words[:57] + "…"


def choice(values: tuple[str, ...]) -> str:
    """`low, middling or high`, as they are written in a sentence; only the first of a long list."""
    values = tuple(map(in_expression, values))
    shown = values if len(values) <= MOST_OFFERED else (*values[:MOST_OFFERED], "…")
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def unknown_value(span: Span, values: ValueSet, scope: Scope) -> None:
    """Report a spelling that is no value of a scale or of choices."""
    what = "scale" if values.ordered else "choices"
    listed = ", ".join(values.values[:MOST_OFFERED]) + (", …" if len(values.values) > MOST_OFFERED else "")
    message = f"“{short(span)}” is not a value of the {what} “{values.name}” ({listed})"
    hint = did_you_mean(span.text, values.values) or "write one of them"
    scope.findings.report(Code.UNKNOWN_VALUE, message, span, hint)
