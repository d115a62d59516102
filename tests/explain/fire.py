"""The invented policy of `fire.yaml`, and variants of it."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules import Policy
from tests.policies import loaded

TEXT = Path(__file__).with_name("fire.yaml").read_text(encoding="utf-8")


def policy(text: str = TEXT) -> Policy:
    """The policy of a text; a mistake in it fails the test."""
    return loaded(text, "fire.yaml")


POLICY = policy()
VERSION = POLICY.versions[-1].version
