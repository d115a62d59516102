"""A requirement that is otherwise: aspect by aspect, each as a sentence of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ilacs_rules.checker.comparing.aspects import Aspect
from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.checker.under_way import dropped
from ilacs_rules.explain import requirements, values
from ilacs_rules.explain.changes.note import How, RuleChange, StandingAssumption
from ilacs_rules.explain.changes.parts import PartChange, Parts, told_apart
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.matrix import assumed
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.timing import left_out_sentences, moved_sentences, timed, window_sentences
from ilacs_rules.language.number_words import n_times
from ilacs_rules.model.version import Requirement, Version

_OF_WHOM = {Aspect.EACH, Aspect.WHOM}


def requirement_changes(compared: VersionComparison) -> list[RuleChange]:
    """The requirements that are new, otherwise or ended; those that change through a definition are told there."""
    old, new = compared.before, compared.after
    found = []
    for name, requirement in new.requirements.items():
        if name not in compared.requirements:
            found.append(_whole(requirement, new, How.NEW))
            continue
        before = old.requirements[compared.requirements[name]]
        changed = compared.aspects_changed(name)
        aspects = tuple(each for each in (*Aspect, *requirements.KEYS) if each in changed)
        if before.name != name and _dropped(before, compared):  # the same under another name begins anew
            aspects = aspects or (Aspect.EACH,)
        if aspects:
            found.append(_changed(before, requirement, aspects, compared))
    kept = set(compared.requirements.values())
    return found + [_ended(each, compared) for name, each in old.requirements.items() if name not in kept]


def assumption_changes(compared: VersionComparison) -> list[RuleChange]:
    """What is assumed otherwise than before, rule by rule."""
    same = {
        "requirement": compared.requirements,
        "definition": compared.definitions,
        "priority": compared.priorities,
        "pause": compared.pauses,
        "transition": compared.transitions,
    }
    old = {(kind, name): (label, said) for kind, name, label, said in assumed(compared.before)}
    found, met = [], set()
    for kind, name, label, said in assumed(compared.after):
        was = kind, same.get(kind, {}).get(name, name)
        met.add(was)
        if was not in old:
            found.append(RuleChange(name, capital(label), How.NEW, (sentence(said),)))
        elif old[was][1] != said:
            part = PartChange("", sentence(old[was][1]), sentence(said))
            found.append(RuleChange(name, capital(label), How.CHANGED, parts=(part,)))
    ended = {(kind, name): told for (kind, name), told in old.items() if (kind, name) not in met}
    return found + [
        RuleChange(name, capital(label), How.ENDED, (sentence(said),)) for (_, name), (label, said) in ended.items()
    ]


def standing_assumptions(
    version: Version, otherwise: Collection[str], told: Collection[str]
) -> tuple[StandingAssumption, ...]:
    """Of the rules (folded names) that read `otherwise`, what is assumed as before: all but what is `told` already."""
    return tuple(
        StandingAssumption(capital(label), sentence(said))
        for _, name, label, said in assumed(version)
        if name in otherwise and name not in told
    )


def _whole(requirement: Requirement, version: Version, how: How) -> RuleChange:
    told = requirements.requirement_section(requirement, version)
    return RuleChange(requirement.name, told.title, how, told.sentences)


def _ended(requirement: Requirement, compared: VersionComparison) -> RuleChange:
    change = _whole(requirement, compared.before, How.ENDED)
    return replace(change, sentences=(*change.sentences, *_dropped(requirement, compared)))


def _dropped(requirement: Requirement, compared: VersionComparison) -> tuple[str, ...]:
    """`What is under way for each check ends with it, done or not.`, where a `for each` does not go on."""
    old, each = compared.before, requirement.for_each
    if each is None or not dropped(requirement.name, old, compared.after):
        return ()
    kind = old.vocabulary.events[each.history.kind].label
    return (sentence(f"what is under way for each {kind} ends with it, done or not"),)


def _changed(
    before: Requirement, after: Requirement, aspects: tuple[str, ...], compared: VersionComparison
) -> RuleChange:
    parts = tuple(part for aspect in aspects for part in _part(aspect, before, after, compared))
    if dropped_too := _dropped(before, compared):
        parts = tuple(
            replace(part, after=" ".join((part.after, *dropped_too))) if aspect is Aspect.EACH else part
            for aspect, part in zip(aspects, parts, strict=True)
        )
    concerns = None if _OF_WHOM.intersection(aspects) else _of_whom(after, Phrases(compared.after))
    return RuleChange(after.name, capital(after.label), How.CHANGED, parts=parts, concerns=concerns)


def _part(aspect: str, before: Requirement, after: Requirement, compared: VersionComparison) -> Parts:
    def told(old: Phrases, new: Phrases) -> Parts:
        return (PartChange(_title(aspect), _said(aspect, before, old), _said(aspect, after, new)),)

    return told_apart(compared, told)


def _title(aspect: str) -> str:
    return capital(requirements.KEYS[aspect].title if aspect in requirements.KEYS else aspect)


def _of_whom(requirement: Requirement, phrases: Phrases) -> str:
    """`It applies when …`, `It applies to each …`, or both."""
    to = "it applies"
    if requirement.for_each is not None:
        to += f" to each {phrases.history(requirement.for_each.history)}"
    elif requirement.when is None:
        to += f" to {requirements.everyone(requirement, phrases)}"
    if requirement.when is not None:
        to += f" when {phrases.clause(requirement.when)}"
    return sentence(to)


def _said(aspect: str, requirement: Requirement, phrases: Phrases) -> str:
    """What a requirement says of one aspect: always a whole sentence, also where it says nothing."""
    version, due = phrases.version, requirement.due
    match aspect:
        case Aspect.DUTY:
            return sentence(requirements.deed(requirement, phrases))
        case Aspect.EACH:
            each = requirement.for_each
            return sentence(f"it applies to each {phrases.history(each.history)}") if each else "It applies once."
        case Aspect.WHOM:
            when = requirement.when
            return sentence(f"it applies when {phrases.clause(when)}") if when else "It applies in every case."
        case Aspect.DUE:
            return _due(requirement, phrases)
        case Aspect.SINCE:
            return sentence(f"it is counted from {values.day(version.since(requirement.name))} at the earliest")
        case Aspect.WINDOW:
            return " ".join(window_sentences(due, phrases)) or "No time before or after that day is named."
        case Aspect.MOVED:
            return " ".join(moved_sentences(due)) or "The day is not moved."
        case Aspect.LEFT_OUT:
            return " ".join(left_out_sentences(due)) or "No time is left out."
        case _:
            key = requirements.KEYS[aspect]
            return key.sentence(requirement, phrases) or key.without


def _due(requirement: Requirement, phrases: Phrases) -> str:
    """When it is due, without what may bend the day, which is told by itself."""
    timing = timed(replace(requirement.due, window=None, keeping=False, moved=None, not_in=()), phrases)
    how_often = f" {timing.bound} {n_times(timing.count)}" if timing.bound is not None else ""
    return " ".join((sentence(f"it is due{how_often} {timing.words}"), *timing.sentences))
