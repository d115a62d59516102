"""Why a decision came out as it did: for each requirement what held, which facts it used, which source says so.

`why` makes one plain structure from a decision with its trace, which can be had as text and as plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from ilacs_rules.engine.pauses import at_earliest
from ilacs_rules.engine.plan_rows import is_due
from ilacs_rules.engine.ranking import put_forward
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.unknowns import event_in_words
from ilacs_rules.explain import values
from ilacs_rules.explain.derivations import how_reached, when_allowed
from ilacs_rules.explain.document import INDENT, Cited, assumption_sentence, cited, one_line, source_sentence
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.for_what import for_any
from ilacs_rules.explain.forward import Forward, why_forward
from ilacs_rules.explain.noted import noted
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.progress import may_be_done, progress
from ilacs_rules.explain.reasons import Grounds, what_did_not_hold, what_held
from ilacs_rules.explain.requirements import everyone
from ilacs_rules.explain.status import known_without_a_day, verdict
from ilacs_rules.explain.under import has_ended, put_first, under
from ilacs_rules.explain.used import Used, facts_used
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Decision, GuaranteeOutcome, Obligation, Status, Step
from ilacs_rules.model.derivation import StoodStill, Stop
from ilacs_rules.model.version import Definition, Guarantee, Pause, Requirement, Transition, Version
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.printing import wrapped


@frozen
class AlsoAssumed:
    """What is ours in something that a requirement rests on: a definition it looks at, a pause that moves its dates."""

    of: str
    assumption: str


@frozen
class Account:
    """Why one requirement stands where it does for the case.

    `because` and `dates` are sentences: why it applies or does not, and how its days were reached. `needs`
    would settle it.
    """

    requirement: str
    title: str
    instance: str | None
    status: str
    verdict: str
    because: tuple[str, ...] = ()
    facts: tuple[Used, ...] = ()
    dates: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    assumption: str | None = None
    also_assumed: tuple[AlsoAssumed, ...] = ()


@frozen
class Why:
    """A decision, explained."""

    case: str
    on: str
    policy: str
    under: str
    accounts: tuple[Account, ...]
    guarantees: tuple[str, ...]
    ended: str | None = None  # that the subject had ended, and when
    put_forward: tuple[str, ...] = ()  # the priorities that surely bring the case forward
    forward: tuple[Forward, ...] = ()  # what each of them rests on
    kept: AlsoAssumed | None = None  # what is ours in the transition by which an earlier version decides
    note: str | None = None  # what is noted beside the case

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        return why_as_text(self, width)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON under `explanations`."""
        accounts = [_as_data(account) for account in self.accounts]
        ended = {} if self.ended is None else {"ended": self.ended}
        kept = {} if self.kept is None else {"kept_by": asdict(self.kept)}
        noted = {} if self.note is None else {"note": self.note}
        found = {"case": self.case, **noted, **ended, **kept, "accounts": accounts, "guarantees": list(self.guarantees)}
        forward = [_as_data(each) for each in self.forward]
        return {**found, "put_forward": list(self.put_forward), "forward": forward}


def _as_data(told: Account | Forward) -> object:
    return _with_lists({**asdict(told), "facts": [fact.as_data() for fact in told.facts]})


def _with_lists(data: object) -> object:
    """The same with lists for tuples, as in any JSON."""
    if isinstance(data, dict):
        return {key: _with_lists(value) for key, value in data.items()}
    return [_with_lists(each) for each in data] if isinstance(data, list | tuple) else data


def why(decision: Decision, only: str | None = None) -> Why:
    """Explain a decision; `only` names (folded) the one requirement asked about. Raises ValueError without a trace."""
    if decision.trace is None:
        raise ValueError("a decision without a trace cannot be explained")
    version = decision.version
    accounts: list[Account] = []
    due = False
    only_earlier = (one.requirement for one in decision.obligations)  # what may be owed by an earlier version alone
    for name in dict.fromkeys((*version.requirements, *only_earlier)):
        if only is not None and name != only:
            continue
        obligations = [one for one in decision.obligations if one.requirement == name]
        accounts += [_account(decision, one) for one in obligations]
        due = due or any(is_due(decision, each) for each in obligations)
    broken = [_guarantee(decision, outcome) for outcome in decision.guarantees if outcome.held is not True]
    forward = put_forward(decision, due)
    return Why(
        case=decision.case.name,
        on=values.day(decision.on),
        policy=version.policy,
        under=under(decision),
        accounts=tuple(accounts),
        guarantees=tuple(broken) if only is None else (),
        ended=has_ended(decision),
        put_forward=forward,
        forward=tuple(why_forward(decision, forward)),
        note=decision.case.note,
        kept=next(_ours([decision.kept] if decision.kept is not None else []), None),
    )


def why_as_text(explained: Why, width: int = 80) -> str:
    """For the terminal: lines of at most `width` characters, without colours."""
    heading = f"{explained.case} on {explained.on}"
    lines = [heading, "=" * min(len(heading), width), *wrapped(explained.under, width)]
    lines += [line for said in put_first(explained.put_forward) for line in wrapped(said, width)]
    lines += [line for each in explained.forward for line in wrapped(each.in_words(), width, INDENT)]
    if explained.ended is not None:
        lines += wrapped(explained.ended, width)
    if explained.kept is not None:
        lines += wrapped(_also(explained.kept), width)
    lines += [line for said in noted(explained.note) for line in wrapped(said, width)]
    recorded: set[str] = set()  # where an event was recorded is said once
    for account in explained.accounts if explained.ended is None else ():
        title = account.title if account.instance is None else f"{account.title}, for {account.instance}"
        lines += ["", *wrapped(f"{title}: {account.verdict}.", width)]
        for paragraph in _paragraphs(account, recorded):
            lines += wrapped(paragraph, width, INDENT)
    for line in explained.guarantees:
        lines += ["", *wrapped(line, width)]
    return "\n".join(lines) + "\n"


def _paragraphs(account: Account, recorded: set[str]) -> list[str]:
    reasons = " ".join(account.because)
    facts = [one for one in account.facts if one.text[:-1].lower() not in reasons.lower()]  # not the same thing twice
    found = [
        reasons,
        " ".join(_fact(one, recorded) for one in facts),
        " ".join(account.dates),
        _needed(account),
        source_sentence(account.sources) if account.sources else "",
        assumption_sentence(account.assumption) if account.assumption else "",
        *map(_also, account.also_assumed),
    ]
    return [paragraph for paragraph in found if paragraph]


def _needed(account: Account) -> str:
    """What would settle it; that it cannot be told is said here unless the verdict has said so."""
    if not account.needs:
        return ""
    needs = "; ".join(account.needs)
    return sentence(needs if account.status == Status.UNDETERMINED else f"cannot tell: {needs}")


def _fact(fact: Used, recorded: set[str]) -> str:
    if fact.source is None or fact.source in recorded:
        return fact.text
    recorded.add(fact.source)
    return f"{fact.text} Recorded in: {fact.source}."


def _account(decision: Decision, obligation: Obligation) -> Account:
    version = obligation.terms or decision.version
    requirement, phrases = version.requirements[obligation.requirement], Phrases(version)
    parts = _parts(decision, requirement, obligation)
    applies = obligation.status not in (Status.DOES_NOT_APPLY, Status.UNDETERMINED)
    refused = obligation.status is Status.DOES_NOT_APPLY
    read = [step for name, step in parts.items() if name == "when" or not refused]
    because: Sequence[str] = ()
    if refused:
        because = _stands_in_the_way(obligation, parts, phrases)
    elif applies:
        because = (*_because(requirement, parts, phrases), *_terms(obligation))
    return Account(
        requirement=requirement.words,
        title=f"{capital(requirement.label)}{for_any(obligation, version)}",
        instance=None if obligation.instance is None else values.event(obligation.instance, version),
        status=obligation.status.value,
        verdict=verdict(obligation, decision),
        because=tuple(because),
        facts=tuple(facts_used(read, decision, phrases, every_one=refused)),
        dates=_dates(obligation, version) if applies else (),
        needs=tuple(need.text for need in obligation.needs),
        sources=cited(requirement.source),
        assumption=requirement.assumes,
        also_assumed=tuple(_ours((*_definitions(read, version), *_pauses(obligation, version)))),
    )


def _also(assumed: AlsoAssumed) -> str:
    return assumption_sentence(assumed.assumption, assumed.of)


def _ours(rules: Iterable[Definition | Pause | Transition]) -> Iterator[AlsoAssumed]:
    for rule in rules:
        if rule.assumes is not None:
            yield AlsoAssumed(rule.label if isinstance(rule, Definition) else rule.words, one_line(rule.assumes))


def _definitions(parts: Iterable[Step], version: Version) -> list[Definition]:
    """The definitions that were looked at, also by way of others, in the order of the file."""
    looked_at, waiting = set[str](), list(parts)
    while waiting:
        step = waiting.pop()
        waiting += step.steps
        if isinstance(step.node, tree.Named):
            looked_at.add(step.node.name)
    return [each for each in version.in_order_of_file() if each.name in looked_at]


def _pauses(obligation: Obligation, version: Version) -> list[Pause]:
    """The pauses that hold it up, or have moved its days."""
    steps = [each for _, path in obligation.derivation.paths() for each in path]
    stops = [each.stop for each in steps if isinstance(each, StoodStill)]
    return [
        pause
        for pause in version.pauses.values()
        if pause == obligation.pause
        or (obligation.event in pause.kinds and any(_touches(stop, pause) for stop in stops))
    ]


def _touches(stop: Stop, pause: Pause) -> bool:
    """Whether days on which a clock stood still, of one pause or of several together, are of a pause."""
    begins = stop.last is None or at_earliest(pause) <= stop.last
    return begins and (pause.until is None or pause.until >= stop.first)


def _dates(obligation: Obligation, version: Version) -> tuple[str, ...]:
    said = how_reached, when_allowed, known_without_a_day, progress, may_be_done
    return tuple(each for say in said for each in say(obligation, version))


def _terms(obligation: Obligation) -> list[str]:
    """Which version judges an instance that is older than the version in force."""
    if obligation.terms is None:
        return []
    return [f"It ended under the version of {values.day(obligation.terms.start)}, which still judges it."]


def _parts(decision: Decision, requirement: Requirement, obligation: Obligation) -> Mapping[str, Step]:
    """The recorded parts of a requirement by their names; of those recorded for each instance, the ones asked about."""
    assert decision.trace is not None
    recorded = decision.trace.requirements.get(requirement.name, {})
    if requirement.for_each is None:
        return recorded
    found = {name: step for name, step in recorded.items() if ", " not in name}
    instance = obligation.instance
    if instance is not None:
        vocabulary = (obligation.terms or decision.version).vocabulary
        snapshot = Snapshot(decision.case, decision.on, vocabulary, decision.known)
        end = f", {event_in_words(snapshot, instance)}"
        found |= {name.removesuffix(end): step for name, step in recorded.items() if name.endswith(end)}
    return found


def _because(requirement: Requirement, parts: Mapping[str, Step], phrases: Phrases) -> list[str]:
    if "when" in parts:
        held = what_held(parts["when"], phrases)
        return [sentence(f"it applies because {joined(held.clauses)}"), *held.sentences]
    if requirement.for_each is not None:
        return [sentence(f"it applies to each {phrases.history(requirement.for_each.history)}")]
    return [sentence(f"it applies to {everyone(requirement, phrases)}")]


def _stands_in_the_way(obligation: Obligation, parts: Mapping[str, Step], phrases: Phrases) -> list[str]:
    """All that is known to keep it from applying. It never says what would make it apply: more may stand in the way."""
    for_each, when = phrases.version.requirements[obligation.requirement].for_each, parts.get("when")
    refused = when is not None and when.value is not True and when.value is not UNKNOWN
    missing = what_did_not_hold(when, phrases) if when is not None and refused else Grounds()
    clauses = missing.clauses
    if for_each is not None and obligation.instance is None:
        clauses = [*clauses, f"there is no {phrases.history(for_each.history)}"]
    elif obligation.reason:
        clauses = [*clauses, obligation.reason]
    return [sentence(f"it does not apply because {joined(clauses)}"), *missing.sentences] if clauses else []


def _guarantee(decision: Decision, outcome: GuaranteeOutcome) -> str:
    guarantee = decision.version.guarantees[outcome.guarantee]

    def apply(names: Sequence[str]) -> str:
        words = joined([quoted(decision.version.requirements[name].label) for name in names])
        return f"{words} {'applies' if len(names) == 1 else 'apply'}"

    step = decision.trace.guarantees.get(guarantee.name) if decision.trace is not None else None
    if step is not None:
        return _always(guarantee, outcome, step, Phrases(decision.version))
    if outcome.held is UNKNOWN:
        may = {one.requirement for one in decision.obligations if one.applies is UNKNOWN}
        hangs_on = [name for name in guarantee.requirements if name in may and name not in outcome.applied]
        whether = apply(hangs_on) if hangs_on else "it is asked for in this case"
        return f"Cannot tell whether this guarantee holds: {quoted(guarantee.words)}. It hangs on whether {whether}."
    which = apply(outcome.applied) if outcome.applied else "none of its requirements apply"
    return f"This guarantee does not hold: {quoted(guarantee.words)}. In this case {which}."


def _always(guarantee: Guarantee, outcome: GuaranteeOutcome, step: Step, phrases: Phrases) -> str:
    """Why a condition that is promised does not hold, or what would tell."""
    if outcome.held is UNKNOWN:
        needs = "; ".join(need.text for need in step.needs)
        wanted = f" {sentence(f'cannot tell: {needs}')}" if needs else ""
        return f"Cannot tell whether this guarantee holds: {quoted(guarantee.words)}.{wanted}"
    broken = what_did_not_hold(step, phrases)
    said = " ".join([sentence(f"in this case {joined(broken.clauses)}"), *broken.sentences])
    return f"This guarantee does not hold: {quoted(guarantee.words)}. {said}"
