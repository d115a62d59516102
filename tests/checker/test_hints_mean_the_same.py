"""What is told of a sentence in other words means what was said: no number, no “not”, no kind of event is lost.

The phrases are put together of what officers say. Each stands beside the sentence that means the same; whoever follows
the hint has that, and nothing is found in it. Of what the language cannot say no other sentence is offered.
"""

from __future__ import annotations

import re
from itertools import product

import pytest

from ilacs_rules import Diagnostic
from tests.checker.buildings import VERSION
from tests.policies import errors, findings
from tests.sentences import condition, due

NUMBERS = {
    "2": 2,
    "two": 2,
    "a dozen": 12,
    "thirteen": 13,
    "twenty": 20,
    "21": 21,
    "twenty-one": 21,
    "twenty one": 21,
    "two dozen": 24,
    "a hundred": 100,
    "one hundred": 100,
    "a hundred and twenty": 120,
}
BOUNDS = {"at least": ">=", "at most": "<=", "more than": ">", "fewer than": "<", "exactly": "="}
KINDS = ("drills", "checks", "full checks", "night checks")
FILTERS = {
    "": "",
    " since 2020-01-01": " since 2020-01-01",
    " in the last 3 years": " since (today - 3 years)",
    " within the past twenty-one months": " since (today - 21 months)",
    " between 2020-01-01 and 2020-12-31": " between 2020-01-01 and 2020-12-31",
    " before 2020-01-01": " before 2020-01-01",
}
COUNTED = {
    f"{bound} {number} {kind}{which}": f"number of {kind}{FILTERS[which]} {BOUNDS[bound]} {NUMBERS[number]}"
    for bound, number, kind, which in product(BOUNDS, NUMBERS, KINDS, FILTERS)
}
RECORDED = {
    f"{bound} {number} {kind}{span} where {test}": (
        f"number of {kind}{span} where ({test}) {BOUNDS[bound]} {NUMBERS[number]}"
    )
    for bound, number, kind, span, test in product(
        BOUNDS, ("two", "twenty-one"), KINDS[1:], ("", " since 2020-01-01"), ("risk found is high", "alarm works is no")
    )
}

PICKS = {
    "first": "first {}",
    "earliest": "first {}",
    "oldest": "first {}",
    "last": "latest {}",
    "most recent": "latest {}",
    "newest": "latest {}",
    "second last": "latest {0} before (start of latest {0})",
    "second-to-last": "latest {0} before (start of latest {0})",
    "last but one": "latest {0} before (start of latest {0})",
    "most recent but one": "latest {0} before (start of latest {0})",
    "penultimate": "latest {0} before (start of latest {0})",
}
NAMED = {"last check": "last check"}  # the policy has a name for it
OF_ONE = {
    "risk found of {} is high": "risk found of {} is high",
    "risk found of the {} was not high": "risk found of {} is not high",
    "end of {} is before 2020-01-01": "end of {} is before 2020-01-01",
    "the start of the {} is after 2020-01-01": "start of {} is after 2020-01-01",
    "publication of the {} is on or after 2020-01-01": "publication of {} is on or after 2020-01-01",
}
PICKED = {
    said.format(f"{pick} {kind}"): meant.format(NAMED.get(f"{pick} {kind}") or PICKS[pick].format(kind))
    for (said, meant), pick, kind in product(OF_ONE.items(), PICKS, ("check", "full check", "night check"))
}

UNITS = ("day", "working day", "week", "month", "year")
HOW_LONG = {
    "more than": "before",
    "less than": "after",
    "at least": "on or before",
    "at most": "on or after",
}
AGO = {
    f"{event} was {bound} {number} {unit}s ago": f"end of {meant} is {side} today - {count} {unit}s"
    for (event, meant), (bound, side), (number, count), unit in product(
        {
            "the last check": "last check",
            "last full check": "latest full check",
            "the first drill": "first drill",
        }.items(),
        HOW_LONG.items(),
        NUMBERS.items(),
        UNITS,
    )
}

IS_SO = {"yes": "any", "not no": "any", "no": "no", "not yes": "no"}
SIGNED = (("is more than", ">"), ("is less than", "<"), ("exceeds", ">"), ("is under", "<"))
OTHER_CONDITIONS = {
    **{f"no {kind} {ever}": f"no {kind}" for kind in ("drill", "full check") for ever in ("ever", "was made")},
    **{f"floors is at least {word}": f"floors is at least {n}" for word, n in NUMBERS.items()},
    **{f"floors shall be at least {word}": f"floors is at least {n}" for word, n in NUMBERS.items()},
    **{f"floors {bound} {word}": f"floors {sign} {n}" for bound, sign in SIGNED for word, n in NUMBERS.items()},
    **{f"number of {kind} is {word}": f"number of {kind} is {n}" for kind in KINDS for word, n in NUMBERS.items()},
    **{f"{kind} is {said}": f"{meant} {kind}" for kind in ("drill", "full check") for said, meant in IS_SO.items()},
    **{f"no more than {word} drills": f"number of drills <= {n}" for word, n in NUMBERS.items()},
    **{f"not fewer than {word} drills": f"number of drills >= {n}" for word, n in NUMBERS.items()},
    **{f"{word} or more checks": f"number of checks >= {n}" for word, n in NUMBERS.items() if " and " not in word},
    "no drills since the last check": "no drills since end of last check",
    "no drill after the last full check": "no drill after (end of latest full check)",
    "main use is home, or office": "main use is one of home, office",
    "main use is home, office or school": "main use is one of home, office, school",
    "main use is home, office, or school": "main use is one of home, office, school",
    "main use is not home, office or school": "main use is not one of home, office, school",
    "main use is one of home, or school": "main use is one of home, school",
    "main use is either home, or school and occupied": "main use is one of home, school and occupied",
    "last risk is low, or middling": "last risk is one of low, middling",
    "last risk must not be high": "last risk is not high",
    **{f"built {said} {stretch}": f"built is {meant} {days[at]}" for (said, meant, at), (stretch, days) in product(
        (("is before", "before", 0), ("<", "before", 0), ("is after", "after", 1), (">", "after", 1),
         (">=", "on or after", 0), ("<=", "on or before", 1), ("since", "on or after", 0)),
        {"1950": ("1950-01-01", "1950-12-31"), "March 1950": ("1950-03-01", "1950-03-31")}.items())},
    "built is 1950": "built is between 1950-01-01 and 1950-12-31",
    "built = 1950": "built is between 1950-01-01 and 1950-12-31",
    "built is in 1950": "built is between 1950-01-01 and 1950-12-31",
    "built was in February 1952": "built is between 1952-02-01 and 1952-02-29",
    "built is not in 1950": "built is not between 1950-01-01 and 1950-12-31",
    "built is between 1950 and 1954": "built is between 1950-01-01 and 1954-12-31",
    "built is not between 1950 and 1954": "built is not between 1950-01-01 and 1954-12-31",
    "built was between March 1950 and 1954": "built is between 1950-03-01 and 1954-12-31",
    "built is from 1950 to 1954": "built is between 1950-01-01 and 1954-12-31",
    "built is between 1950-05-01 and 1954": "built is between 1950-05-01 and 1954-12-31",
    "occupied and built is between 1950 and 1954": "occupied and built is between 1950-01-01 and 1954-12-31",
    "last check was between 2020 and 2022": "end of last check is between 2020-01-01 and 2022-12-31",
    "last check was in 2020": "end of last check is between 2020-01-01 and 2020-12-31",
    "months between built and today < 12 months": "months between built and today < 12",
    "months between built and today >= 2 years": "months between built and today >= 24",
    "months between built and today > 3 years": "built + 3 years is before today",
    "months between built and today <= 3 years": "built + 3 years is on or after today",
    "days between built and today < 12 months": "built + 12 months is after today",
    "days between built and today >= 12 months": "built + 12 months is on or before today",
    "days between built and today > 12 months": "built + 12 months is before today",
    "unless last risk is not high": "last risk is high",
    "never checked": "no check",
    "if occupied then floors > 3, otherwise floors > 2": "if occupied then floors > 3 else floors > 2",
    "if occupied then floors > 3, else floors > 2": "if occupied then floors > 3 else floors > 2",
    "floors > 3 if occupied else floors > 2": "if occupied then floors > 3 else floors > 2",
    "floors > 3 if occupied, otherwise floors > 2": "if occupied then floors > 3 else floors > 2",
    "no last check": "last check is not recorded",
    "not checked for twenty-one months": "no check since (today - 21 months)",
}  # fmt: skip

CONDITIONS = COUNTED | RECORDED | PICKED | AGO | OTHER_CONDITIONS

OFTEN = {
    "half-yearly": "6 months",
    "every half year": "6 months",
    "every half-year": "6 months",
    "every half a year": "6 months",
    "every fortnight": "2 weeks",
    "each fortnight": "2 weeks",
    "fortnightly": "2 weeks",
    "every other month": "2 months",
    "every second year": "2 years",
    "every third month": "3 months",
    "every twenty-first day": "21 days",
    "every 18th month": "18 months",
    "18-monthly": "18 months",
    "eighteen-monthly": "18 months",
    "three-yearly": "3 years",
    "two-weekly": "2 weeks",
    "six-monthly": "6 months",
    "every two and a half years": "30 months",
    "every year and a half": "18 months",
    "every 18-month": "18 months",
    "annually": "year",
    "at least annually": "year",
    "biennially": "2 years",
    "quarterly": "quarter",
    "must be done every 3 years": "3 years",
    "shall be every twenty-one months": "21 months",
    "at least every a hundred days": "100 days",
    "at intervals of not more than two years": "2 years",
    **{f"every {word} {unit}s": f"{n} {unit}s" for word, n in NUMBERS.items() for unit in UNITS if not word.isdigit()},
}
ANCHORS = {
    " after built": " after built",
    " from built": " after built",
    " since the last check": " after end of last check",
    " after the last full check": " after end of latest full check",
    " after the most recent drill": " after end of latest drill",
    " of the publication of the last full check": " after publication of latest full check",
    " after the start of the last check": " after start of last check",
    " after the earliest check": " after end of first check",
    " after the second last check": " after end of latest check before (start of latest check)",
}
REPEATED = {f"{often}{anchor}": f"every {length}{ANCHORS[anchor]}"
            for (often, length), anchor in product(OFTEN.items(), ANCHORS)
            if anchor.startswith(" after") or often.startswith(("every", "each"))}  # fmt: skip
WITHIN = {
    f"{within}{number} {unit}s{anchor}": f"{meant}{count} {unit}s{ANCHORS[anchor]}"
    for (within, meant), (number, count), unit, anchor in product(
        {
            "within ": "within ",
            "no later than ": "within ",
            "": "",
            "not more than ": "within ",
            "must be done within ": "within ",
        }.items(),
        NUMBERS.items(),
        UNITS,
        (" after the last full check", " after the start of the last check"),
    )
}
PERIODS = {
    "a year": "calendar year",
    "per quarter": "quarter",
    "each month": "month",
    "in each financial year": "financial year",
}
TIMES = {
    "once": 1,
    "twice": 2,
    "three times": 3,
    "13 times": 13,
    "twenty-one times": 21,
    "a dozen times": 12,
    "a hundred times": 100,
}
SO_OFTEN = {
    f"{bound}{times} {period}": f"{meant} {count} in each {PERIODS[period]}"
    for (bound, meant), (times, count), period in product(
        {
            "": "at least",
            "at least ": "at least",
            "at most ": "at most",
            "exactly ": "exactly",
            "no more than ": "at most",
        }.items(),
        TIMES.items(),
        PERIODS,
    )
}
OTHER_DUES = {
    "half a year after built": "6 months after built",
    "one and a half years after built": "18 months after built",
    "within a fortnight after built": "within 2 weeks after built",
    "no earlier than two years after built": "on or after built + 2 years",
    "every year after built, up to twenty-one times": "every year after built, up to 21 times",
    "every two or three years after built": "between 2 and 3 years after built",
    "at least twenty-one in each calendar year": "at least 21 in each calendar year",
}

# What is said after a comma, of what is done once and of what is done again and again.
LIMITS = {
    "at the latest on {day}": "but not after {iso}",
    "at the latest by {day}": "but not after {iso}",
    "latest {day}": "but not after {iso}",
    "no later than {day}": "but not after {iso}",
    "but not later than {day}": "but not after {iso}",
    "and by {day} at the latest": "but not after {iso}",
    "but by {day}": "but not after {iso}",
    "not after {day}": "but not after {iso}",
    "not before {day}": "but not before {iso}",
    "but no earlier than {day}": "but not before {iso}",
    "earliest {day}": "but not before {iso}",
    "at the earliest on {day}": "but not before {iso}",
    "from {day} onwards": "but not before {iso}",
    "starting on {day}": "but not before {iso}",
    "at the latest 6 months after the end of the last check": "but not after end of last check + 6 months",
    "on a Monday": "moved to the next Monday",
    "on the next Monday": "moved to the next Monday",
    "or the following Monday": "moved to the next Monday",
    "moved to previous Friday": "moved to the previous Friday",
    "brought forward to Friday": "moved to the previous Friday",
    "brought forward to the previous Friday": "moved to the previous Friday",
    "postponed to Monday": "moved to the next Monday",
    "put off to the next Monday": "moved to the next Monday",
    "give or take a month": "within 1 month either side",
    "+/- 2 weeks": "within 2 weeks either side",
    "± 10 days": "within 10 days either side",
    "1 month either way": "within 1 month either side",
    "within two weeks": "within 2 weeks either side",
    "with a tolerance of 2 weeks": "within 2 weeks either side",
    "up to 1 month earlier": "up to 1 month early",
    "at most 1 month before": "up to 1 month early",
    "1 month late": "up to 1 month late",
    "no more than twenty-one days later": "up to 21 days late",
    "with 2 weeks' grace": "up to 2 weeks late",
    "up to a month earlier or 2 weeks later": "from 1 month before to 2 weeks after",
    "1 month early and at most 2 weeks late": "from 1 month before to 2 weeks after",
    "from 1 month before until 2 months later": "from 1 month before to 2 months after",
    "1 month either way, on a Monday": "within 1 month either side, moved to the next Monday",
}
DAYS_SAID = {"2025-03-31": "2025-03-31", "31 March 2025": "2025-03-31", "the 31st of March 2025": "2025-03-31"}
LIMITED = {
    f"{days}, {limit.format(day=day)}": f"{days}, {meant.format(iso=iso)}"
    for days, (limit, meant), (day, iso) in product(
        ("4 weeks after built", "every year after end of last check"), LIMITS.items(), DAYS_SAID.items()
    )
}
REPEATS = {
    "3 times": "up to 3 times",
    "at most three times": "up to 3 times",
    "max 3 times": "up to 3 times",
    "up to 3": "up to 3 times",
    "twice only": "up to 2 times",
    "a minimum of 3 times": "at least 3 times",
    "till 2030-12-31": "until 2030-12-31",
    "before 2031": "until 2030-12-31",
    "but before 1 January 2031": "until 2030-12-31",
    "up to the end of 2030": "until 2030-12-31",
    "ending in December 2030": "until 2030-12-31",
    "for 3 years": "until built + 3 years",
    "within 1 month either side, same day": "within 1 month either side, keeping the day",
}
OTHER_LIMITS = {
    **{f"every year after built, {said}": f"every year after built, {meant}" for said, meant in REPEATS.items()},
    "4 weeks after built, at the latest on 1 May": (
        "4 weeks after built, but not after start of the year from 1 May after built"
    ),
    "4 weeks after the last full check, not before 1 May": (
        "4 weeks after end of latest full check, but not before start of the year from 1 May after "
        "(end of latest full check)"
    ),
    "within 4 weeks after built or by 2027-03-31, whichever is earlier": (
        "within 4 weeks after built, but not after 2027-03-31"
    ),
    "4 weeks after built or 2 weeks after end of last check, whichever is the later": (
        "4 weeks after built, but not before end of last check + 2 weeks"
    ),
    "twice a year, what is missed is carried over": "at least 2 in each calendar year, missed ones carried over",
    "every year, by 31 March": "by 31 March each year",
    "annually, at the latest on the 31st of March": "by 31 March each year",
    "every 2 years after built; at most three times": "every 2 years after built, up to 3 times",
    "4 weeks after built, before 2025-03-01": "4 weeks after built, but not after 2025-02-28",
    "4 weeks after built but not before 2024-01-01": "4 weeks after built, but not before 2024-01-01",
    "4 weeks after built, but not befor 2024-01-01": "4 weeks after built, but not before 2024-01-01",
    "4 weeks after built, but nott after 2024-01-01": "4 weeks after built, but not after 2024-01-01",
    "every year after built, untill 2030-01-01": "every year after built, until 2030-01-01",
    "after built, no later than 2027-03-31": "after built, but not after 2027-03-31",
}

DUES = REPEATED | WITHIN | SO_OFTEN | OTHER_DUES | LIMITED | OTHER_LIMITS


NOT_PICKED = ("second", "third last", "second most recent", "fourth", "other", "21st", "next")
NOT_TOLD = ("open", "failed", "unresolved", "outstanding", "urgent", "second", "overdue", "satisfactory")
SAID_OF_SOME = (
    *(f"{which} {{}} {kind}" for which in ("no", "any") for kind in ("check", "full check", "drill", "drills")),
    *(f"number of {{}} {kind} is {n}" for kind in ("checks", "drills", "repairs") for n in ("2", "twenty-one")),
    *(f"at least {n} {{}} {kind}" for n in ("2", "two", "twenty-one") for kind in ("checks", "drills")),
)
NO_SENTENCE = {
    "when": [
        *(f"risk found of {pick} {kind} is high" for pick in NOT_PICKED for kind in ("check", "full check")),
        *(said.format(which) for said in SAID_OF_SOME for which in NOT_TOLD),
        "unoccupied",
        "not unoccupied",
        "occupied or unoccupied",
        "first risk is high",
        "second last risk is high",
        "last but one risk is high",
        "the third check was more than 2 years ago",
        "last fire was more than 2 years ago",
        "nearly built is before 2020-01-01",
        "floors is about 21",
        "floors is twenty-first",
        "floors is two million",
        "floors is several hundred",
        "at least half of the checks",
        "most checks were late",
        "fewer than half the drills",
    ],
    "due": [
        "at least 2 between built and today",
        "at least 2 full checks between built and today",
        "at most every 3 years",
        "at most every 3 years after built",
        "not every year",
        "every few years",
        "every several hundred days",
        "every 3 years after each check",
        "1 month after every repair",
        "1 month after any repair",
        "6 months after the third check",
        "6 months after the second full check",
        "6 months after the third last check",
        "6 months after the unsatisfactory check",
        "6 months after the last failed check",
        "every 3 years since the last unannounced check",
        "every two and a half months",
        "every one and a half weeks",
        "every 2 years or so after built",
        "about every 2 years after built",
        "within a couple of weeks after built",
        "twice every so often",
        "nearly annually",
        "almost every year",
        "every quarter year after built",
        "every Monday",
        "every weekday",
        "every leap year",
        "on the first Monday of each month",
        "not annually",
        "less than annually",
        "more than annually",
        "less often than every 3 years",
        "every year after built, whichever is later",
        "every year after built, at the latest on 1 May",
        "every year after built, by the owner",
        "every year after built, same day",
        "4 weeks after built, brought forward to the next Friday",
        "4 weeks after built, postponed to the previous Friday",
        "every year after end of last check, for 3 years",
        "every year after end of latest full check, for 3 years",
        "by 2026-03-31, at the latest 2026-06-30",
        "within 4 weeks after built, up to 1 month earlier",
        "within 4 weeks after built, up to 2 weeks late",
        "by 2026-03-31, and every year after that",
        "within 4 weeks after built or by 2027-03-31, whichever is later",
        "4 weeks after built, 3 times",
        "at least 1 in each calendar year, not on a Monday",
    ],
}  # fmt: skip
EITHER = {
    said: (f"every 2 {unit}s", f"at least 2 in each {period}")
    for words, unit, period in (
        ("bi-monthly bimonthly", "month", "month"),
        ("bi-weekly biweekly", "week", "week"),
        ("bi-annually biannually bi-annual biannual bi-yearly", "year", "calendar year"),
    )
    for said in words.split()
}


LENGTHS = {
    "two days": "2 days",
    "twenty-one days": "21 days",
    "a hundred days": "100 days",
    "a week": "1 week",
    "a fortnight": "2 weeks",
    "half a year": "6 months",
    "two and a half years": "30 months",
    "ten school days": None,
    "half a day": None,
    "a few days": None,
}


def found_in(key: str, sentence: str) -> list[Diagnostic]:
    return read(key, sentence)[1]


def read(key: str, sentence: str) -> tuple[object, list[Diagnostic]]:
    return condition(sentence, VERSION) if key == "when" else due(sentence, VERSION, "drill")


def written(found: Diagnostic) -> list[str]:
    """What a hint says to write to the letter; “…” only tells what such a sentence looks like."""
    told = re.findall(r"(?:write|did you mean) “([^”…]+)”(?:, or “([^”…]+)”)?", found.hint or "")
    return [way for ways in told for way in ways if way]


def followed(key: str, said: str, found: Diagnostic) -> object:
    """What is meant by who follows a hint: what is to be written may be the whole, or stand for some of the words."""
    span, (first, *_) = found.span, written(found)
    there = said[: span.start] + first + said[span.end :]
    meant, left = read(key, first if found_in(key, there) else there)
    return left or meant


@pytest.mark.parametrize(("key", "phrases"), [("when", CONDITIONS), ("due", DUES)])
def test_who_follows_the_hint_has_what_was_meant(key: str, phrases: dict[str, str]) -> None:
    assert len(phrases) > 1000
    wrong = {}
    for said, sentence in phrases.items():
        meant, none = read(key, sentence)
        assert none == [], sentence
        now, found = read(key, said)
        if found:
            now = followed(key, said, found[0]) if len(found) == 1 and written(found[0]) else found
        if now != meant:
            wrong[said] = [each.hint for each in found]
    assert wrong == {}


@pytest.mark.parametrize(("key", "said"), [(key, said) for key, phrases in NO_SENTENCE.items() for said in phrases])
def test_of_what_cannot_be_said_no_other_sentence_is_offered(key: str, said: str) -> None:
    found = found_in(key, said)
    assert found != []
    assert [way for each in found for way in written(each)] == []


@pytest.mark.parametrize("said", EITHER)
@pytest.mark.parametrize("anchor", ["", " after built"])
def test_of_what_is_meant_in_two_ways_both_are_told(said: str, anchor: str) -> None:
    (found,) = found_in("due", said + anchor)
    assert tuple(written(found)) == EITHER[said]


BUILDINGS = VERSION.text.policy.span.source.text


def told(before: str, after: str) -> list[Diagnostic]:
    """What is told of the policy where some words of it are others; of what the examples then show nothing."""
    assert BUILDINGS.count(before) == 1
    return errors(findings(BUILDINGS.replace(before, after)))


@pytest.mark.parametrize("said", LENGTHS)
@pytest.mark.parametrize("before", ["    lasts: 2 days", "  usual interval: 2 years"])
def test_a_length_is_as_long_as_was_said(said: str, before: str) -> None:
    found = told(before, f"{before.partition(': ')[0]}: {said}")
    assert found != []
    offered = [re.findall(r"“(\d+ [a-z]+)”", each.hint or "") for each in found]
    assert offered == ([[LENGTHS[said]]] if LENGTHS[said] else [[]] * len(found))
