"""What a reviewer is told of a change: what comes out otherwise, and how examples hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.coverage import CoveragePoint, coverage
from ilacs_rules.assurance.example_changes import Tried, example_changes
from ilacs_rules.assurance.examples import run_examples
from ilacs_rules.assurance.survival import is_of_an_example
from ilacs_rules.documents.review import Became, PolicyReview, Review, ReviewedVersion
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.explain.changes.effects import effects
from ilacs_rules.explain.changes.make import change_note
from ilacs_rules.explain.changes.note import ChangeNote, How, RuleChanges
from ilacs_rules.policy.all_written import all_written
from ilacs_rules.policy.finding import found_at
from ilacs_rules.text.diagnostics import Diagnostic, in_reading_order
from ilacs_rules.text.files import Files
from ilacs_rules.text.machine import identity
from ilacs_rules.text.once import Remembered
from ilacs_rules.text.printing import tally
from ilacs_rules.text.reading import no_file
from ilacs_rules.workspace.differences import pairs_of_versions, told_alone
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.loading import check_policy
from ilacs_rules.workspace.review_scope import TwoTexts, belongs_to, changed_policies, two_texts

MOST_WORKED_OUT = 20  # versions of which made-up cases are asked; each takes seconds

_REACHED = ("What is to be done", "What the words mean")  # groups of changes that examples reach


def review(revisions: str, policies: Sequence[Where] = ()) -> Review:
    """What changes in policies, in all of which a file differs or in those named, between two states of a repository.

    `revisions` are as `two_texts` takes them. Raises PolicyError where one of them, or a policy that is named, is not
    there, and where so much differs that it would take very long (E124). Of more than `MOST_WORKED_OUT` versions that
    read otherwise the rest is told as it reads, and that it was not worked out. A policy with mistakes is no reason to
    raise: the review says so.
    """
    texts = two_texts(revisions)
    places = [_place(each, texts) for each in policies] if policies else changed_policies(texts)
    others = [each for each in texts.changed if not any(belongs_to(each, place) for place in places)]
    turns = iter(range(MOST_WORKED_OUT))
    reviewed = tuple(_reviewed(place, texts, turns) for place in dict.fromkeys(places))
    return Review(texts.called, reviewed, tuple(each.as_posix() for each in others))


def _place(policy: Where, texts: TwoTexts) -> Path:
    """Where a policy is, or was."""
    for files in reversed(texts.sides):
        place = found_at(policy, files)
        if isinstance(place, Path) and files.exists(place):
            return place
    raise PolicyError(
        [place if isinstance(place, Diagnostic) else no_file(place.as_posix(), "no policy is or was there")]
    )


def _reviewed(place: Path, texts: TwoTexts, turns: Iterator[int]) -> PolicyReview:
    kept = Remembered()
    (old, before), (new, after) = (_checked(place, files, kept) for files in texts.sides)
    title = next((each.title for each in (new, old) if each is not None), place.as_posix())
    told = PolicyReview(place.as_posix(), title, findings=_new(before, after), settled=len(_new(after, before)))
    if not texts.after.exists(place):
        return replace(told, findings=(), alone=("It is taken away.",))
    if new is None:
        return replace(told, usable=False, findings=tuple(in_reading_order(after)), settled=0)
    told = _with_examples(told, [] if old is None else _tried(old, kept), _tried(new, kept))
    if old is not None:
        return _with_versions(told, old, new, texts.called, turns)
    if not texts.before.exists(place):
        return replace(told, alone=("It is new.",))
    why = f"By {texts.called[0]} it cannot be used ({tally(before)}), so what changes is not told."
    return replace(told, alone=(why,))


def _checked(place: Path, files: Files, kept: Remembered) -> tuple[Policy | None, list[Diagnostic]]:
    return check_policy(place, files, kept) if files.exists(place) else (None, [])


def _tried(policy: Policy, kept: Remembered) -> list[Tried]:
    return [(program, kept.once(run_examples, program)) for program in policy.versions]


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is found after and was not found before, wherever in its file it stands."""
    known = Counter(map(identity, before))
    found = []
    for each in in_reading_order(after):
        if known[identity(each)]:
            known[identity(each)] -= 1
        else:
            found.append(each)
    return tuple(found)


def _with_examples(told: PolicyReview, before: list[Tried], after: list[Tried]) -> PolicyReview:
    """With what became of the examples; what is found of them is told there, and not once more."""
    of_examples = {each for _, results in after for result in results for each in result.findings}
    return replace(
        told,
        examples=example_changes(before, after),
        unsaid=tuple(each for each in told.findings if is_of_an_example(each)),
        findings=tuple(each for each in told.findings if not is_of_an_example(each) and each not in of_examples),
    )


def _with_versions(
    told: PolicyReview, old: Policy, new: Policy, called: tuple[str, str], turns: Iterator[int]
) -> PolicyReview:
    """With what changes in each version; of those that are changed alike, by the first."""
    starts = [{program.version.start for program in policy.versions} for policy in (old, new)]
    versions: dict[object, ReviewedVersion] = {}
    alone: list[str] = []
    for before, after in pairs_of_versions(old, new):
        if before is None or after is None:
            alone.append(told_alone(before, after, called))
            continue
        day = max(before.version.start, after.version.start)
        became = Became.NEW if day not in starts[0] else Became.GONE if day not in starts[1] else Became.CHANGED
        if became is Became.CHANGED and all_written(before.version.text) == all_written(after.version.text):
            continue
        note = change_note(before, after, with_cases=False)
        key = repr(note.rules) if became is Became.CHANGED else day
        if key in versions:
            versions[key] = replace(versions[key], alike=(*versions[key].alike, day))
        else:
            versions[key] = _version(before, after, note, day, became, turns)
    return replace(told, versions=tuple(versions.values()), alone=tuple(alone))


def _version(
    before: Program, after: Program, note: ChangeNote, day: date, became: Became, turns: Iterator[int]
) -> ReviewedVersion:
    """Made-up cases are asked where it reads otherwise, and it is one of the `turns`."""
    untried = bool(note.rules.groups) and next(turns, None) is None
    if note.rules.groups and not untried:
        note = replace(note, effects=effects(before, after))
    return ReviewedVersion(day, became, note, (), tuple(_touched(after, note.rules)), untried)


def _touched(program: Program, rules: RuleChanges) -> Iterator[CoveragePoint]:
    """What examples may reach of the rules that are new or otherwise."""
    names = {
        change.name
        for group in rules.groups
        if group.heading in _REACHED
        for change in group.changes
        if change.how is not How.ENDED
    }
    if names:
        yield from (each for each in coverage(program) if each.part is not None and each.part.name in names)
