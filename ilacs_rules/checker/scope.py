"""What names mean at one place of a policy, and where findings and uses are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ilacs_rules.checker import tree
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Basic, EventType, Type, ValueSet
from ilacs_rules.language.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean, nearest
from ilacs_rules.text.source import Span


@dataclass
class Findings:
    """Diagnostics and uses gathered while one version is checked."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # folded names of definitions
    working_days: list[Span] = field(default_factory=list)  # where a calendar is needed

    def report(
        self,
        code: Code,
        message: str,
        span: Span,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Add a finding."""
        self.diagnostics.append(Diagnostic(code, message, span, hint, related))


@dataclass(frozen=True)
class Scope:
    """The names one can use at a place. `definition` gives the type of a definition, None if there is none."""

    vocabulary: Vocabulary
    findings: Findings
    definition: Callable[[str], Type | None]
    declared: dict[str, Span]  # where definitions and facts are declared, for “did you mean”
    unreadable: frozenset[str] = frozenset()
    this: str | None = None  # the kind a `for each` is about
    candidate: str | None = None  # the kind a `where` looks at

    def looking_at(self, kind: str) -> Scope:
        """The scope inside `where (…)` of a history of a kind."""
        return replace(self, candidate=kind)

    def for_each(self, kind: str) -> Scope:
        """The scope of a requirement with one instance for each event of a kind."""
        return replace(self, this=kind)

    def error(self, span: Span) -> tree.Node:
        """A node for what could not be understood and has been reported; it agrees with every type."""
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
            return tree.Named(folded, type=type_, span=span)
        if folded in self.vocabulary.facts:
            return tree.Fact(folded, type=self.vocabulary.facts[folded].type, span=span)
        if folded.endswith(" in hand"):
            kind = self.vocabulary.event(folded.removesuffix(" in hand"))
            if kind is not None:
                return tree.InHand(kind.name, type=EventType(kind.name), span=span)
        if folded in self.unreadable:
            return self.error(span)
        return None

    def field(self, kind: str, name: str) -> FactKind | None:
        """What an event of a kind, or of a kind that is one, records under a folded name."""
        for each in self._and_kinds_of(kind):
            if name in each.records:
                return each.records[name]
        return None

    def fields(self, kind: str) -> list[str]:
        """The words of everything an event of a kind may record."""
        return list(dict.fromkeys(f.words for each in self._and_kinds_of(kind) for f in each.records.values()))

    def _and_kinds_of(self, kind: str) -> Iterator[EventKind]:
        yield self.vocabulary.events[kind]
        for name, each in self.vocabulary.events.items():
            if name != kind and name in self.vocabulary.events[kind].kinds:
                yield each

    def sets_with(self, value: str) -> list[ValueSet]:
        """The scales and choices that have a value of that spelling."""
        return [s for s in self.vocabulary.value_sets.values() if s.value(value) is not None]

    def event_kind(self, name: n.Name) -> EventKind | None:
        """The kind of event a name means; what is wrong has been reported if None."""
        kind = self.vocabulary.event(name.name)
        if kind is None and name.name not in self.unreadable:
            words = [k.words for k in self.vocabulary.events.values()]
            meant = nearest(name.name, words)
            hint = did_you_mean(name.name, words)
            self.findings.report(
                Code.UNKNOWN_EVENT, f"there is no event “{name.span.text}”", name.span, self._placed(hint, meant)
            )
        return kind

    def _placed(self, hint: str | None, meant: str | None) -> str | None:
        span = self.declared.get("event " + fold(meant)) if meant else None
        if hint is None or span is None:
            return hint
        return f"{hint[:-1]} ({span.source.name.rsplit('/', 1)[-1]}, line {span.line})?"

    def unknown_name(self, name: n.Name) -> None:
        """Report a name that means nothing here."""
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
        known = [k for k in self.declared if not k.startswith("event ")]
        if self.candidate is not None:
            known += [fold(f) for f in self.fields(self.candidate)]
        meant = nearest(name.name, known)
        hint = did_you_mean(name.name, known)
        if meant is not None and meant in self.declared:
            hint = f"did you mean “{meant}” (defined on line {self.declared[meant].line})?"
        if meant is None:
            owner = next((k for k in self.vocabulary.events.values() if name.name in k.records), None)
            if owner is not None:
                hint = f"it is recorded of an event: write “{name.name} of …”"
        self.findings.report(Code.UNKNOWN_NAME, f"there is no “{words}” in this policy", name.span, hint)


def short(span: Span) -> str:
    """The author's words on one line, cut where they are long."""
    words = " ".join(span.text.split())
    return words if len(words) <= 60 else words[:57] + "…"
