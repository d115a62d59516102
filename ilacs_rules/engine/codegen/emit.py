"""Writes Python for nodes of the checked tree, using what is known beforehand of which values can be absent.

An `Emitter` writes one generated function; those for `where`, for tests of list items and for what is nested too
deeply are emitters of their own, which share the names and tell what they need from around them. The meaning is that
of `traced`: a property test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword

from ilacs_rules.engine import logic, meaning
from ilacs_rules.engine.codegen import emit_tests, emit_values
from ilacs_rules.engine.codegen.writing import Body, Names, Operand
from ilacs_rules.engine.logic import TRUTHS, Join
from ilacs_rules.engine.program import Program
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.tree import Node

_DEEP = 12  # blocks nested deeper than this are written as a function of their own


@dataclass(slots=True)
class Writer:
    """What the emitters of one generated module share."""

    program: Program
    names: Names
    functions: list[str]  # the source of functions, each after those it calls
    facts_present: bool  # facts are known to be there, so that no code is needed for absent ones
    definitions: dict[str, Operand]  # those already worked out


class Emitter:
    """Writes the body of one function. `item`, `candidate` and `this` are what it is told of, if anything."""

    def __init__(
        self, writer: Writer, item: Operand | None = None, candidate: Operand | None = None, this: Operand | None = None
    ) -> None:
        self.writer = writer
        self.body = Body(writer.names)
        self.item = item
        self.candidate = candidate
        self.this = this
        self._own: set[str] = set()  # items worked out in this very function

    # -------------------------------------------------------------------------------------------- what is around

    def around(self, operand: Operand | None) -> Operand:
        """An operand from outside the function, which it must then be given."""
        assert operand is not None, "the checker allows a node only where there is something it stands for"
        code = operand.code
        if code not in self._own and code.isidentifier() and not iskeyword(code):  # neither made here nor a literal
            self.body.uses[code] = None
        return operand

    def fact(self, name: str) -> Operand:
        """A fact of the case."""
        absent = not self.writer.facts_present
        return self.around(Operand(fact_variable(self.writer.program, name), absent, absent, simple=True))

    def inner(
        self, node: Node, parameter: str | None, condition: bool, **told: Operand
    ) -> tuple[str, list[str], Operand]:
        """Write a function for a node: its name, what it needs from around it, and what it returns."""
        inner = Emitter(
            self.writer,
            told.get("item", self.item),
            told.get("candidate", self.candidate),
            self.this,
        )
        result = inner.truth(node) if condition else inner.value(node)
        needs = [use for use in inner.body.uses if use != parameter]
        self.body.uses.update((need, None) for need in needs if need not in self._own)
        name = self.writer.names.fresh("h")
        parameters = ", ".join([parameter, *needs] if parameter else needs)
        self.writer.functions.append(inner.body.source(name, parameters, result.code))
        return name, needs, result

    def function_of(self, node: Node, letter: str, told: str) -> str:
        """Code for a function of one argument, `told` (`item` or `candidate`), that tests a condition."""
        parameter = self.writer.names.fresh(letter)
        absent = told == "item"
        operand = Operand(parameter, unknown=absent, nothing=absent, simple=True)
        name, needs, _ = self.inner(node, parameter, condition=True, **{told: operand})
        return f"lambda {parameter}: {name}({', '.join([parameter, *needs])})" if needs else name

    # -------------------------------------------------------------------------------------------- nodes

    def truth(self, node: Node) -> Operand:
        """Code for a condition: true, false or unknown; a yes-or-no that is nothing counts as false."""
        operand = self.value(node)
        if not operand.nothing:
            return operand
        operand = self.body.named(operand)
        return Operand(f"({operand.code} is not NOTHING and {operand.code})", operand.unknown)

    def value(self, node: Node) -> Operand:
        """Code for a value. Lines it needs are written before; a block of lines nested too deeply moves out."""
        if self.body.depth > _DEEP and isinstance(node, tree.And | tree.Or | tree.If | tree.Counting):
            name, needs, result = self.inner(node, None, condition=False)
            return Operand(f"{name}({', '.join(needs)})", result.unknown, result.nothing)
        return self.body.short(self._value(node))

    def _value(self, node: Node) -> Operand:
        body = self.body
        match node:
            case tree.Const(value=value):
                return Operand(emit_tests.literal(body, value), simple=True)
            case tree.Today():
                return self.around(Operand("on", simple=True))
            case tree.Fact(name=name):
                return self.fact(name)
            case tree.Named(name=name):
                return self.around(self.writer.definitions[name])
            case tree.ThisEvent():
                return self.around(self.this)
            case tree.Candidate():
                return self.around(self.candidate)
            case tree.Item():
                return self.around(self.item)
            case tree.Compare(left=left, right=right) if emit_values.may_be_vague(self, node):
                return emit_values.compared_days(self, node)
            case tree.Compare(left=left, right=right):
                return emit_tests.compare(body, node, self.value(left), self.value(right))
            case tree.OneOf(subject=subject, options=options):
                return emit_tests.one_of(body, node, self.value(subject), [self.value(option) for option in options])
            case tree.Between(subject=subject, low=low, high=high) if emit_values.may_be_vague(self, node):
                return emit_values.compared_days(self, node)
            case tree.Between(subject=subject, low=low, high=high):
                return emit_tests.between(body, node, self.value(subject), self.value(low), self.value(high))
            case tree.Recorded(subject=subject):
                any_such = self.writer.program.version.any_such(subject)
                if any_such is not None:
                    return emit_values.value(self, any_such)
                return emit_tests.recorded(body, self.value(subject))
            case tree.And(items=items):
                return self._joined(items, logic.all_of)
            case tree.Or(items=items):
                return self._joined(items, logic.any_of)
            case tree.Not(item=item):
                return self._opposite(self.truth(item))
            case tree.If():
                return self._if(node)
            case tree.Counting():
                return self._counting(node)
            case (
                tree.InHand()
                | tree.Field()
                | tree.Output()
                | tree.DayOf()
                | tree.Arithmetic()
                | tree.ListOf()
                | tree.Call()
                | tree.Select()
                | tree.Several()
                | tree.PeriodOf()
                | tree.Lot()
                | tree.OfCase()
                | tree.ThisCase()
                | tree.Cases()
                | tree.SelectCases()
            ):
                return emit_values.value(self, node)
            case _:
                return self._called(node)

    def _called(self, node: meaning.Plain) -> Operand:
        """Code for a node of which nothing quicker is known: its meaning, called."""
        parts, operation = meaning.operation(node, self.writer.program.arithmetic)
        codes = ", ".join(self.value(part).code for part in parts)
        return Operand(f"{self.body.names.constant(operation)}({codes})", unknown=True)

    def _opposite(self, operand: Operand) -> Operand:
        if not operand.unknown:
            return Operand(f"(not {operand.code})")
        operand = self.body.named(operand)
        kept = " or ".join(f"{operand.code} is {_code(each)}" for each in TRUTHS if logic.opposite(each) is each)
        return Operand(f"({operand.code} if {kept} else not {operand.code})", unknown=True)

    def _joined(self, items: tuple[Node, ...], join: Join) -> Operand:
        """A join of conditions: one is looked at only while those before it have not settled the matter.

        What settles it, and what then comes of two, is read off the truth table.
        """
        body = self.body
        (settled,) = (each for each in TRUTHS if all(join((each, other)) is each for other in TRUTHS))
        word = "or" if settled else "and"
        result = self.truth(items[0])
        temporary = False
        for item in items[1:]:
            with body.aside() as lines:
                operand = self.truth(item)
                if result.unknown or operand.unknown:
                    operand = body.named(operand)
            if not lines and not result.unknown and not operand.unknown:
                result, temporary = Operand(f"({result.code} {word} {operand.code})"), False
                continue
            if not temporary:
                result, temporary = Operand(body.assign(result.code), result.unknown, simple=True), True
            name, code = result.code, operand.code
            body.line(f"if {name} is not {_code(settled)}:")
            body.lines += lines
            with body.indented():
                before = [each for each in TRUTHS if each is not settled and (result.unknown or each is not UNKNOWN)]
                kept = [(each, other) for each in before for other in TRUTHS if join((each, other)) is not other]
                tests = [f"({name} is not {_code(each)} or {code} is not {_code(other)})" for each, other in kept]
                body.line(f"if {' and '.join(tests)}: {name} = {code}" if tests else f"{name} = {code}")
            result = Operand(name, result.unknown or operand.unknown, simple=True)
        return result

    def _if(self, node: tree.If) -> Operand:
        body = self.body
        condition = self.truth(node.condition)
        if condition.unknown:
            condition = body.named(condition)
        with body.aside() as then_lines:
            then = self.value(node.then)
        with body.aside() as else_lines:
            otherwise = self.value(node.otherwise)
        unknown = condition.unknown or then.unknown or otherwise.unknown
        nothing = then.nothing or otherwise.nothing
        is_true = f"{condition.code} is True" if condition.unknown else condition.code
        is_false = f"{condition.code} is False" if condition.unknown else None
        if not then_lines and not else_lines:
            rest = f"{otherwise.code} if {is_false} else UNKNOWN" if is_false else otherwise.code
            return Operand(f"({then.code} if {is_true} else {rest})", unknown, nothing)
        result = self.writer.names.fresh("t")
        blocks = [(f"if {is_true}:", then_lines, then.code)]
        if is_false:
            blocks += [(f"elif {is_false}:", else_lines, otherwise.code), ("else:", [], "UNKNOWN")]
        else:
            blocks.append(("else:", else_lines, otherwise.code))
        for head, lines, code in blocks:
            body.line(head)
            body.lines += lines
            with body.indented():
                body.line(f"{result} = {code}")
        return Operand(result, unknown, nothing, simple=True)

    def _counting(self, node: tree.Counting) -> Operand:
        body = self.body
        bound = body.names.constant(node.bound)
        if not isinstance(node.items, tree.ListOf):
            listed = self.value(node.items)
            test = self.function_of(node.test, "i", "item")
            function = body.names.constant(meaning.counted_items)
            return Operand(f"{function}({bound}, {node.count}, {listed.code}, {test})", unknown=True)
        outer = self.item
        tests = []
        for item in node.items.items:
            self.item = outer
            self.item = body.named(self.value(item))
            self._own.add(self.item.code)
            tests.append(self.truth(node.test))
        self.item = outer
        codes = ", ".join(test.code for test in tests) + ","
        if any(test.unknown for test in tests):
            return Operand(f"{body.names.constant(logic.counted)}({bound}, {node.count}, ({codes}))", unknown=True)
        match node.bound:
            case Bound.ALL | Bound.ANY:
                word = " and " if node.bound is Bound.ALL else " or "
                return Operand(f"({word.join(test.code for test in tests)})")
            case Bound.AT_LEAST | Bound.AT_MOST | Bound.EXACTLY:
                sign = {Bound.AT_LEAST: ">=", Bound.AT_MOST: "<=", Bound.EXACTLY: "=="}[node.bound]
                return Operand(f"({' + '.join(test.code for test in tests)} {sign} {node.count})")


def _code(truth: Truth) -> str:
    return "UNKNOWN" if truth is UNKNOWN else repr(truth)


def fact_variable(program: Program, name: str) -> str:
    """What a fact is called in generated code: its place among the facts."""
    return f"f{list(program.version.vocabulary.facts).index(name)}"
