"""Made-up cases are such as there could be: exact kinds, what is recorded at the time, every day that is used told."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from ilacs_rules import NOTHING, UNKNOWN, Policy, Workspace
from tests.policies import FIRE, Program, decided_by, differences_of, read_once, what_it_means

FIRST = (
    FIRE
    + """\
facts:
  created: date
events:
  check:
    records: {overall: result, alarms: result}
  short check: {is: check, records: {exits: result}}
  long check: {is: check, records: {exits: result}}
requirements:
  short check:
    assumes: ours
    when: overall of latest check is safe
    event: short check
    due: every 3 years after end of latest check
  long check:
    assumes: ours
    when: overall of latest check is advised or worse
    event: long check
    due: every 3 years after end of latest check
  first check:
    assumes: ours
    when: no check
    event: long check
    due: within 3 years after created
"""
)
SECOND = """\
policy: fire
amends: 2020-01-01
published: 2025-11-01
in force: {from: 2026-01-01}
events:
  check:
    records: {overall: repealed}
requirements:
  short check:
    when: alarms of latest check is safe and exits of latest check is safe
  long check:
    when: any check and not (alarms of latest check is safe and exits of latest check is safe)
  first check:
    due: within 2 years after created
"""


def policy(folder: Path, second: str = SECOND) -> Policy:
    (folder / "2020-01-01.yaml").write_text(FIRST)
    (folder / "2026-01-01.yaml").write_text(second)
    return Workspace().load(folder)


def examples(before: Program, after: Program) -> list[str]:
    return [effect.example for effect in what_it_means(before, after).found]


differences = cache(differences_of)


def not_recorded(before: Program, after: Program) -> list[str]:
    """The events of the cases told between two versions that nobody could have recorded so."""
    found = []
    for difference in differences(before, after).found:
        for event in difference.witness.events:
            assert isinstance(event.end, date)
            version = after.version
            while version.start > event.end and version.before is not None:
                version = version.before
            kind = version.vocabulary.events.get(event.kind)
            told = {name for name, value in event.fields.items() if value not in (NOTHING, UNKNOWN)}
            if kind is None or kind.repealed or kind.kinds != {event.kind}:
                found.append(f"{difference.name}: {event.kind} of {event.end}")
            elif any(kind.records[name].repealed for name in told if name in kind.records) or told - {*kind.records}:
                found.append(f"{difference.name}: {event.kind} of {event.end} with {sorted(told)}")
    return found


def test_a_made_up_event_is_of_the_most_exact_kind(tmp_path: Path) -> None:
    """Only short and long checks say how the exits were found: a check that is neither would have none of it."""
    told = examples(*policy(tmp_path).versions)
    assert any("one short check" in each for each in told)
    assert not any("one check" in each for each in told)


def test_the_kind_that_a_rule_asks_for_is_made_up_as_it_is(tmp_path: Path) -> None:
    asks = SECOND.replace("    due: within 2", "    event: check\n    due: within 2")
    before, after = policy(tmp_path, asks).versions
    kinds = {
        event.kind
        for each in differences_of(before, after).found
        for region in each.regions
        for event in region.story.events
    }
    assert "check" in kinds


def test_nothing_is_recorded_that_was_repealed_on_the_day(tmp_path: Path) -> None:
    """In 2026 no check has an overall result: what hangs on that shows in one before."""
    versions = policy(tmp_path).versions
    assert not_recorded(*versions) == []
    told = [each for each in examples(*versions) if ", overall: " in each or "(overall: " in each]
    assert [each for each in told if "overall: not known" not in each]
    assert not [each for each in told if "2026 (" in each and "overall: not known" not in each]


def test_what_was_repealed_is_not_known_to_the_version_before(tmp_path: Path) -> None:
    """A check of 2026 has no overall result: what it leads to by the text of 2020 nobody can tell."""
    told = what_it_means(*policy(tmp_path).versions).found
    new = [asked for effect in told if "overall: not known" in effect.example for asked in effect.asked]
    assert new
    assert {asked.before for asked in new} == {"Whether it is asked cannot be told."}


def test_every_fact_that_is_used_is_told(tmp_path: Path) -> None:
    before, after = policy(tmp_path).versions
    (told,) = (each for each in examples(before, after) if "without any event" in each)
    assert "created on 1 January 20" in told
    (first,) = (each for each in differences_of(before, after).found if each.name == "first check")
    assert "created" in first.example.facts
    others = [each for each in differences_of(before, after).found if each.name != "first check"]
    assert all("created" not in each.example.facts for each in others)


def test_no_step_of_ilacs_is_shown_by_what_nobody_could_have_recorded() -> None:
    steps = list(pairwise(read_once("rules/ilacs").versions))
    assert [each for step in steps for each in not_recorded(*step)] == []


def test_what_an_example_of_ilacs_leaves_out_makes_no_difference() -> None:
    """Decided with no more than is told, each requirement is owed as it is said to be."""
    policy = read_once("rules/ilacs")
    for before, after in pairwise(policy.versions):
        for difference in differences(before, after).found:
            for program, owed in ((before, difference.before), (after, difference.after)):
                if owed is None or not difference.shows:
                    continue
                now = decided_by(program, difference.example, difference.on, trace=False).obligations
                days = {
                    (each.status, each.opens, each.target, each.closes)
                    for each in now
                    if each.requirement == owed.requirement
                }
                assert (owed.status, owed.opens, owed.target, owed.closes) in days, difference.name
