"""The first page: what the policy is, since when it is in force, and who is asked for what at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.content import Block, Link, Page, PageSection, Paragraph
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.documents.policy_document.pages.actors import actor_sections
from ilacs_rules.documents.policy_document.pages.cells import where_our_readings_are
from ilacs_rules.documents.policy_document.pages.glance import at_a_glance
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.priorities import who_comes_first
from ilacs_rules.explain.publication import (
    is_reconstruction,
    made_known,
    policy_of_publisher,
    put_together,
    standing,
)
from ilacs_rules.explain.requirements import who
from ilacs_rules.explain.version import first_day, month_end_sentence
from ilacs_rules.language.durations import DurationKind
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.types import DurationType
from ilacs_rules.model.due_shapes import Quota, Repeat, counts_early, kinds_between
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.model.vocabulary import CREATED

_WHEN_IT_IS_LATE = (
    "Days are whole days: what is not done by the last day on which it may be done is late from the next."
)
_NOT_MOVED = "No day is moved off a weekend or a holiday, unless its rule says so."
_WHEN_IT_COUNTS = (
    "Something counts as done on the day on which it ends, unless its rule says that it counts from its first day. "
    "What was found counts from its publication, where it is published at all."
)
_BEFORE_ITS_FIRST_DAY = (
    "Where a rule tells from when something may be done, what takes place before then does not count for it. It is the "
    "last one all the same, where something is counted from the last one."
)
_BEFORE_ITS_DAY = (
    "Of what is due again some time after the last one, one before its day counts as well, and the next is counted "
    "from then: {which}."
)
_BEFORE_ITS_WINDOW = (
    "Where it may be done only from some time before its day, one before that time comes too early: {which}. Even so, "
    "the next is counted from that one."
)

_MONTHS_TOGETHER = (
    "Months by which something may be early or late are counted from where its day is counted from: 6 months after 31 "
    "August, a month early or late, is from 31 January to 31 March."
)

_FIRST_PERIOD = (
    "Where something is asked for, or allowed only so often, in each period, as in each calendar year, the first "
    "period that counts is the first whole one. One that had begun before the rule was in force{created} is not "
    "counted."
)


def start_page(material: Material) -> Page:
    """What the policy is and what is in force."""
    version = material.version
    publisher = who(version.publisher, version)
    what: list[Block] = [
        Paragraph(
            (
                f"This is {policy_of_publisher(version)} for {plural(version.subject)}. "
                f"{made_known(version)}. It {_is_in_force(material)}.",
            )
        )
    ]
    if version.text.summary:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.summary))), "In short"))
    if version.text.note and material.is_full:
        what.append(Paragraph(material.linked(sentence(one_line(version.text.note))), "What its sources leave open"))
    if is_reconstruction(version):
        what.append(Paragraph((put_together(version, publisher),), standing(version)))
    made = (
        "The rules, dates, tables and pictures here all come from one set of files, by which cases can be decided too."
    )
    if material.known is None:
        later = f"also where that was learnt after {values.day(material.on)}"
        made += f" They go by all that was known when it was made, {later}."
    if material.is_full:
        made += (
            " What is said of a rule leads to its text. Where a rule says more than its source, it is marked as "
            "our assumption."
        )
    what.append(Paragraph((made,), "How this document was made"))
    days = f"{_WHEN_IT_IS_LATE} {month_end_sentence(version)} {_NOT_MOVED}"
    counting: list[Block] = [Paragraph((days,)), Paragraph((_WHEN_IT_COUNTS,))]
    counting += [Paragraph((each,)) for each in _before_its_day(version)]
    born = version.vocabulary.facts.get(CREATED)
    if any(_counts_in_periods(each) for each in version.requirements.values()):
        created = "" if born is None else f", or before {Phrases(version).fact(CREATED)},"
        counting.append(Paragraph((_FIRST_PERIOD.format(created=created),)))
    if version.calendar:
        calendar = Link("calendar", "calendar")
        counting.append(Paragraph(("The ", calendar, " says which days are working days.")))
    said = version.text.for_readers
    for label, words in (("What it replaces", said.replaces), ("Next steps", said.next_steps)):
        if words:
            what.append(Paragraph(material.linked(sentence(one_line(words))), label))
    contact = [
        Paragraph((sentence(one_line(words)),), label)
        for label, words in (("Contact", said.contact), ("Licence", said.licence))
        if words
    ]
    first = who_comes_first(version)
    first += _by_its_own(material) if first else ""
    sections = (
        PageSection("policy", "What this policy is", tuple(what), rule=rule_link("", "")),
        PageSection("glance", "At a glance", tuple(at_a_glance(material))),
        *actor_sections(material),
        *((PageSection("first", "Who comes first", tuple(_first(material, first))),) if first else ()),
        PageSection("days", "How days are counted", tuple(counting)),
        *((PageSection("contact", "Contact and licence", tuple(contact)),) if contact else ()),
    )
    purpose = version.text.for_readers.purpose
    lead = (Paragraph(material.linked(sentence(one_line(purpose)))),) if purpose else ()
    return Page("index", "The policy", lead, sections)


def _before_its_day(version: Version) -> Iterator[str]:
    """Whether what is done before its day counts, and of which requirements that is so."""
    shapes = [(quoted(each.label), each.due.shape) for each in version.requirements.values()]
    if any(not isinstance(shape, Repeat) for _, shape in shapes):
        yield _BEFORE_ITS_FIRST_DAY
    if any(_may_be_months_early_or_late(each) for each in version.requirements.values()):
        yield _MONTHS_TOGETHER
    any_day = [label for label, shape in shapes if counts_early(shape)]
    in_time = [label for label, shape in shapes if isinstance(shape, Repeat) and not counts_early(shape)]
    for words, labels in ((_BEFORE_ITS_DAY, any_day), (_BEFORE_ITS_WINDOW, in_time)):
        if labels:
            yield words.format(which=joined(labels))


def _may_be_months_early_or_late(requirement: Requirement) -> bool:
    window = requirement.due.window
    lengths = () if window is None else (window.before, window.after)
    return any(isinstance(each.type, DurationType) and each.type.kind is DurationKind.MONTHS for each in lengths)


def _by_its_own(material: Material) -> str:
    """How those are put in order whom an earlier version decides."""
    kept = joined([values.day(each.keep) for each in material.version.transitions.values()])
    return (
        f" Those for whom the rules of {kept} go on are put in order by those rules. Who comes first by them is as "
        "urgent as who comes first here, and so on."
        if kept
        else ""
    )


def _first(material: Material, words: str) -> Iterator[Block]:
    """Who comes first, and that this is ours where it is."""
    yield Paragraph(material.linked(words))
    if any(each.assumes is not None for each in material.version.priorities.values()):
        see = where_our_readings_are(material)
        yield Paragraph(("This order rests, at least in part, on readings of ours: see ", see, "."))


def _is_in_force(material: Material) -> str:
    """From when on; it comes into force only then, where what the document goes by was known before."""
    version = material.version
    begins = first_day(version, why=": ")
    if material.known is None or material.known >= version.start:
        until = "" if version.until is None else f" until {values.day(version.until)}"
        return f"is in force from {begins}{until}"
    until = "" if version.until is None else f" and stays so until {values.day(version.until)}"
    return f"comes into force on {begins}{until}"


def _counts_in_periods(requirement: Requirement) -> bool:
    shape = requirement.due.shape
    return isinstance(shape, Quota) and kinds_between(shape) is None
