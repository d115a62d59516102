"""One case on one page: where it stands, why, all duties, what to find out, and what happened, with a picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.documents.plan_words import what_is_due
from ilacs_rules.documents.policy_document.content import (
    Block,
    Listing,
    Page,
    PageSection,
    Paragraph,
    Picture,
    TableBlock,
)
from ilacs_rules.documents.timeline import drawn
from ilacs_rules.documents.timeline_parts import timeline_of
from ilacs_rules.documents.timeline_words import what_is_shown
from ilacs_rules.documents.working_paper import WorkingPaper
from ilacs_rules.engine.case_lines import CaseLine
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain import english, values
from ilacs_rules.explain.document import assumption_sentence, one_line, source_sentence
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.forward import why_forward
from ilacs_rules.explain.needed import first_and_how_many_more
from ilacs_rules.explain.noted import noted
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.explain.status import verdict
from ilacs_rules.explain.under import kept_for, put_first
from ilacs_rules.explain.why import why
from ilacs_rules.language.nouns import is_plural, plural
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.version import Transition, Version

YEARS_AHEAD = 2  # that the picture shows
_NOT_RECORDED = "–"


def case_page(plan: Plan, expected: Forecast | None) -> WorkingPaper:
    """The page of the one case of a plan, with a picture of what is expected of it where there is a forecast."""
    (decision,) = plan.decisions
    line = next(iter(plan.lines), None)
    found = [
        PageSection("stands", "Where it stands", tuple(_stands(plan, decision, line))),
        PageSection("why", "Why", tuple(_why(line))),
        PageSection("duties", "All duties", tuple(_duties(decision, line, plan.rows))),
        PageSection("missing", "What to find out", tuple(_missing(plan, decision.version))),
        PageSection("expected", "What is expected", tuple(_expected(decision, expected))),
        PageSection("history", "What happened", tuple(_history(decision))),
    ]
    title = f"{decision.case.name} on {values.day(plan.on)}"
    sections = tuple(section for section in found if section.blocks)
    return WorkingPaper(decision.version, plan.on, Page("case", title, (), sections), plan.known)


def _stands(plan: Plan, decision: Decision, line: CaseLine | None) -> Iterable[Block]:
    if decision.kept is not None:
        yield from _kept(decision, decision.kept)
    if decision.ended is not None:
        yield _said(f"it had ended before that day: its last was {values.day(decision.ended)}")
    elif line is None or line.row is None:
        yield _said("nothing is asked of it on this day")
    else:
        obligation = line.row.obligation
        yield _said(f"{what_is_due(line.row)}: {verdict(obligation, decision)}")
        yield from (Paragraph((said,)) for said in put_first(line.put_forward))
        yield from (Paragraph((each.in_words(),)) for each in why_forward(decision, line.put_forward))
        if line.days_waited is not None:
            yield _said(_waited(line, *line.days_waited))
    if (record := record_in_words(plan.record, decision.version, plan.known)) is not None:
        yield _said(record)
    yield from (Paragraph((said,)) for said in noted(decision.case.note))


def _kept(decision: Decision, transition: Transition) -> Iterable[Block]:
    yield _said(f"the version in force from {values.day(decision.version.start)} decides{kept_for(decision)}")
    if transition.assumes is not None:
        yield Paragraph((assumption_sentence(one_line(transition.assumes), transition.words),))


def _waited(line: CaseLine, least: int, most: int) -> str:
    """`it has waited 97 days for this, since the check of 2–3 May 2024`; of vague days the fewest and the most.

    Who is to act has had them, since it could: `the owner has had 97 days for this, since 4 May 2024`.
    """
    since = _counted_since(line)
    who = "it has waited"
    if line.others_act and line.row is not None:
        who = f"{line.row.obligation.by} {'have' if is_plural(line.row.obligation.by) else 'has'} had"
    if line.may_have_been_met:
        return f"{who} {english.days(most)} for this at most: it is reckoned from {since}"
    days = english.days(least) if least == most else f"{least:,} to {english.days(most)}"
    return f"{who} {days} for this, since {since}"


def _counted_since(line: CaseLine) -> str:
    if line.could_be_done_from is not None:
        return values.some_day(line.could_be_done_from)
    assert line.since is not None  # or no days are counted
    return values.event(line.since, line.decision.version)


def _why(line: CaseLine | None) -> Iterable[Block]:
    if line is None or line.row is None:
        return
    row = line.row
    owed = [each for each in line.decision.obligations if each.requirement == row.obligation.requirement]
    accounts = why(line.decision, row.obligation.requirement).accounts
    account = accounts[owed.index(row.obligation)]
    for said in (account.because, tuple(fact.text for fact in account.facts), account.dates):
        if said:
            yield Paragraph((" ".join(said),))
    if account.needs:
        yield _said(f"cannot tell: {'; '.join(account.needs)}")
    if account.sources:
        yield Paragraph((source_sentence(account.sources),))
    if account.assumption:
        yield Paragraph((assumption_sentence(account.assumption),))


def _duties(decision: Decision, line: CaseLine | None, rows: Iterable[PlanRow]) -> Iterable[Block]:
    first = None if line is None else line.row
    cells = [
        ((what_is_due(row),), (row.obligation.by,), (_how_it_stands(row.obligation, decision),))
        for row in sorted(rows, key=lambda row: row is not first)
    ]
    if cells:
        yield TableBlock("Each duty, and whose it is", (("what",), ("by whom",), ("how it stands",)), tuple(cells))


def _how_it_stands(obligation: Obligation, decision: Decision) -> str:
    """In a sentence; where that cannot be told, in another what is missing first, and how much more."""
    needs = [need.text for need in obligation.needs]
    said = (verdict(obligation, decision), first_and_how_many_more(list(dict.fromkeys(needs))))
    return " ".join(sentence(each) for each in said if each)


def _missing(plan: Plan, version: Version) -> Iterable[Block]:
    missing = plan.missing
    if missing.questions:
        yield Listing(tuple((f"{capital(each.text)} ({_answers(each.answers)}).",) for each in missing.questions))
    if missing.records:
        kinds = [plural(values.kind_label(kind, version)) for kind in missing.records]
        record = "the record of" if len(kinds) == 1 else "the records of"
        are = "is not complete" if len(kinds) == 1 else "are not complete"
        hang = f"{missing.only_records:,} {'answer hangs' if missing.only_records == 1 else 'answers hang'}"
        yield _said(f"{record} {joined(kinds)} {are}: {hang} on that alone")


def _expected(decision: Decision, expected: Forecast | None) -> Iterable[Block]:
    if expected is None or not expected.cases:
        return
    shown = timeline_of(expected, expected.cases[0])
    title = f"{decision.case.name}: what took place and what is expected"
    yield Picture("case", title, drawn(shown), (*what_is_shown(shown), *_stays(decision)))
    yield Paragraph((" ".join(assumptions(expected)),), "What this takes for granted")


def _stays(decision: Decision) -> list[str]:
    """That a new version is not yet for this case."""
    if decision.kept is None:
        return []
    earlier = f"the version in force from {values.day(decision.version.start)}"
    return [sentence(f"{earlier} still decides this case, as long as {quoted(decision.kept.words)} keeps it")]


def _history(decision: Decision) -> Iterable[Block]:
    events = sorted(decision.case.events, key=lambda each: last_of(each.start), reverse=True)
    seen = min(decision.on, decision.known or decision.on)
    rows = [_of_event(event, decision, seen) for event in events if last_of(event.start) <= seen]
    if rows:
        header = ("what",), ("published",), ("recorded",), ("source",)
        until = "that day" if seen == decision.on else values.day(seen)
        yield TableBlock(f"What is recorded until {until}, the last first", header, tuple(rows))


def _of_event(event: Event, decision: Decision, seen: date) -> tuple[tuple[str], ...]:
    """As it was seen on a day: what was published later had not been, and what it found was not known."""
    version = decision.version
    published = event.publication
    known = published is None or last_of(published) <= seen
    kind = version.vocabulary.events.get(event.kind)
    recorded = [
        f"{field.shown} {values.value(event.fields[name], field.type, version)}"
        for name, field in ({} if kind is None else kind.records).items()
        if name in event.fields and known
    ]
    found = "; ".join(recorded) or (_NOT_RECORDED if known else "not known by then")
    day = _NOT_RECORDED if published is None else values.day(published)
    what = capital(values.event(event, version).removeprefix("the "))
    return (what,), (day,), (found,), (event.source or _NOT_RECORDED,)


def _said(words: str) -> Paragraph:
    return Paragraph((sentence(words),))


def _answers(count: int) -> str:
    return f"{count:,} {'answer hangs' if count == 1 else 'answers hang'} on it"
