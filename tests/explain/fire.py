"""The invented policy of `fire.yaml`, and variants of it."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules import Source
from ilacs_rules.checker.check import check_version
from ilacs_rules.model.version import Version
from ilacs_rules.policy.loading import read_policy_text
from ilacs_rules.text.diagnostics import has_errors

TEXT = Path(__file__).with_name("fire.yaml").read_text(encoding="utf-8")


def version(text: str = TEXT) -> Version:
    """The checked version of a policy text; a mistake in it fails the test."""
    read, findings = read_policy_text(Source("fire.yaml", text))
    assert read is not None, findings
    assert not has_errors(findings), findings
    checked, findings = check_version(read)
    assert checked is not None, [(str(one.span), one.message) for one in findings]
    return checked


VERSION = version()
