"""Names and values that the language could take for words of its own, of every kind, in every position.

Each sentence is read three times: with a plain name, joined by hyphens, and as the words stand. Joined, it must mean
what it means with the plain name. As the words stand it must mean that too, or be a finding that says to join them:
never something else.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ilacs_rules import Code, Diagnostic, Policy, PolicyError, Severity, check
from ilacs_rules.language.names import KEPT_WORDS, WORDS_ALONE, fold
from tests import policies, sentences
from tests.conftest import LONG, ROOT
from tests.grammar_page import tables

PLAIN = "zebra"

NAMES = """
not met; not; missing; not missing; recorded; not recorded; good or better; good or worse; good or bad; better than good
worse than good; better; worse; at least good; at most bad; at least 3; between good and bad; between; within 3 years
one of us; one of good, bad; good and bad; quality of education; number of visits; number of places; latest visit
first aid; first visit; first; latest; any; any visit; any fault; no; no visit; no fault; yes; yes and no; all
all of it; all clear; within; after; today; today or tomorrow; before; before lunch; after hours; on or after today
since; since birth; until; until noon; where; where known; if; if known; then
else; if good then bad else good; and; or; of; than; is; are
is good; start of visit; end of visit; end of term; start of the month; publication; publication of visit; start; end
key stage 2 pupils; key stage 2; 3 years; 3 stars; 2 visits; 1st; 2a; 6th form; 2 or more; 16 to 18; 1; 16-18
2018-01-01; 3 working days; years between visits; days between; earliest of all; best of all; best; worst; total
total of all; number; working days; year; years; quarter; month; calendar year
every year; by age; on site; following; exactly; exactly 2
at; up to date; up to 3 times; this visit; visit in hand; in hand; moved; each; in each year; twice a year; May; 1 April
true; false; true or false; one; two of three; a - b; non-member; not-for-profit; e-mail or post; don't know; no one's
""".replace("\n", ";").split(";")
NAMES = [" ".join(name.split()) for name in NAMES if name.strip() and "," not in name]

VALUE = """
grade is @; grade is not @; (grade is @); not grade is @; grade is @ or worse; grade is not @ or better
grade is worse than @; grade is better than @; grade is one of @, good; grade is one of good, @; grade is at least @
grade is between good and @; grade is between @ and bad; grade is @ and sure; grade is @ or sure; sure and grade is @
any visit where (mark is @); number of visits where (mark is not @) > 2; if grade is @ then 3 else 4
if sure then good else @; if sure then @ else grade; at least one of (grade, grade) is @; worst of (grade, @) is good
""".replace("\n", ";")
NUMBER = """
@ > 3; @ >= 3 and sure; 3 < @; @ + 1; @ - 1; 1 + @; 2 * @ > 4; @ is 3; @ is not 3; @ is between 1 and 3; (@)
@ is recorded; @ is missing; smallest of (@, 3); if sure then @ else 4; not @ > 3; sure or @ > 3
sure and @ is at least 3
""".replace("\n", ";")
YES_OR_NO = """
@; not @; @ is yes; @ is no; @ and sure; sure or @; not (@ or sure); (@); if @ then 3 else 4; any of (@, sure) is yes
number of visits where (@) > 1
""".replace("\n", ";")
DAY = """
@ is before today; @ + 3 years; today - 1 year is after @; days between @ and today; number of visits since @
no visit between @ and today; latest visit before @; @ is within 3 months of today; no visit after (@ - 3 days)
""".replace("\n", ";")
FIELD = """
@ of latest visit is good; @ of (latest visit) is recorded; any visit where (@ is good)
number of visits where (@ is not good)
at least one of (@, mark) of latest visit is good; any of (mark, @) of latest visit is good or better; @ of first visit
""".replace("\n", ";")
EVENT = """
latest @; first @; number of @ > 3; any @; no @; no @ since 2020-01-01; end of latest @ is before today
latest @ where (seen is yes); days between end of (latest @) and today; sure and no @; not any @
""".replace("\n", ";")
KINDS = {
    "a value of a scale": ("scales: {sort: [good, '@', bad]}", VALUE),
    "a value of choices": ("choices: {sort: [good, '@', bad]}", VALUE),
    "a fact that is a number": ("facts: {'@': number}", NUMBER),
    "a fact that is a yes or no": ("facts: {'@': yes or no}", YES_OR_NO),
    "a fact that is a date": ("facts: {'@': date}", DAY),
    "a definition": ("definitions: {'@': 2 + 1}", NUMBER),
    "a recorded value": ("events: {visit: {records: {'@': sort}}}", FIELD),
    "a kind of event": ("events: {'@': {records: {seen: yes or no}}}", EVENT),
}
AROUND = {
    "scales": "sort: [good, bad]",
    "facts": "grade: sort, sure: yes or no, term: date",
    "events": "visit: {records: {mark: sort}}",
}


def policy(kind: str, name: str) -> str:
    """A policy that declares a name of one kind, beside what the sentences speak of."""
    section, declaration = KINDS[kind][0].replace("@", name.replace("'", "''")).split(": ", 1)
    parts = {**AROUND, section: declaration[1:-1] + (", " + AROUND[section] if section in AROUND else "")}
    if "sort" in declaration and section in ("scales", "choices"):
        parts = {**AROUND, section: declaration[1:-1]}
        if section == "choices":
            del parts["scales"]
    if kind == "a recorded value":
        parts["events"] = declaration[1:-3] + ", mark: sort}}"
    head = "policy: p\ntitle: t\npublisher: u\npublished: 2020-01-01\nin force: {from: 2020-01-01}\nsubject: house\n"
    return head + "".join(f"{section}: {{{items}}}\n" for section, items in parts.items())


@cache
def declared_as(kind: str, name: str) -> tuple[Policy | None, list[Diagnostic]]:
    try:
        return policies.loaded(policy(kind, name)), []
    except PolicyError as error:
        return None, [each for each in error.diagnostics if each.severity is Severity.ERROR]


def meaning(sentence: str, policy: Policy) -> str | list[Diagnostic]:
    """The checked tree of a sentence, or what is wrong with it."""
    made, found = sentences.value(sentence, policy.versions[0].version)
    return found or fold(repr(made)).replace('"', "'")


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_read_as_what_it_is_or_told(kind: str) -> None:
    """Every name in every position; outside CI each name in some, and each position with some names."""
    assert misread(kind, one_in=1 if LONG else 4) == []


def misread(kind: str, one_in: int) -> list[str]:
    """What is read as something else, or refused without the right word, in one of so many pairs."""
    wrong = []
    positions = [each.strip() for each in KINDS[kind][1].split(";") if each.strip()]
    control, found = declared_as(kind, PLAIN)
    assert control is not None, found
    for number, name in enumerate(NAMES):
        declared, found = declared_as(kind, name)
        if declared is None:
            codes = {each.code for each in found}
            if not codes <= {Code.KEPT_WORD_DECLARED, Code.DECLARED_TWICE, Code.BAD_NAME} or not all(
                e.hint for e in found
            ):
                wrong.append(f"{name!r} declared: {found}")
            continue
        joined = fold(name).replace(" ", "-")
        for said in positions[number % one_in :: one_in]:
            wanted = meaning(said.replace("@", PLAIN), control)
            if not isinstance(wanted, str) or re.search(rf"(?<!@){re.escape(name)}", said):
                continue  # choices have no order; the name must stand there once
            wanted = wanted.replace(PLAIN, fold(name))
            for spelling in (joined, name):
                got = meaning(said.replace("@", spelling), declared)
                told = not isinstance(got, str) and spelling == name and joined != name
                if told and all(joined in (each.hint or "") for each in got if isinstance(each, Diagnostic)):
                    continue
                if got != wanted:
                    words = said.replace("@", f"«{spelling}»")
                    told_so = [] if isinstance(got, str) else [f"{d.code.value} {d.message}; {d.hint}" for d in got]
                    wrong.append(f"{words}: {told_so or 'something else is read'}")
    return wrong


def test_every_word_the_language_keeps_is_tried() -> None:
    words = {word for name in NAMES for word in fold(name).split(" ")}
    assert words >= KEPT_WORDS | WORDS_ALONE
    assert {*NAMES} >= WORDS_ALONE


def test_the_manual_names_every_word_that_can_be_no_name() -> None:
    """Of the words of the grammar, and those that data say of no value."""
    manual = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    said = re.search(r"no name or value can be one of these words: ([^.]*)\. Nor can a name be: ([^;]*);", manual)
    assert said is not None
    neither, no_name = ({*" ".join(words.split()).split(", ")} for words in said.groups())
    grammar = tables.grammar()
    words = {word.lower() for word in re.findall(r"(?<!\\\\)[A-Za-z]{2,}", " ".join(re.findall(r": /(.*)/", grammar)))}
    words |= neither | no_name | {"true", "unknown", "null"}
    assert {word for word in words if is_kept(word, "good")} == neither | no_name
    assert {word for word in words if is_kept("height", word)} == neither


def is_kept(name: str, value: str) -> bool:
    return Code.KEPT_WORD_DECLARED in codes_of(name, value)


def codes_of(name: str, value: str) -> list[Code]:
    return [each.code for each in policies.findings(POLICY_OF_NAMES.format(name=name, value=value).lstrip())]


POLICY_OF_NAMES = """
policy: named
title: Named
publisher: Fire Service
published: 2020-01-01
in force: {{from: 2020-01-01}}
subject: building
scales: {{grade: ["{value}", bad]}}
facts: {{"{name}": number}}
events: {{check: {{records: {{grade: grade}}}}}}
requirements:
  r:
    assumes: it is so
    event: check
    due: every year
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [("true", "good"), ("False", "good"), ("-height", "good"), ("height-", "good"), ("height", "-"), ("height", "--")],
)
def test_what_could_be_read_as_something_else_everywhere_cannot_be_declared(name: str, value: str) -> None:
    assert codes_of(name, value) == [Code.KEPT_WORD_DECLARED]


DOUBTFUL = """
policy: p
title: P
publisher: Q
published: 2024-01-01
in force: {{from: 2024-01-01}}
subject: school
scales: {{standard: [met, partly met, not met]}}
events: {{check: {{}}}}
facts: {{finding: standard}}
requirements:
  check: {{assumes: an example, event: check, due: every year, when: '{when}'}}
"""


@pytest.mark.parametrize(
    ("when", "hint"),
    [
        ('finding is "not met"', "write not-met"),
        ("finding = not met", "write “is not-met” or “is not not-met”"),
        ("finding > not met", "a scale is spoken of in words: write “better than not-met” or “worse than not-met”"),
        ("finding is 3", "“finding” is a standard: write met, partly met or not-met"),
        ("finding is met or not-met", "write “finding is one of met, not-met”"),
        ("finding is partly met or not met", "write “finding is one of partly met, not-met”"),
        ("finding is not partly met or not met", "write “finding is not one of partly met, not-met”"),
        ("finding is partly met or worse or not met", "say of what: “… or finding is not-met”"),
    ],
)
def test_a_hint_writes_a_value_in_the_spelling_that_has_one_reading(when: str, hint: str) -> None:
    assert [each.hint for each in policies.findings(DOUBTFUL.format(when=when).lstrip())] == [hint]


def test_a_value_that_begins_with_0_could_not_be_written_in_a_sentence() -> None:
    given = DOUBTFUL.format(when="finding is 1").replace("met, partly met, not met", "01, 1").lstrip()
    found = [each for each in policies.findings(given) if each.code is Code.KEPT_WORD_DECLARED]
    assert [each.hint for each in found] == ["write 1, and “label: 01” for what readers see and data say"]


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("grade of latest visit is 1 or 2", "“grade of latest visit is one of 1, 2”"),
        ("grade of latest visit is 2 or 3", "“grade of latest visit is one of 2, 3”"),
        ("grade of latest visit is not 1 and 2", "“grade of latest visit is not one of 1, 2”"),
        ("grade of latest visit is one of (1, 2)", "“is one of 1, 2”"),
        ("age is one of (under-5, 5-11)", "“is one of under-5, 5-11”"),
    ],
)
def test_of_values_that_look_like_figures_the_whole_sentence_is_told(tmp_path: Path, said: str, instead: str) -> None:
    text = f"""
policy: p
title: Visits
publisher: Fire Service
published: 2023-11-01
in force: {{from: 2024-01-01}}
subject: school
scales: {{grade: [1, 2, 3, 4]}}
choices: {{age: [under 5, 5-11]}}
facts: {{age: age}}
events: {{visit: {{records: {{grade: grade}}}}}}
requirements:
  visit: {{assumes: an example, event: visit, due: every year, when: "{said}"}}
"""
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    found = [each for each in check(tmp_path / "p.yaml") if each.severity is Severity.ERROR]
    assert len(found) == 1
    assert instead in str(found[0].hint)
