"""Slips of the checker that writing the fire-safety example brought to light, each as small as it could be made."""

from __future__ import annotations

from ilacs_rules import Diagnostic
from tests import policies

HEAD = """\
policy: fire
title: Fire checks
publisher: Fire Service
published: 2024-01-01
in force:
  from: 2024-01-01
subject: building
events:
  check: {}
"""


def findings(text: str) -> list[Diagnostic]:
    return policies.findings(HEAD + text)


def test_a_default_may_be_negative() -> None:
    assert findings("facts:\n  lowest floor: {is: number, default: -1}\n") == []


def test_a_definition_is_not_called_unused_where_its_user_could_not_be_read() -> None:
    found = findings("definitions:\n  last check: latest check\n  late: end of last check before today\n")
    assert [d.code for d in found] == ["E201"]


def test_a_definition_is_not_called_unused_where_its_user_misspells_it() -> None:
    events = "definitions:\n  last check: latest check\n"
    due = "requirements:\n  check: {assumes: a test, event: check, due: after end of last chek}\n"
    assert [d.code for d in findings(events + due)] == ["E301"]


def test_a_bare_latest_where_only_a_name_can_stand_is_put_in_brackets() -> None:
    definitions = "definitions:\n  since check: days between end of latest check and today\n"
    (found,) = findings(definitions)
    assert (found.message, found.hint) == (
        "“latest check” is read as a name here, and there is none",
        "put it in brackets: “(latest check)”",
    )
