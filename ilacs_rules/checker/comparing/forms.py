"""What a version's rules mean, as far as the laws tell: what they bring to one form means the same.

Forms that differ may mean the same or not. Places are dropped; types, scales, kinds of event and labels are told where
they are declared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property

from ilacs_rules.checker.comparing.laws import Asked, in_order
from ilacs_rules.checker.comparing.rewriting import Rewriting
from ilacs_rules.checker.comparing.terms import TermBook, term_of
from ilacs_rules.language.types import is_length
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, TableRow, Version


class Forms:
    """The forms of one version's expressions.

    `called` says what a definition is known by. Without it each stands for its body, so that a name given, taken away
    or changed makes no difference; with it, only what stands in the expression itself is looked at.
    """

    def __init__(
        self, version: Version, terms: TermBook, laws: Rewriting, called: Callable[[str], Hashable] | None = None
    ) -> None:
        self.version = version
        self._terms = terms
        self._laws = laws
        self._called = called
        self._bodies: dict[str, int] = {}

    def definition(self, name: str) -> int:
        """The form of a definition."""
        body = self.version.definitions[name].body
        return self._table(body) if isinstance(body, DecisionTable) else self.value(body)

    def value(self, node: tree.Node) -> int:
        """The form of an expression of which the value is asked."""
        return self._form(node, Asked.VALUE)

    def condition(self, node: tree.Node | None) -> int | None:
        """The form of an expression of which it is only asked whether it holds, if there is one."""
        return None if node is None else self._form(node, Asked.HOLDS)

    def maybe(self, node: tree.Node | None) -> int | None:
        """The form of an expression of which the value is asked, if there is one."""
        return None if node is None else self.value(node)

    def history(self, history: tree.History) -> int:
        """The form of a choice of events. What belongs to a kind is a matter of the kinds, and told there."""
        return self._form(history, Asked.VALUE)

    def _form(self, part: tree.Node | tree.History, asked: Asked) -> int:
        return self._laws.normal(term_of(part, self._terms, self._stands), asked)

    def _stands(self, node: tree.Named) -> int:
        """What a name stands for: its body, as it is written; or that it is the name."""
        if self._called is not None:
            return self._terms.of(("definition", self._called(node.name)))
        if node.name not in self._bodies:
            body = self.version.definitions[node.name].body
            self._bodies[node.name] = (
                self._table(body) if isinstance(body, DecisionTable) else term_of(body, self._terms, self._stands)
            )
        return self._bodies[node.name]

    # -------------------------------------------------------------------------------------------- tables

    def _table(self, table: DecisionTable) -> int:
        """A decision table; its rows in any order where that says nothing, and its columns in any order.

        An input that no row tests is one still: where no row matches it may be nothing, and so is then the answer.
        """
        inputs = [self.value(node) for node in table.inputs]
        rows = [self._row(table, inputs, row) for row in table.rows]
        if not in_order(table):
            rows.sort()
        default = None if table.default is None else self._outputs(table, table.default)
        return self._terms.of(("table", table.hit_policy, frozenset(inputs), default), *rows)

    def _row(self, table: DecisionTable, inputs: list[int], row: TableRow) -> int:
        tests = frozenset(
            (subject, self.condition(test.condition), test.matches_nothing)
            for subject, test in zip(inputs, row.tests, strict=True)
            if test.condition is not None
        )
        return self._terms.of(("row", tests, self._outputs(table, row.outputs)))

    def _outputs(self, table: DecisionTable, outputs: tuple[tree.Node, ...]) -> Hashable:
        """Several outputs are told apart by name; a single one needs none. Where rows go by rank, the order matters."""
        words = table.output_words if len(outputs) > 1 else ("",)
        found = [(word, self.value(output)) for word, output in zip(words, outputs, strict=True)]
        return tuple(found) if table.hit_policy.ranks else frozenset(found)


class FormsWithoutLengths(Forms):
    """The same, where a length of time that is asked for has one form: of it is asked what it comes to.

    What stands inside of another expression has its own form, lengths of time too.
    """

    def value(self, node: tree.Node) -> int:
        """The form of an expression of which the value is asked; one for all lengths."""
        return self._terms.of(("length",)) if is_length(node.type) else self._whole.value(node)

    @cached_property
    def _whole(self) -> Forms:
        return Forms(self.version, self._terms, self._laws)
