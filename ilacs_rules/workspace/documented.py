"""The policy document of a day, as every door makes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.documents.policy_document.content import PolicyDocument
from ilacs_rules.documents.policy_document.document import policy_document
from ilacs_rules.documents.policy_document.edition import Edition as Edition
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.publication import status_to_tell
from ilacs_rules.workspace.errors import PolicyError


def documented(policy: Policy, on: date, years: int, known: date | None, edition: Edition) -> PolicyDocument:
    """The document of the version in force on a day; what was published after the day `known` is left aside.

    Raises NotInForce if there is none, and PolicyError (E611) where it does not say what kind of text it is.
    """
    program = policy.in_force(on, known)
    missing = status_to_tell(program.version)
    if missing is not None:
        raise PolicyError([missing])
    if known is not None:
        published = policy.published_by(known)
        policy = replace(policy, versions=published)
    return policy_document(policy, on, years, known=known, edition=edition)
