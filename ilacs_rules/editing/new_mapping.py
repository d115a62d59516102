"""A mapping begun for a table: which column is what, as far as headings and cells tell it; what they do not is asked.

Nothing is guessed that would be read wrongly without anybody noticing: what is only likely stands in the mapping with a
question beside it, and an order of days that can be read in two ways is left to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ilacs_rules.cases.columns_seen import ColumnSeen, columns_seen
from ilacs_rules.cases.day_order import DayOrder
from ilacs_rules.cases.events import DAYS
from ilacs_rules.cases.mapping import CALLED
from ilacs_rules.editing.new_files import CannotBeginError, NewText
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Basic, ValueSet
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.show import in_brackets
from ilacs_rules.text.diagnostics import has_errors
from ilacs_rules.text.nearest import nearest
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.workspace import Workspace

_ASK = "# ? "
_MOST_NAMED = 5
_A_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?([T ].*)?|\d{1,2}[/. -]\d{1,2}[/. -]\d{4}|\d{1,2} [A-Za-z]{3,9}\.? \d{4}")
_HEADINGS_OF_DAYS = (  # keys of an event, and words that a heading of its column may hold; the first that fits is taken
    ("publication", ("publication", "published", "publish", "report date", "issued")),
    ("start", ("start", "from", "begin", "began", "first day")),
    ("end", ("end", "ended", "to", "finish", "last day", "completed")),
    ("on", ("on", "date", "day", "visited", "when")),
)


def new_mapping(workspace: Workspace, policy: Where, table: Path) -> NewText:
    """A mapping for a table of events, or its part for one of facts, in a file beside it.

    Raises PolicyError where the policy or the table cannot be used, and CannotBeginError where no column can be a kind
    of event, nor a fact.
    """
    vocabulary = workspace.load(policy).vocabulary
    columns, found = columns_seen(table)
    if not columns or has_errors(found):
        raise PolicyError(found)
    draft = _Draft(vocabulary, columns)
    of_facts = not draft.tells_what_happened() and draft.tells_facts()
    lines = draft.facts(table) if of_facts else draft.lines()
    text = "\n".join([*_head(table), *lines]) + "\n"
    path = table.with_name(f"{table.stem}.mapping.yaml")
    answer = f"answer what it asks: each question stands on a line with “{_ASK.strip()}”; then take the line away"
    steps = [answer if _ASK in text else "read it through"]
    unused = [f"not used: {why}" for _, why in draft.unused()]
    if of_facts:
        begin = f"begin the mapping of the table of events that belongs to it: ilacs-rules new mapping {policy} TABLE"
        return NewText(path, text, (*steps, *unused, begin, "put what stands here at the end of that mapping"))
    steps += [
        *unused,
        "say under “complete from” since when all events of a kind are told; where nothing is said, all are",
        f"see what it reads: ilacs-rules plan {policy} {table.as_posix()} --mapping {path.as_posix()} --on DATE",
    ]
    return NewText(path, text, tuple(steps))


def _head(table: Path) -> Iterator[str]:
    yield f"# How to read {table.name}. Every key is explained in docs/cases.md."


@dataclass
class _Draft:
    """Columns are taken one by one; what is left in the end is not read."""

    vocabulary: Vocabulary
    columns: list[ColumnSeen]
    taken: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[str]:
        kind = list(self._kind())
        days = dict(self._days())
        yield "events:"
        yield from self._case()
        yield from kind
        yield from (f"  {key}: {in_brackets(days[key].heading)}" for key in DAYS if key in days)
        yield from self._source()
        yield from self._order(list(days.values()))
        records = {name: record for kind in self.vocabulary.events.values() for name, record in kind.records.items()}
        fields = list(self._fields(records))
        yield from self._told(fields)
        yield from self._ignored()
        yield from self._complete()

    def facts(self, table: Path) -> Iterator[str]:
        """The part of a mapping that reads a table of facts: one row for each case."""
        yield "facts:"
        yield f"  table: {in_brackets(table.name)}"
        yield from self._case()
        fields = list(self._fields(self.vocabulary.facts))
        yield from self._order([column for kind, column, _ in fields if kind.type is Basic.DATE])
        yield from self._told(fields)
        yield from self._ignored()

    def tells_what_happened(self) -> bool:
        """Whether the texts of a column name kinds of event."""
        return any(self._kinds_in(each) for each in self._free())

    def tells_facts(self) -> bool:
        """Whether a column is called as a fact is."""
        return any(self._meant(each, self.vocabulary.facts)[0] is not None for each in self.columns)

    def unused(self) -> list[tuple[list[str], str]]:
        """The columns that are not read, by the reason, with that in words."""
        left = [each for each in self.columns if each.heading not in self.taken]
        facts = [each.heading for each in left if self._meant(each, self.vocabulary.facts)[0] is not None]
        empty = [each.heading for each in left if not each.texts and each.heading not in facts]
        others = [each.heading for each in left if each.heading not in (*facts, *empty)]
        reasons = (
            (facts, "facts stand in a table of their own, see “facts” in docs/cases.md"),
            (empty, "nothing stands in it" if len(empty) == 1 else "nothing stands in them"),
            (others, "nothing that the policy has recorded goes by such a name"),
        )
        return [(headings, f"{_some(headings)}: {why}") for headings, why in reasons if headings]

    def _told(self, fields: list[tuple[FactKind, ColumnSeen, list[str]]]) -> Iterator[str]:
        if fields:
            yield "  fields:"
            yield from (line for _, _, lines in fields for line in lines)
        yield from self._spellings([(kind, column) for kind, column, _ in fields])

    def _ignored(self) -> Iterator[str]:
        unused = self.unused()
        yield from (f"  # Not used: {why}." for _, why in unused)
        left = [in_brackets(each.heading) for each in self.columns if each.heading not in self.taken]
        if left:
            yield f"  ignore: [{', '.join(left)}]"

    def _take(self, column: ColumnSeen) -> str:
        self.taken.add(column.heading)
        return in_brackets(column.heading)

    def _free(self) -> list[ColumnSeen]:
        return [each for each in self.columns if each.heading not in self.taken]

    # ---------------------------------------------------------------------------------------- what a row is

    def _case(self) -> Iterator[str]:
        subject = fold(self.vocabulary.subject).split(" ")
        called = ("case", " ".join(subject), subject[-1], *CALLED["case"])
        column = next((each for name in called for each in self._free() if fold(each.heading) == name), None)
        if column is None and self._free():
            column = max(self._free(), key=lambda each: (subject[-1] in fold(each.heading).split(" "), len(each.texts)))
            yield f"  {_ASK}is this the column that says which {self.vocabulary.subject} a row is about?"
        if column is None:
            raise CannotBeginError(f"no column is left that could say which {self.vocabulary.subject} a row is about")
        yield f"  case: {self._take(column)}"

    def _kind(self) -> Iterator[str]:
        """The column whose texts name kinds of event, or begin the name of one each."""
        told = [(each, self._kinds_in(each)) for each in self._free()]
        column, kinds = max(told, key=lambda each: sum(each[0].texts[text] for text in each[1]), default=(None, {}))
        if column is None or not kinds:
            events = ", ".join(kind.words for kind in self.vocabulary.events.values() if not kind.repealed)
            raise CannotBeginError(f"no column says what happened, in the words of the policy: {events}")
        heading = self._take(column)
        if all(fold(text) == fold(kind) for text, kind in kinds.items()) and len(kinds) == len(column.texts):
            yield f"  event: {heading}"
            return
        yield "  event:"
        for kind in dict.fromkeys(kinds.values()):
            texts = [in_brackets(text) for text, of in kinds.items() if of == kind]
            if any(fold(text) != fold(kind) for text, of in kinds.items() if of == kind):
                yield f"    {_ASK}is it a {kind} where “{heading}” says so?"
            said = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
            yield f"    {in_brackets(kind)}: {{{heading}: {said}}}"
        unknown = [text for text in column.texts if text not in kinds]
        if unknown:
            yield f"    {_ASK}what are rows where it says {_some(unknown)}? See “leave out” in docs/cases.md."

    def _kinds_in(self, column: ColumnSeen) -> dict[str, str]:
        kinds = [kind for kind in self.vocabulary.events.values() if not kind.repealed]
        found: dict[str, str] = {}
        for text in column.texts:
            exact = self.vocabulary.event(text)
            begun = [kind for kind in kinds if fold(text) in (fold(kind.label), *fold(kind.words).split(" "))]
            if exact is not None:
                found[text] = exact.words
            elif len(begun) == 1:
                found[text] = begun[0].words
        return found

    # ---------------------------------------------------------------------------------------- days

    def _days(self) -> Iterator[tuple[str, ColumnSeen]]:
        for key, words in _HEADINGS_OF_DAYS:
            for column in self._free():
                heading = f" {fold(column.heading)} "
                if any(f" {word} " in heading for word in words) and _are_days(column):
                    self._take(column)
                    yield key, column
                    break

    def _order(self, columns: list[ColumnSeen]) -> Iterator[str]:
        texts = [text for column in columns for text in column.texts]
        orders = [order for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST) if _all_read(order, texts)]
        if not any(text[:4].isdecimal() is False for text in texts) or not orders:
            return
        if len(orders) == 1:
            yield f"  dates: {orders[0]}"
        else:
            yield f"  {_ASK}are days written “day first” or “month first”? Write it, as “dates: day first”."

    def _source(self) -> Iterator[str]:
        column = next((each for each in self._free() if fold(each.heading) == "source"), None)
        if column is not None:
            yield f"  source: {self._take(column)}"

    # ---------------------------------------------------------------------------------------- what is recorded

    def _fields(self, records: Mapping[str, FactKind]) -> Iterator[tuple[FactKind, ColumnSeen, list[str]]]:
        for column in self._free():
            kind, exact = self._meant(column, records)
            if kind is not None:
                line = f"    {in_brackets(kind.words)}: {self._take(column)}"
                yield kind, column, [line] if exact else [f"    {_ASK}is this the {kind.words}?", line]

    @staticmethod
    def _meant(column: ColumnSeen, records: Mapping[str, FactKind]) -> tuple[FactKind | None, bool]:
        """What of that is recorded a column is called as, if it is one thing alone; and whether it is just its name."""
        heading = fold(column.heading)
        exact = [each for name, each in records.items() if heading in (name, fold(each.shown))]
        said = set(heading.split(" "))
        likely = [each for name, each in records.items() if said <= (own := set(name.split(" "))) or own <= said]
        if exact:
            return exact[0], True
        return (likely[0] if len(likely) == 1 else None), False

    def _spellings(self, fields: list[tuple[FactKind, ColumnSeen]]) -> Iterator[str]:
        spelt: dict[str, str] = {}
        unknown: Counter[str] = Counter()
        for kind, column in fields:
            if isinstance(kind.type, ValueSet):
                for text, count in column.texts.items():
                    if kind.type.in_data(text) is None:
                        meant = nearest(fold(text), [fold(value) for value in kind.type.values])
                        value = None if meant is None else kind.type.value(meant)
                        if value is None:
                            unknown[text] += count
                        else:
                            spelt[text] = value
        if spelt:
            yield f"  {_ASK}are these the values that are meant?"
            yield "  spellings:"
            yield from (f"    {in_brackets(text)}: {in_brackets(value)}" for text, value in spelt.items())
        if unknown:
            texts = _some([text for text, _ in unknown.most_common()])
            yield f"  {_ASK}no value of the policy is called {texts}: what do they mean? Say it under “spellings”."

    def _complete(self) -> Iterator[str]:
        """Kinds of event that are not in the table are not taken as never having happened."""
        read = [column for column in self.columns if column.heading in self.taken]
        seen = {fold(kind) for column in read for kind in self._kinds_in(column).values()}
        kinds = self.vocabulary.events.values()
        missing = [kind for kind in kinds if not kind.repealed and not kind.kinds & seen]
        if missing:
            yield "# Of these the table holds nothing, so nothing is concluded from there being none."
            yield "complete from:"
            yield from (f"  {in_brackets(kind.words)}: never" for kind in missing)


def _some(texts: list[str]) -> str:
    """The first few of some texts, quoted."""
    return ", ".join(f"“{text}”" for text in texts[:_MOST_NAMED]) + (" and others" if len(texts) > _MOST_NAMED else "")


def _are_days(column: ColumnSeen) -> bool:
    days = sum(count for text, count in column.texts.items() if _A_DAY.fullmatch(text))
    return bool(days) and 10 * days >= 9 * column.texts.total()


def _all_read(order: DayOrder, texts: list[str]) -> bool:
    """Whether all that is not written year first is read in an order."""
    others = [text for text in texts if not text[:4].isdecimal()]
    return all(order.year_first(text) != text for text in others)
