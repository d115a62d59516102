"""Which words of a text are linked to where they are explained, and which are not."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules.documents.policy_document.content import Link
from ilacs_rules.documents.policy_document.terms import terms_of
from tests.policies import read_once

JOINT = "event-joint-targeted-area-inspection"
GATE = "definition-gate-passed"


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("When “newly inadequate” holds", {"“newly inadequate”": "definition-judged-inadequate"}),
        ("one that was judged inadequate overall", {}),  # a condition is a term only where it is named
        (
            "“Monitoring after the first visit” comes first",
            {"“Monitoring after the first visit”": "requirement-monitoring"},
        ),
        ("whose “priority action” is yes", {}),  # two kinds of event record it that have nothing in common
        ("children in care and care leavers", {}),  # “care leavers” was recorded by a kind no longer held
        ("the overall effectiveness", {}),  # no longer recorded
        ("experiences and progress of children in care and care leavers", {}),  # nor this, so no part of it is a term
        (
            "when the judgements were good enough for a short inspection",
            {"the judgements were good enough for a short inspection": GATE},
        ),
        (
            "experiences and progress of care leavers",  # of several kinds that are one, the first
            {"experiences and progress of care leavers": "event-short-inspection"},
        ),
        ("Short inspections and visits", {"Short inspections": "event-short-inspection"}),
        ("the single inspection framework", {}),  # a name that the policy knows, of which “inspection” is but a part
        ("a full inspection, or any", {"inspection": "event-inspection"}),
        ("a joint targeted area inspection", {"joint targeted area inspection": JOINT}),
    ],
)
def test_a_word_is_linked_only_where_it_means_what_is_explained(text: str, linked: dict[str, str]) -> None:
    terms = terms_of(read_once("ilacs").in_force(date(2026, 4, 1)).version)
    assert {each.text: each.anchor for each in terms.linked(text) if isinstance(each, Link)} == linked


def test_a_kind_that_only_sounds_like_another_is_not_explained_by_it() -> None:
    terms = terms_of(read_once("ilacs").in_force(date(2026, 4, 1)).version)
    told = "an inspection of an area by several inspectorates"
    assert terms.linked(told, own=JOINT) == (told,)  # it is no inspection under this policy
    assert len(terms.linked(told, own="event-short-inspection")) == 3


def test_what_an_event_records_does_not_lead_to_another_from_where_it_is_told() -> None:
    terms = terms_of(read_once("ilacs").in_force(date(2026, 4, 1)).version)
    told = "experiences and progress of care leavers"
    assert terms.linked(told, own="event-standard-inspection") == (told,)
