"""From lark's parse tree to the parsed nodes of expressions; a mistake found here is reported, the rest still built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from lark import Token, Tree

from ilacs_rules.language import nodes as n
from ilacs_rules.language.dates import MONTH_NAMES, month_length
from ilacs_rules.language.durations import LONGEST, UNITS, DaysOfAKind, Duration, duration
from ilacs_rules.language.names import fold, in_expression
from ilacs_rules.language.number_words import in_digits
from ilacs_rules.language.stretches import CYCLES, Months
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_NO_LEAP_YEAR = 2023
_ON_OR = {"filter_before", "filter_after", "date_test", "after"}  # rules in which “on or after” has its place
MOST_EVENTS = 100  # of `latest 3 checks`
_SIGNS = {sign.value: sign for sign in n.Relation}


class ExpressionBuilder:
    """Builds expressions from one parse tree, bottom up by recursion; the parser has bounded the depth of the tree.

    A rule that is a node made of its parts, or of a list of them, stands in the table `OF_PARTS` or `OF_A_LIST` beside
    the nodes (`once`, `window`, `field_of`); any other has a method of its own here.
    """

    of_parts: ClassVar[Mapping[str, n.Makes]] = n.OF_PARTS
    of_a_list: ClassVar[Mapping[str, n.Makes]] = n.OF_A_LIST

    def __init__(self, source: Source, offset: int = 0) -> None:
        self.source = source
        self.offset = offset  # where in the source the text begins that was parsed
        self.diagnostics: list[Diagnostic] = []

    def build(self, item: Any) -> Any:
        """The node of a parse tree."""
        rule = str(item.data)
        if rule not in _ON_OR:
            self._check_bare(item)
        if rule in self.of_parts or rule in self.of_a_list:
            parts = [self.build(child) for child in item.children if isinstance(child, Tree)]
            if rule in self.of_parts:
                return self.of_parts[rule](*parts, span=self.span(item))
            return self.of_a_list[rule](tuple(parts), span=self.span(item))
        method: Callable[[Tree[Token]], Any] = getattr(self, f"_{rule}")
        return method(item)

    def span(self, item: Tree[Token] | Token) -> Span:
        """The place of a part of the parse tree."""
        where = item if isinstance(item, Token) else item.meta
        return Span(self.source, (where.start_pos or 0) + self.offset, (where.end_pos or 0) + self.offset)

    def _check_bare(self, t: Tree[Token]) -> None:
        """A due date counts `after` a day; `on or after` belongs to conditions and filters."""
        for token in t.children:
            if isinstance(token, Token) and token.type in ("AFTER", "BEFORE") and " " in token:
                bare = words_of(token).split()[-1]
                message = f"“{words_of(token)}” cannot stand here: a due date counts “{bare}” a day"
                self.error(Code.AFTER_EXPECTED, message, self.span(token), f"write “{bare}”")

    def error(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Report a mistake."""
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    # -------------------------------------------------------------------------------------------- expressions

    def _or_(self, t: Tree[Token]) -> n.Expr:
        items = tuple(map(self.build, t.children))
        for item in items:
            if isinstance(item, n.And):
                self.error(
                    Code.AND_WITH_OR,
                    "“and” together with “or” can be read in two ways",
                    self.span(t),
                    f"put brackets round what belongs together, for example “({item.span.text})”",
                )
                break
        return n.Or(items, span=self.span(t))

    def _compare(self, t: Tree[Token]) -> n.Expr:
        left, sign, right = t.children
        node = self.build(right)
        test = n.ComparisonTest(_SIGNS[str(sign)], node, n.Wording.SIGN, span=self.span(sign).to(node.span))
        return n.Is(self.build(left), test, span=self.span(t))

    def _is_(self, t: Tree[Token]) -> n.Expr:
        negated = len(t.children) == 4
        return n.Is(self.build(t.children[0]), self.build(t.children[-1]), negated, span=self.span(t))

    def _counting(self, t: Tree[Token]) -> n.Expr:
        bound, count = self._bound(t.children[0])
        negated = len(t.children) == 5
        items, test = self.build(t.children[1]), self.build(t.children[-1])
        return n.Counting(bound, count, items, test, negated, span=self.span(t))

    def _bound(self, t: Any) -> tuple[n.Bound, int | None]:
        bound = n.Bound(words_of(t.children[0]))
        return bound, self.count(t.children[1]) if len(t.children) > 1 else None

    def count(self, t: Any) -> int:
        """A whole number, in digits or as a word up to twelve."""
        (token,) = t.children
        return in_digits(token) if token.type == "NUMBER_WORD" else self._whole(token)

    def _whole(self, token: Token) -> int:
        if "." in token:
            whole = int(Decimal(token))
            hint = f"write {whole} or {whole + 1}"
            self.error(Code.NOT_A_COUNT, f"“{token}” is not a whole number", self.span(token), hint)
            return 1
        return int(token)

    def _select(self, t: Tree[Token]) -> n.Expr:
        picks, history = t.children
        return n.Select(n.Picks(words_of(picks)), self.build(history), span=self.span(t))

    def _lot(self, t: Tree[Token]) -> n.Expr:
        tokens = [part for part in t.children if isinstance(part, Token)]
        period, *where = (self.build(part) for part in t.children if isinstance(part, Tree))
        seed = next((str(token)[1:-1] for token in tokens if token.type == "STRING"), None)
        share, *rest = (self._whole(token) for token in tokens if token.type == "NUMBER")
        out_of = rest[0] if rest else None
        if share == 0 or (out_of is not None and share > out_of):
            message = "a share is one of several: of none nobody is drawn, and no more can be drawn than there are"
            self.error(Code.NOT_A_COUNT, message, self.span(t), "write for example “1 in 10 drawn by lot each …”")
        return n.Lot(share, out_of, period, where[0] if where else None, seed, span=self.span(t))

    def _several(self, t: Tree[Token]) -> n.Expr:
        picks, number, history = t.children
        count = int(str(number)) if str(number).isdigit() else 0
        if not 1 <= count <= MOST_EVENTS:
            message = f"“{words_of(picks)} {number} …” needs a whole number of events"
            self.error(Code.NOT_A_COUNT, message, self.span(number), f"write a number from 1 to {MOST_EVENTS}")
            count = 1
        return n.Several(n.Picks(words_of(picks)), count, self.build(history), span=self.span(t))

    def _history(self, t: Tree[Token]) -> n.History:
        kind, *filters = map(self.build, t.children)
        return n.History(kind, tuple(filters), span=self.span(t))

    def _since(self, t: Tree[Token]) -> n.Filter:
        return n.Within(self.build(t.children[0]), None, span=self.span(t))

    def _until(self, t: Tree[Token]) -> n.Filter:
        return n.Within(None, self.build(t.children[0]), span=self.span(t))

    def _filter_before(self, t: Tree[Token]) -> n.Filter:
        included = words_of(t.children[0]) == "on or before"
        return n.Within(None, self.build(t.children[1]), high_included=included, span=self.span(t))

    def _filter_after(self, t: Tree[Token]) -> n.Filter:
        included = words_of(t.children[0]) == "on or after"
        return n.Within(self.build(t.children[1]), None, low_included=included, span=self.span(t))

    # -------------------------------------------------------------------------------------------- tests after `is`

    def _equal(self, t: Tree[Token]) -> n.Test:
        return n.ComparisonTest(n.Relation.EQUAL, self.build(t.children[0]), n.Wording.IS, span=self.span(t))

    def _sign_test(self, t: Tree[Token]) -> n.Test:
        sign, right = t.children
        return n.ComparisonTest(_SIGNS[str(sign)], self.build(right), n.Wording.SIGN, span=self.span(t))

    def _scale_or(self, t: Tree[Token]) -> n.Test:
        right, words = t.children
        relation = n.Relation.AT_LEAST if words_of(words) == "or better" else n.Relation.AT_MOST
        return n.ComparisonTest(relation, self.build(right), n.Wording.SCALE, span=self.span(t))

    def _scale_than(self, t: Tree[Token]) -> n.Test:
        words, right = t.children
        relation = n.Relation.MORE if words_of(words) == "better than" else n.Relation.LESS
        return n.ComparisonTest(relation, self.build(right), n.Wording.SCALE, span=self.span(t))

    def _bound_test(self, t: Tree[Token]) -> n.Test:
        words, right = t.children
        relation = n.Relation.AT_LEAST if words_of(words) == "at least" else n.Relation.AT_MOST
        return n.ComparisonTest(relation, self.build(right), n.Wording.BOUND, span=self.span(t))

    def _date_test(self, t: Tree[Token]) -> n.Test:
        words, right = t.children
        relation = {
            "before": n.Relation.LESS,
            "on or before": n.Relation.AT_MOST,
            "after": n.Relation.MORE,
            "on or after": n.Relation.AT_LEAST,
        }[words_of(words)]
        return n.ComparisonTest(relation, self.build(right), n.Wording.DATE, span=self.span(t))

    def _recorded(self, t: Tree[Token]) -> n.Test:
        return n.Recorded(words_of(t.children[0]) == "recorded", span=self.span(t))

    # -------------------------------------------------------------------------------------------- values

    def _arithmetic(self, t: Tree[Token]) -> n.Expr:
        left, sign, right = t.children
        return n.Arithmetic(n.Sign(str(sign)), self.build(left), self.build(right), span=self.span(t))

    def _fields_of(self, t: Tree[Token]) -> n.Expr:
        fields, of = map(self.build, t.children)
        return n.ListOf(fields.items, of, span=self.span(t))

    def _name(self, t: Tree[Token]) -> n.Name:
        return n.Name(fold(" ".join(str(token) for token in t.children)), span=self.span(t))

    _lone_name = _name

    def _today(self, t: Tree[Token]) -> n.Expr:
        return n.Today(span=self.span(t))

    def _number(self, t: Tree[Token]) -> n.Expr:
        text = str(t.children[0])
        return n.Literal(Decimal(text) if "." in text else int(text), span=self.span(t))

    def _text(self, t: Tree[Token]) -> n.Expr:
        return n.Literal(str(t.children[0])[1:-1], span=self.span(t))

    def _yes_or_no(self, t: Tree[Token]) -> n.Expr:
        return n.Literal(words_of(t.children[0]) == "yes", span=self.span(t))

    def _day(self, t: Tree[Token]) -> n.Expr:
        from ilacs_rules.language.days import read_day

        day, problem = read_day(str(t.children[0]), self.span(t))
        if problem is not None:
            self.diagnostics.append(problem)
        return n.Literal(day if day is not None else date(1, 1, 1), span=self.span(t))

    def _duration(self, t: Tree[Token]) -> n.Expr:
        number, unit = t.children
        return n.Literal(self.length(str(number), str(unit), self.span(t)), span=self.span(t))

    def _kind_days(self, t: Tree[Token]) -> n.Expr:
        number, words = t.children
        count = self.length(str(number), "days", self.span(t)).amount
        return n.Literal(DaysOfAKind(count, fold(str(words)).removesuffix("s")), span=self.span(t))

    def length(self, number: str, unit: str, span: Span) -> Duration:
        """A length of time of a whole number of units, within reason."""
        if "." in number:
            message = f"“{number} {unit}”: a length of time is a whole number of {unit}"
            self.error(Code.NOT_A_COUNT, message, span, _in_whole_units(number, unit))
            return duration(1, unit)
        length = duration(int(number), unit)
        if length.amount > LONGEST:
            message = f"“{number} {unit}” is longer than any policy"
            self.error(Code.BAD_NUMBER, message, span, f"the limit is {LONGEST} {length.kind.value}")
            return duration(1, unit)
        return length

    def _list_call(self, t: Tree[Token]) -> n.Expr:
        words, argument = t.children
        return n.Call(words_of(words), (self.build(argument),), span=self.span(t))

    def _between_call(self, t: Tree[Token]) -> n.Expr:
        words, low, high = t.children
        return n.Call(words_of(words), (self.build(low), self.build(high)), span=self.span(t))

    def _period_call(self, t: Tree[Token]) -> n.Expr:
        words, period, _, day = t.children
        return n.Call(words_of(words).removesuffix(" the"), (self.build(period), self.build(day)), span=self.span(t))

    def _period(self, t: Tree[Token]) -> n.Period:
        if isinstance(t.children[0], Tree):
            name = self.build(t.children[0])
            return n.Period(in_expression(name.name), None, span=self.span(t))
        if len(t.children) == 1:
            words = words_of(t.children[0])
            return n.Period(words, CYCLES[words], span=self.span(t))
        number, name = str(t.children[1]).split()
        day, month = int(number), MONTH_NAMES.index(name.capitalize()) + 1
        longest = month_length(_NO_LEAP_YEAR, month)
        if not 1 <= day <= longest:
            name = MONTH_NAMES[month - 1]
            leap = (day, name) == (29, "February")
            why = "only leap years have that day" if leap else f"{name} has {longest} days"
            hint = "write 28 February or 1 March" if leap else f"choose a day from 1 to {longest}"
            message = f"a year cannot be counted from {number} {name}: {why}"
            self.error(Code.NO_SUCH_DAY, message, self.span(t.children[1]), hint)
            day = 1
        return n.Period(f"year from {day} {MONTH_NAMES[month - 1]}", Months(12, month, day), span=self.span(t))


def words_of(token: Any) -> str:
    """A keyword of one or several words as the grammar means it: small letters, single spaces."""
    return " ".join(str(token).lower().split())


def _in_whole_units(number: str, unit: str) -> str:
    """What to write for `1.5 years`: the same in a smaller unit of its kind where that comes out whole."""
    one = duration(1, unit)
    amount = Decimal(number) * one.amount
    whole = amount == int(amount) and one.amount > 1
    return f"write “{int(amount)} {one.kind.value}”" if whole else f"write a whole number of {unit}, or another unit"


def units_hint() -> str:
    """The units of time there are."""
    return "units: " + ", ".join(f"{unit}s" for unit in UNITS)
