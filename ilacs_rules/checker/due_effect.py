"""Due sentences that nothing could meet, and parts of them that change nothing: told by the days and lengths written.

Whoever writes “by May, but not before June”, or a window wider than the time it lies in, meant something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ilacs_rules.checker.scope import Findings
from ilacs_rules.checker.written import Written, is_longer
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.durations import DurationKind
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.language.kinds_of_day import WORKING_DAY
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import (
    Complete,
    Lengths,
    Quota,
    Reach,
    Repeat,
    Shape,
    Single,
    StretchFrom,
    ToTheNext,
    has_a_clock,
)
from ilacs_rules.model.version import Requirement
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span


def check_due_effect(
    requirements: Mapping[str, Requirement], written: Written, paused: frozenset[str], findings: Findings
) -> None:
    """Reports lengths of no time (E505), limits that leave no day (E503), and what can change nothing (W510).

    `paused` are the kinds of event whose clocks some pause stops: their dates may move.
    """
    for requirement in requirements.values():
        may_move = requirement.event in paused and has_a_clock(requirement.due.shape)
        _Looking(requirement, written, may_move, findings).all_of_it()


@dataclass(frozen=True)
class _Looking:
    requirement: Requirement
    written: Written
    may_move: bool
    findings: Findings

    def all_of_it(self) -> None:
        told = len(self.findings.diagnostics)
        due = self.requirement.due
        self._lengths(due.shape)
        self._anchor(due)
        self._from_another(due)
        self._others(due.shape)
        if len(self.findings.diagnostics) == told:
            self._lasts()
            self._window(due)
            self._kept(due.shape)
            self._limits(due)
            self._moved(due)

    # -------------------------------------------------------------------------------------------- lengths of no time

    def _lengths(self, shape: Shape) -> None:
        match shape:
            case Repeat(period=period) | Quota(stretch=StretchFrom(period=period)):
                self._some_time(period, "it would be due again at once", "write how long, as in “2 years”")
            case Single(anchor=anchor) if not isinstance(anchor, Complete):
                self._lengths_after(anchor, shape)
            case _:
                pass

    def _lengths_after(self, anchor: tree.Node, shape: Single) -> None:
        match shape:
            case Single(opens=Reach.TOLD):
                pass
            case Single(target=((period, _), *_)) | Single(opens=Reach(), closes=((period, _), *_)):
                self._after_its_day(period, anchor)
            case Single(opens=((low, _), *_), closes=((high, _), *_)):
                self._after_its_day(high, anchor)
                short = self.written.length(low)
                if short is not None and short.amount <= 0 and (self.written.length(high) or short).amount > 0:
                    hint = f"write “within {high.span.words} after {anchor.span.words}”"
                    self._report(Code.NOT_A_COUNT, f"“{low.span.words}” is no time to wait", low.span, hint)
            case _:
                pass

    def _after_its_day(self, length: tree.Node, anchor: tree.Node) -> None:
        why = "what counts begins after the day it is counted from, so that it would always come too late"
        self._some_time(length, why, f"write “on {anchor.span.words}”, or how long after")

    def _some_time(self, node: tree.Node, why: str, hint: str) -> None:
        """Reports a length that is, or may be, no time at all."""
        length = self.written.length(node)
        if length is not None:
            if length.amount <= 0:
                self._report(Code.NOT_A_COUNT, f"“{node.span.words}” is no time: {why}", node.span, hint)
            return
        for each, place in self.written.lengths(node):
            if each.amount <= 0:
                message = f"“{node.span.words}” may be {each}, which is no time: {why}"
                hint = "say under “when” for whom it is due, or give another length there"
                related = ((place.span, "here"),)
                self.findings.report(Code.NO_EFFECT, message, node.span, hint, related)
                return

    # -------------------------------------------------------------------------------------------- other days and rules

    def _anchor(self, due: Due) -> None:
        """Reports what is counted from the day of the question, which is another on every day."""
        match due.shape:
            case Single(anchor=node) | Repeat(anchor=node) | Quota(stretch=StretchFrom(start=node)):
                pass
            case _:
                return
        if isinstance(node, tree.Node) and self.written.is_of_today(node):
            message = f"“{node.span.words}” is the day of the question, so that this moves on with it and is never late"
            hint = "name a day, a fact or a day of an event, as in “end of latest …”"
            self._report(Code.NO_EFFECT, message, node.span, hint)

    def _others(self, shape: Shape) -> None:
        match shape:
            case Quota(stretch=ToTheNext(kinds=kinds, kind=kind)) if self.requirement.accepts <= kinds:
                message = f"what is asked for here is “{kind}” itself, so that none lies between one and the next"
                hint = "write “every …” for what comes again and again, or “at least … in each calendar year”"
                self._report(Code.NO_EFFECT, message, self.requirement.due.span, hint)
            case Quota(bound=Bound.AT_LEAST, count=0):
                why, hint = "“at least 0” asks for nothing", "write how many, or leave the rule out"
                self._report(Code.NOT_A_COUNT, why, self.requirement.due.span, hint)
            case _:
                pass

    # -------------------------------------------------------------------------------------------- what bends it

    def _lasts(self) -> None:
        """Reports what lasts longer than there is time for it."""
        node, lasts, period = self.requirement.lasts, self.written.length(self.requirement.lasts), None
        match self.requirement.due.shape:
            case Single(opens=Reach.DAY_AFTER, closes=((length, _),)):
                period = self.written.length(length)
            case _:
                pass
        if node is not None and lasts is not None and period is not None and is_longer(lasts, period):
            message = f"it lasts {lasts}, and is due within {period}: it could only be done too late"
            self._report(Code.NO_EFFECT, message, node.span, "give it more time, or say otherwise how long it lasts")

    def _window(self, due: Due) -> None:
        """Reports a window that opens before the time it lies in has begun: what is done before that never counts."""
        length = _length_to_the_target(due.shape)
        if due.window is None or length is None:
            return
        before, after = self.written.length(due.window.before), self.written.length(due.window.after)
        period = self.written.length(length)
        if before is not None and period is not None and is_longer(before, period):
            message = f"a window of {before} before what is due {period} on would open before the time has begun"
            to = f"to {after} after" if after is not None else "to … after"
            hint = f"write “from {period} before {to}” if it may be done at any time in it"
            self._report(Code.NO_EFFECT, message, due.window.before.span, hint)

    def _from_another(self, due: Due) -> None:
        """Reports a duty for each event that counts from the latest one: the next event would move all of them."""
        each = self.requirement.for_each
        anchor = None if isinstance(due.shape, Quota) else due.shape.anchor
        if each is None or anchor is None or isinstance(anchor, Complete):
            return
        named = any(isinstance(node, tree.ThisEvent) for node in walk(anchor))
        latest = self.written.of_latest(anchor)
        if named or latest is None or (latest.filters and latest.filters != each.history.filters):
            return  # of other events of its kind, as the last good one where the duty is for a poor one
        if latest.kinds & each.history.kinds:
            kind = each.history.kind
            message = f"there is a duty for each {kind}, and all are counted from the latest: “{anchor.span.words}”"
            hint = (
                f"write “{anchor.day.value} of this {kind}”"
                if isinstance(anchor, tree.DayOf)
                else f"write “… of this {kind}”"
            )
            self._report(Code.COUNTED_FROM_ANOTHER, message, anchor.span, hint)

    def _kept(self, shape: Shape) -> None:
        """Reports a day that is never kept: each time it is counted anew from the last."""
        if isinstance(shape, Repeat) and shape.keeps and shape.anchor is not None:
            latest = self.written.of_latest(shape.anchor)
            kinds = frozenset[str]() if latest is None else latest.kinds
            if self.requirement.accepts <= kinds:
                message = f"“keeping the day” keeps none: “{shape.anchor.span.words}” is another day after each"
                hint = "count from a day that stays, as a fact or “end of first …”"
                self._report(Code.NO_EFFECT, message, shape.anchor.span, hint)

    def _limits(self, due: Due) -> None:
        first, last = self._days(due)
        low, high, until = (self.written.day(each) for each in (due.not_before, due.not_after, due.until))
        if due.until is not None and until is not None and isinstance(due.shape, Repeat):
            target = self.written.reckoned(self.written.day(due.shape.anchor), ((due.shape.period, 1),))
            if target is not None and target > until:
                why = f"it is due for the first time on {target}"
                self._no_day(due.until, f"until {until}", why, "write a later day, or leave the rule out")
        if due.not_before is not None and low is not None:
            if last is not None and low > last:
                hint = f"write “by {low}” or “on {low}” if that day is meant, else an earlier one here"
                self._no_day(due.not_before, f"but not before {low}", f"it is due by {last}", hint)
            elif first is not None and low <= first:
                self._never_bites(due.not_before, f"but not before {low}", f"it opens on {first} at the earliest")
        if due.not_after is not None and high is not None:
            if first is not None and high < first:
                hint = "write a later day here, or an earlier one before it"
                self._no_day(due.not_after, f"but not after {high}", f"it opens on {first} at the earliest", hint)
            elif last is not None and high >= last:
                self._never_bites(due.not_after, f"but not after {high}", f"it is due by {last} at the latest")
            elif isinstance(due.shape, Single) and due.shape.opens is Reach.FIRST_DAY and last is not None:
                message = f"“by {last}” changes nothing: it is due by {high}"
                rest = "" if due.not_before is None else f", but not before {due.not_before.span.words}"
                rest += "" if due.moved is None else f", {due.moved.words}"
                hint = f"write “by {high}{rest}”{'' if rest else ' alone'}"
                self._report(Code.NO_EFFECT, message, due.span, hint)

    def _days(self, due: Due) -> tuple[date | None, date | None]:
        """The first day on which it can open and the last on which it can close, as far as they are written."""
        match due.shape:
            case Single(anchor=anchor, opens=opens, closes=closes):
                day = None if isinstance(anchor, Complete) else self.written.day(anchor)
                return self._reached(day, opens), None if self.may_move else self._reached(day, closes)
            case Repeat(period=period, anchor=anchor, before=before, until=until):
                first = self.written.reckoned(self.written.day(anchor), ((period, 1), *before))
                return first, None if self.may_move or due.window is not None else self.written.day(until)
            case Quota():
                return None, None
            case _:
                assert_never(due.shape)

    def _reached(self, day: date | None, reach: Lengths | Reach | tree.Node | None) -> date | None:
        match reach:
            case Reach.THAT_DAY:
                return day
            case Reach.DAY_AFTER:
                return day + ONE_DAY if day is not None and day < date.max else None
            case Reach.FIRST_DAY | Reach.TOLD | None:
                return None
            case tuple():
                return self.written.reckoned(day, reach)
            case _:
                return self.written.day(reach)

    def _moved(self, due: Due) -> None:
        """Reports a move to a working day of what falls on one in any case.

        Of a day that is written nothing is said: the source may say so of every day.
        """
        limited = due.not_before is not None or due.not_after is not None
        if due.moved is None or limited or self.may_move or due.window is not None or due.moved.kind != WORKING_DAY:
            return
        length = self.written.length(_length_to_the_target(due.shape))
        if length is not None and length.kind is DurationKind.WORKING_DAYS:
            why = "what is counted in working days falls on one"
            message = f"“{due.moved.words}” changes nothing: {why}"
            self._report(Code.NO_EFFECT, message, due.span, "leave it out")

    # -------------------------------------------------------------------------------------------- how it is told

    def _no_day(self, node: tree.Node, limit: str, why: str, hint: str) -> None:
        self._report(Code.ENDS_BEFORE_START, f"“{limit}” leaves no day: {why}", node.span, hint)

    def _never_bites(self, node: tree.Node, limit: str, why: str) -> None:
        self._report(
            Code.NO_EFFECT, f"“{limit}” changes nothing: {why}", node.span, "leave it out, or name another day"
        )

    def _report(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.findings.report(code, message, span, hint)


def _length_to_the_target(shape: Shape) -> tree.Node | None:
    """The length of time after which it is due, where it is due so long after a day."""
    match shape:
        case Repeat(period=period) | Single(target=((period, _), *_)):
            return period
        case _:
            return None
