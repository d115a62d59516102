"""What a text is, and whose: the publisher's own, not yet decided, put together by others, or invented."""

from __future__ import annotations

from ilacs_rules.language.fixed_words import TextStatus
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

_STANDING = {
    TextStatus.OFFICIAL: "Official text",
    TextStatus.DRAFT: "Draft, not yet decided",
    TextStatus.RECONSTRUCTION: "Reconstruction from public sources, not an official text",
    TextStatus.EXAMPLE: "Invented example: no such policy exists",
}


def standing(version: Version) -> str:
    """`Draft, not yet decided`; empty where the text does not say what it is."""
    return "" if version.text.status is None else _STANDING[version.text.status]


def attributed(version: Version) -> str:
    """Who speaks: the publisher; of a reconstruction, from whose publications it was put together."""
    if version.text.status is TextStatus.RECONSTRUCTION:
        return f"Source: publications of {version.publisher}"
    return version.publisher


def policy_of_publisher(version: Version) -> str:
    """`the policy of Anyshire Council`, for what rests on it; of a reconstruction, that it rests on one."""
    rests = {
        TextStatus.DRAFT: "a draft policy",
        TextStatus.RECONSTRUCTION: "a reconstruction of the policy",
        TextStatus.EXAMPLE: "an invented policy",
    }
    status = version.text.status
    return f"{rests.get(status, 'the policy') if status else 'the policy'} of {version.publisher}"


def status_to_tell(version: Version) -> Diagnostic | None:
    """What to write where a text does not say what it is; None where it does."""
    if version.text.status is not None:
        return None
    message = "no document is made of a policy that does not say what kind of text it is"
    hint = (
        "write “status: official”, “draft”, “reconstruction” (put together by others from what is public) or “example” "
        "(invented) at the head of the file"
    )
    return Diagnostic(Code.NO_STATUS, message, version.text.policy.span, hint)
