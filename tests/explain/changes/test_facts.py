"""A policy that hangs on facts alone, changed in small ways: each is told, with a case that is decided otherwise."""

from __future__ import annotations

import pytest

from ilacs_rules import Policy, decide
from tests.explain import fire
from tests.policies import differences_of, what_it_means

BEFORE = """\
policy: checks
title: Checks of schools
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
choices: {sector: [state, private, charity]}
facts:
  pupils: number
  boarding: yes or no
  rural: yes or no
  sector: sector
  opened: date
events: {check: {}, visit: {}, call: {}, letter: {}, audit: {}}
definitions:
  time between checks:
    hit policy: first
    table: |
      | pupils | boarding | time between checks |
      |--------|----------|---------------------|
      | >= 200 | yes      | 6 months            |
      | >= 200 | -        | 12 months           |
      | -      | -        | 24 months           |
  time of a call: if pupils > 500 then 2 days else 1 day
requirements:
  check: {assumes: x, when: pupils > 50, event: check, due: every time between checks}
  visit: {assumes: x, when: 'sector is one of state, charity', event: visit, due: every year}
  call: {assumes: x, when: boarding and rural, event: call, due: every year, lasts: time of a call}
  letter: {assumes: x, when: opened is before 2010-09-01, event: letter, due: every 3 years}
  audit: {assumes: x, when: boarding is yes, event: audit, strength: should, due: every year}
"""

# what is changed: what stands in the policy, what instead, and of which schools that is told
KINDS: dict[str, tuple[str, str, str]] = {
    "a number up": ("pupils > 50,", "pupils > 70,", "a school where there are more than 50 and at most 70 pupils"),
    "a number down": ("pupils > 50,", "pupils > 30,", "a school where there are more than 30 and at most 50 pupils"),
    "at least for more than": ("pupils > 50,", "pupils >= 50,", "a school where there are 50 pupils"),
    "a choice added": ("of state, charity", "of state, private, charity", "a school where the sector is private"),
    "a choice removed": ("of state, charity", "of state", "a school where the sector is charity"),
    "a yes-or-no turned": ("when: boarding is yes", "when: boarding is no", "a school where “boarding” is no"),
    "or for and": (
        "boarding and rural",
        "boarding or rural",
        "a school where “boarding” is yes and “rural” is no, or where “boarding” is no and “rural” is yes",
    ),
    "a day moved": (
        "before 2010-09-01",
        "before 2012-09-01",
        "a school where the day the school was opened is on or after 1 September 2010 and before 1 September 2012",
    ),
    "a row’s value": (
        "yes      | 6 months",
        "yes      | 9 months",
        "a school where there are at least 200 pupils and “boarding” is yes",
    ),
    "a row dropped": (
        "      | >= 200 | yes      | 6 months            |\n",
        "",
        "a school where there are at least 200 pupils and “boarding” is yes",
    ),
    "a row’s boundary": (
        ">= 200 | -        | 12",
        ">= 300 | -        | 12",
        "a school where there are at least 200 and fewer than 300 pupils, and “boarding” is no",
    ),
    "a length in an if": (
        "then 2 days",
        "then 3 days",
        "a school where “boarding” is yes, “rural” is yes and there are more than 500 pupils",
    ),
    "an exception added": (
        "lasts: time of a call",
        "lasts: time of a call, exception to: audit",
        "a school where “boarding” is yes and “rural” is yes",
    ),
    "a strength": ("strength: should", "strength: must", "a school where “boarding” is yes"),
    "how often": (
        "due: every 3 years",
        "due: every 2 years",
        "a school where the day the school was opened is before 1 September 2010",
    ),
    "for everybody": ("when: pupils > 50, ", "", "a school where there are not more than 50 pupils"),
}


def policies(kind: str) -> tuple[Policy, Policy]:
    old, new, _ = KINDS[kind]
    assert old in BEFORE
    return fire.policy(BEFORE), fire.policy(BEFORE.replace(old, new))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_is_told_of_the_schools_it_concerns(kind: str) -> None:
    one, other = policies(kind)
    told = what_it_means(one.versions[0], other.versions[0])
    assert KINDS[kind][2] in [effect.words for effect in told.found]
    assert all(part.before != part.after for effect in told.found for part in effect.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_the_school_told_as_an_example_is_decided_otherwise(kind: str) -> None:
    one, other = policies(kind)
    found = differences_of(one.versions[0], other.versions[0]).found
    for difference in found:
        before, after = (
            [
                (each.status, each.target, each.lasts, each.strength)
                for each in decided
                if each.requirement == difference.name
            ]
            for decided in (decide(policy, difference.witness, difference.on).obligations for policy in (one, other))
        )
        assert difference.shows
        assert before != after
    assert found


def test_what_surely_comes_out_as_before_is_said_so() -> None:
    told = what_it_means(*(policy.versions[0] for policy in policies("an exception added")))
    assert told.beside == ("“Call” comes out as before in every case, however it reads now.",)


def test_what_is_not_found_is_not_said_not_to_be() -> None:
    """How old a school is can be any number of days: not every one can be tried."""
    text = BEFORE.replace("opened is before 2010-09-01", "opened + 2 years is before today")
    one, *others = (
        fire.policy(text.replace("2 years", length)).versions[0] for length in ("2 years", "24 months", "104 weeks")
    )
    same, told = (what_it_means(one, other) for other in others)
    assert same.proved
    assert (told.found, told.proved) == ((), False)
    assert told.beside == (
        "No case of “Letter” was found that comes out otherwise, in four kinds of case. "
        "That is no proof: it also hangs on days that are reckoned from others.",
    )
