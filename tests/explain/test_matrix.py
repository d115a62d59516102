"""The paragraphs of the sources against the rules: what carries each, what nothing carries, and what cites none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Matrix, Policy, matrix
from ilacs_rules.explain.matrix import Rule, in_short
from ilacs_rules.language.names import fold
from tests.explain import fire
from tests.policies import by_hand
from tests.test_examples import POLICIES, shown

ROOT = Path(__file__).parents[2]
LAUNCH = ilacs_rules.load(ROOT / "rules" / "ilacs" / "2018-01-01.yaml")

LISTED = """\
    published: 2019-06-01
    paragraphs:
      - Bullet-1
      - bullet 2: what is not safe is checked each year
      - paragraph 4: leads in to its bullets
      - paragraph 4, bullet 1
      - table 1
      - paragraph 2
      - bullet 3
      - bullet 4
      - bullet 5
      - bullet 6: two drills a year
      - bullet 7
      - addendum
  building code:"""
FIRE = fire.TEXT.replace("    published: 2019-06-01\n  building code:", LISTED)


def names(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.words for rule in rules]


def carried(told: Matrix, source: str) -> dict[str, list[str]]:
    (found,) = [each for each in told.sources if each.name == source]
    return {place.pinpoint: names(place.rules) for place in found.places}


def without(policy: Policy, requirement: str) -> Policy:
    version = policy.versions[-1].version
    kept = {name: each for name, each in version.requirements.items() if name != requirement}
    return by_hand(replace(version, requirements=kept))


def test_the_rule_that_carries_a_bullet_taken_out_leaves_it_without_a_rule() -> None:
    assert carried(matrix(LAUNCH), "announcement")["paragraph 4, bullet 4"] == ["focused visit"]
    less = matrix(without(LAUNCH, "focused visit"))
    assert carried(less, "announcement")["paragraph 4, bullet 4"] == []
    assert (less.paragraphs, less.carried) == (16, 5)
    assert in_short(less).startswith("5 of 16 listed paragraphs are carried by a rule.")


def test_the_places_of_a_source_that_lists_them_stand_in_its_order_with_what_they_say() -> None:
    (announcement, code) = matrix(fire.policy(FIRE)).sources
    assert [place.pinpoint for place in announcement.places][:3] == ["Bullet-1", "bullet 2", "paragraph 4"]
    assert [place.gist for place in announcement.places][:2] == [None, "what is not safe is checked each year"]
    assert (announcement.lists, announcement.paragraphs, announcement.carried) == (True, 12, 10)
    assert (code.lists, code.paragraphs, code.carried) == (False, 0, 0)


def test_hyphens_and_capitals_do_not_matter() -> None:
    assert carried(matrix(fire.policy(FIRE)), "announcement")["Bullet-1"] == ["short check"]


def test_citing_a_paragraph_does_not_carry_its_bullets_nor_a_bullet_its_paragraph() -> None:
    whole = fire.policy(FIRE.replace("source: announcement, bullet 2", "source: announcement, paragraph 4"))
    places = carried(matrix(whole), "announcement")
    assert (places["paragraph 4"], places["paragraph 4, bullet 1"]) == (["full check"], [])
    part = fire.policy(FIRE.replace("source: announcement, bullet 2", "source: announcement, paragraph 4, bullet 1"))
    places = carried(matrix(part), "announcement")
    assert (places["paragraph 4"], places["paragraph 4, bullet 1"]) == ([], ["full check"])


def test_citing_a_source_as_a_whole_carries_none_of_its_paragraphs() -> None:
    cited = fire.policy(FIRE.replace("source: announcement, bullet 2", "source: announcement"))
    (announcement, _) = matrix(cited).sources
    assert names(announcement.whole) == ["full check"]
    assert names(announcement.places[1].rules) == []


def test_of_a_source_that_lists_nothing_the_places_are_those_cited_by_their_numbers() -> None:
    places = carried(matrix(fire.POLICY), "announcement")
    bullets = [f"bullet {number}" for number in range(1, 8)]
    assert list(places) == [*bullets, "paragraph 2", "table 1", "addendum"]
    assert places["bullet 4"] == ["follow-up visit", "re-check"]
    assert matrix(fire.POLICY).paragraphs == 0


def test_a_rule_that_cites_a_place_twice_carries_it_once() -> None:
    twice = FIRE.replace(
        "      - announcement, bullet 6\n", "      - announcement, bullet 6\n      - Announcement, Bullet-6\n"
    )
    assert carried(matrix(fire.policy(twice)), "announcement")["bullet 6"] == ["fire drill"]


def test_a_rule_that_cites_none_says_what_kind_it_is_and_whether_it_is_marked_as_ours() -> None:
    alone = matrix(LAUNCH).citing_none
    assert [(rule.kind, rule.words, rule.assumption is not None) for rule in alone] == [
        ("requirement", "first inspection", True),
        ("definition", "last inspection", False),
        ("definition", "previous grade", False),
    ]


def test_a_rule_is_told_by_its_label_too() -> None:
    (meeting,) = [rule for rule in matrix(fire.POLICY).citing_none if rule.name == "owner meeting"]
    assert (meeting.words, meeting.label) == ("owner meeting", "owners’ meeting")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FIRE, "10 of 12 listed paragraphs are carried by a rule. "),
        (fire.TEXT, "No source lists its paragraphs, so what no rule carries cannot be told. "),
    ],
)
def test_what_it_comes_to_in_a_sentence(text: str, said: str) -> None:
    assert in_short(matrix(fire.policy(text))).startswith(said)


def test_what_it_comes_to_says_which_kinds_of_rule_cite_none() -> None:
    told = matrix(LAUNCH)
    assert in_short(told).endswith(
        "One requirement and two definitions cite no source; one of them is marked as our assumption."
    )
    (first, *_) = told.citing_none
    assert in_short(replace(told, citing_none=(first,))).endswith(
        "One requirement cites no source, and is marked as our assumption."
    )
    assert in_short(replace(told, citing_none=())).endswith("Every rule cites a source.")


@pytest.mark.parametrize("folder", POLICIES, ids=shown)
def test_every_citation_of_every_policy_that_ships_stands_in_its_matrix_and_nothing_else(folder: Path) -> None:
    policy = ilacs_rules.load(folder)
    for program in policy.versions:
        version = program.version
        sections = (version.requirements, version.definitions, version.priorities, version.pauses, version.transitions)
        rules = [rule for section in sections for rule in section.values()]
        cited = {
            (rule.words, fold(each.source.value), fold(each.pinpoint.value) if each.pinpoint else "")
            for rule in rules
            for each in rule.source
        }
        shown_in = matrix(policy, version.start)
        told = {
            (rule.words, source.name, fold(place.pinpoint))
            for source in shown_in.sources
            for place in source.places
            for rule in place.rules
        }
        told |= {(rule.words, source.name, "") for source in shown_in.sources for rule in source.whole}
        assert told == cited
        assert set(names(shown_in.citing_none)) == {rule.words for rule in rules if not rule.source}
