"""What a text is, and whose: the publisher's own, not yet decided, put together by others, or invented."""

from __future__ import annotations

from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import joined, quoted
from ilacs_rules.language.fixed_words import TextStatus
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Version
from ilacs_rules.policy.cited import SourceText
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
    return "" if version.status is None else _STANDING[version.status]


def titled(version: Version) -> str:
    """The title, with what nobody is to take for the publisher's own: `Checks of lifts, a draft`."""
    return version.title + not_to_be_taken_for_official(version)


def not_to_be_taken_for_official(version: Version) -> str:
    """What follows the title where the text is not the publisher's own: `, not an official text`; else empty."""
    added = {TextStatus.RECONSTRUCTION: ", not an official text", TextStatus.DRAFT: ", a draft, not yet decided"}
    status = version.status
    return "" if status is None else added.get(status, "")


def attributed(version: Version) -> str:
    """Who speaks: the publisher; of a reconstruction, whose policy it is about, for he says nothing in it."""
    if is_reconstruction(version):
        return f"About the policy of {version.publisher}"
    return version.publisher


def is_reconstruction(version: Version) -> bool:
    """Whether others put it together from what is public."""
    return version.status is TextStatus.RECONSTRUCTION


def made_known(version: Version) -> str:
    """On which day the version was published; of a reconstruction only what its sources tell of that."""
    said = as_made_known(version.status, version.published)
    if version.text.published_assumes is not None:
        return f"This version is taken to have been {said} ({one_line(version.text.published_assumes)})"
    if is_reconstruction(version):
        return f"As far as its sources tell, this version was {said}"
    return f"This version was {said}"


def as_made_known(status: TextStatus | None, on: date) -> str:
    """`published on 29 November 2017`; `made known on …` of a reconstruction, whose sources tell no more."""
    return f"{'made known' if status is TextStatus.RECONSTRUCTION else 'published'} on {values.day(on)}"


def put_together(version: Version, publisher: str) -> str:
    """How far a reconstruction can be trusted: whose text it is not, and which sources tell of it at second hand."""
    said = f"It was put together by others from what is public. It is no text of {publisher}, which did not check it."
    said += " Where it says “we” or “ours”, it means those who put it together."
    found = [
        quoted(source.name.value)
        for name, source in version.sources.items()
        if name in _cited(version) and is_second_hand(source)
    ]
    if found:
        many = "sources that tell" if len(found) > 1 else "a source that tells"
        said += f" It rests in part on {many} of it at second hand: {joined(found)}."
    return said


_SECOND_HAND = fold("second-hand")  # said in the kind of a source that only tells what others wrote


def is_second_hand(source: SourceText) -> bool:
    """Whether a source only tells what others wrote, as its kind says."""
    return source.kind is not None and _SECOND_HAND in fold(source.kind)


def _cited(version: Version) -> set[str]:
    """The sources on which a rule of the version rests, by their folded names."""
    found = [each.source for each in version.requirements.values()]
    found += [each.source for each in version.definitions.values()]
    found += [each.source for each in version.pauses.values()]
    found += [each.source for each in version.transitions.values()]
    found += [each.source for each in version.priorities.values()]
    return {fold(citation.source.value) for citations in found for citation in citations}


def policy_of_publisher(version: Version) -> str:
    """`the policy of Anyshire Council`, for what rests on it; of a reconstruction, that it rests on one."""
    rests = {
        TextStatus.DRAFT: "a draft policy",
        TextStatus.RECONSTRUCTION: "a reconstruction of the policy",
        TextStatus.EXAMPLE: "an invented policy",
    }
    status = version.status
    return f"{rests.get(status, 'the policy') if status else 'the policy'} of {version.publisher}"


def status_to_tell(version: Version) -> Diagnostic | None:
    """What to write where a text does not say what it is; None where it does."""
    if version.status is not None:
        return None
    message = "no document is made of a policy that does not say what kind of text it is"
    hint = (
        "write “status: official”, “draft”, “reconstruction” (put together by others from what is public) or “example” "
        "(invented) at the head of the file"
    )
    return Diagnostic(Code.NO_STATUS, message, version.text.policy.span, hint)
