"""The impact of a change as a page with pictures, for whoever plans and for whoever is planned for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ilacs_rules.documents.impact_page import impact_page
from ilacs_rules.documents.impact_pictures import alike, quarters_pictures, tallies_picture
from ilacs_rules.documents.policy_document.content import Block, Listing, PageSection
from ilacs_rules.engine.impact import ImpactKind, ObligationImpact
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, days, joined, names_of, sentence
from ilacs_rules.explain.impact_counts import MOVES, ImpactTally, requirement_of
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.impact_words import becomes
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.workspace.comparisons import both_sides
from ilacs_rules.workspace.impact_tables import (
    all_loads,
    by_name,
    due_heading,
    due_table,
    in_one_sentence,
    loads_table,
    requirement_words,
    shifts_table,
    tallies_table,
    together,
    waiting_table,
)
from ilacs_rules.workspace.page_blocks import paragraphs, table_block
from ilacs_rules.workspace.tables import Table

_ASKED = "What becomes of what is asked"
_BY_NAME = "Who is touched, by name"
_REASONS = 3  # why it cannot be told
_NAMED = 20  # that are told by name where it cannot be told what becomes of them


def page_of_impact(report: ImpactReport) -> str:
    """One HTML file that needs nothing beside it."""
    return impact_page(report, _sections(report)).as_html()


def _sections(report: ImpactReport) -> Iterable[PageSection]:
    yield PageSection("short", "In short", tuple(_in_short(report)))
    yield PageSection("text", "What the new text says", tuple(_text(report)))
    yield PageSection("asked", _ASKED, tuple(_tallies(report)))
    if report.by is not None:
        yield PageSection("groups", f"By {report.by}", tuple(_groups(report)))
    if report.shifts:
        yield PageSection("days", "By how much it moves", (table_block("In days", shifts_table(report)),))
    if report.falls_due:
        yield PageSection(
            "due",
            due_heading(report),
            (table_block("Duties with a last day by then", due_table(report)),),
        )
    yield PageSection("quarters", "What is expected, quarter by quarter", tuple(_quarters(report)))
    yield PageSection("names", _BY_NAME, tuple(_names(report)))
    yield PageSection("not-told", "What cannot be told", tuple(_not_told(report)))
    yield PageSection("rests-on", "What this rests on", (_points((*report.said, *report.assumptions)),))


def _in_short(report: ImpactReport) -> Iterable[Block]:
    whose = f"{len(report.comparison.after.decisions):,} {plural(report.versions[1].subject)}"
    held = f"this holds {report.names[1]} against {report.names[0]}, for {whose} as they were recorded by"
    span = f"{values.day(report.since)} to {values.day(report.until)}"
    yield from paragraphs(
        f"{sentence(f'{held} {values.day(report.on)}')} {sentence(f'what is expected is told from {span}')}",
        sentence(in_one_sentence(report)),
    )
    yield _points((*_shifted(report), *_otherwise(report), *(sentence(heading) for heading, _ in by_name(report))))


def _shifted(report: ImpactReport) -> Iterable[str]:
    for each in report.shifts:
        by = "by how much is not known exactly"
        if each.least is not None and each.most is not None and each.half is not None:
            span = days(each.most) if each.least == each.most else f"{each.least:,} to {days(each.most)}"
            by = f"by {span}" + ("" if each.least == each.most else f", half of them by up to {each.half:,}")
        yield sentence(f"{each.requirement}: {each.duties:,} {each.kind.value}, {by}")


def _otherwise(report: ImpactReport) -> Iterable[str]:
    """What comes new, falls away, or is due on the same day and otherwise: `Full check: 20 otherwise: …`."""
    found: dict[tuple[str, str], int] = {}
    for each in report.changed:
        if each.kind not in MOVES:
            key = requirement_of(each), becomes(each)
            found[key] = found.get(key, 0) + 1
    for (requirement, what), number in found.items():
        yield sentence(f"{requirement}: {number:,} {what}")


def _text(report: ImpactReport) -> Iterable[Block]:
    """Why, in the words of the version; and what reads otherwise, by the names of the rules."""
    summary = report.versions[1].text.summary
    if summary and report.versions[0].start != report.versions[1].start:
        yield from paragraphs(sentence(one_line(summary)))
    groups = report.comparison.rules.groups
    if not groups:
        yield from paragraphs("Every rule means the same as before.")
        return
    yield _points(
        f"{group.heading}: {', '.join(f'{each.title} ({each.how.value})' for each in group.changes)}."
        for group in groups
    )
    yield from paragraphs(
        "What is named reads otherwise, and may still come to the same. Whatever is not named means what it meant."
    )


def _tallies(report: ImpactReport) -> Iterable[Block]:
    one = with_article(report.versions[1].subject)
    yield from paragraphs(
        f"A duty is one thing that is asked of {one}, or on its account: the next of its kind. It is counted as moved "
        "where its last day does, or the day it is meant for."
    )
    yield tallies_picture(report, "asked", "Duties by requirement", report.by_requirement)
    yield _figures(report, report.by_requirement, "requirement")


def _groups(report: ImpactReport) -> Iterable[Block]:
    assert report.by is not None, "they are counted by something"
    yield tallies_picture(report, "groups", f"Duties by {report.by}", report.by_group)
    yield _figures(report, report.by_group, report.by)


def _figures(report: ImpactReport, tallies: Sequence[ImpactTally], name: str) -> Block:
    table = tallies_table(tallies, name, cases=plural(report.versions[1].subject), late=True)
    return table_block(f"Duties by {name}, in figures", table)


def _quarters(report: ImpactReport) -> Iterable[Block]:
    loads = all_loads(report)
    yield from quarters_pictures(report, loads)
    if same := alike(report, loads):
        yield from paragraphs(sentence(f"as many by both texts in every quarter: {joined(same)}"))
    yield table_block("Every quarter", loads_table(report, loads))
    if report.waiting:
        caption = "Not among these, as they have no day that can be told: duties by requirement"
        yield table_block(caption, waiting_table(report))


def _names(report: ImpactReport) -> Iterable[Block]:
    for heading, those in by_name(report):
        if those:
            yield table_block(heading, _alike(those))
    if report.changed:
        yield table_block("All that changes", _alike(report.changed))
    else:
        yield from paragraphs("Nothing surely changes for any of them.")


def _alike(those: Iterable[ObligationImpact]) -> Table:
    """A row for each duty that changes; those of several cases that change alike stand in one."""
    rows = []
    for several in together(those):
        first = several[0]
        names = names_of(each.case for each in several)
        rows.append((names, requirement_words(first), becomes(first), *both_sides(first.change)))
    return Table(("whose", "what", "change", "before", "after"), tuple(rows))


def _not_told(report: ImpactReport) -> Iterable[Block]:
    """Of whom it cannot be told, and what would have to be known."""
    found: dict[str, list[ObligationImpact]] = {}
    for each in report.impacts:
        if each.kind is ImpactKind.NOT_TOLD:
            found.setdefault(requirement_of(each), []).append(each)
    points = []
    for requirement, those in found.items():
        whose = dict.fromkeys(each.case for each in those)
        of = names_of(whose) if len(whose) <= _NAMED else f"{len(whose):,} {plural(report.versions[1].subject)}"
        points.append(f"{capital(requirement)}: of {of}. {_wanted(those)}".strip())
    return (_points(points),) if points else paragraphs("Of all duties it can be told what becomes of them.")


def _wanted(those: Iterable[ObligationImpact]) -> str:
    """What most of them lack, first."""
    sides = [(each.change.before, each.change.after) for each in those]
    lacking = Counter(
        need for pair in sides for need in {n.text for side in pair if side is not None for n in side.needs}
    )
    first = [text for text, _ in lacking.most_common(_REASONS)]
    more = f", and {len(lacking) - _REASONS:,} more reasons" if len(lacking) > _REASONS else ""
    return sentence(f"{'; '.join(first)}{more}") if first else ""


def _points(said: Iterable[str]) -> Listing:
    return Listing(tuple((each,) for each in said))
