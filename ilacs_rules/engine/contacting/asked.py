"""What a policy would have asked by way of contact, from the history that there was on the first day.

It is a forecast from that day on: what was done later plays no part in it, what was not told by then is taken not to
have been, and what no publication is told of, to have been published when it ended. A policy that ended by then is
asked as if its last version had gone on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.engine.contacting.covered import Stretch, a_year, there
from ilacs_rules.engine.contacting.what_counts import ContactKind, all_together, contact, contacts_of
from ilacs_rules.engine.decide import Undecided
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.forecasting.forecast import forecast
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import first_of
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import Kinds, Vocabulary, family_of


@dataclass(frozen=True, slots=True)
class AskedYear:
    """How many contacts of a kind a policy asks for in a year, or in all of them (None), of how many case-days.

    These are at least so many where duties are `undated`: so many apply and have no day, or cannot be told one, by the
    last day. Of so many more, `perhaps`, it cannot be told whether they apply.
    `has_rule` says whether the policy has any rule about such a contact, for any case: without one it asks for none.
    """

    contact: ContactKind
    year: int | None
    number: int
    days: int
    undated: int = 0
    has_rule: bool = True
    perhaps: int = 0

    @property
    def may_be_more(self) -> bool:
        """Whether more than the number may be asked for."""
        return self.undated > 0 or self.perhaps > 0

    @property
    def a_year(self) -> float | None:
        """Contacts for each case and year of 365.25 days; None where there is no day."""
        return a_year(self.number, self.days)


@dataclass(frozen=True, slots=True)
class ContactsAsked:
    """What a policy would have asked. `goes_on` says that its last version is taken to have gone on after its end.

    `cases` are those that it could decide, and `failed` those that it could not, with the reason.
    """

    policy: Policy = field(repr=False)
    goes_on: bool
    years: tuple[AskedYear, ...]
    cases: int
    failed: tuple[Undecided, ...] = ()


def asked(
    policy: Policy, cases: Iterable[Case], since: date, on: date, counted: Sequence[ContactKind], named: bool
) -> ContactsAsked:
    """What a policy asks of cases after `since`, as known on that day, up to `on`; `on` is later.

    `counted` are the kinds of contact to tell apart; unless they were `named` by somebody, what the policy asks besides
    is counted under its own families. Raises NotInForce if the policy begins after `since`.
    """
    going_on, goes_on = _as_if_it_went_on(policy, since, on)
    program, kinds = going_on.in_force(since), policy.vocabulary.events
    projected = [_in_words_of(case, policy.vocabulary, since) for case in cases]
    found = forecast(going_on, projected, since, on)
    versions = going_on.in_force_between(since, on)
    own = () if named else contacts_of(policy, versions)
    places = [*counted, *(each for each in own if not any(each.kinds & other.kinds for other in counted))]
    held = [
        (group, expected.end)
        for expected in found.events
        if expected.obligation.by == expected.version.publisher and expected.end <= on
        for group in [_place(expected.event.kind, places, kinds, named)]
        if group is not None
    ]
    waiting = [
        (group, each.obligation.applies is True)
        for each in found.waiting
        if each.obligation.by == each.decision.version.publisher
        for group in [_place(each.obligation.event, places, kinds, named)]
        if group is not None
    ]
    rules = [(each, version) for version in versions for each in version.requirements.values()]
    ruled = {kind for each, version in rules if each.by == version.publisher for kind in kinds[each.event].kinds}
    span = Stretch(since, on)
    present = [there(case, Existence.of(case, program.version.vocabulary, on), span) for case in found.cases]
    stretches = [(year, Stretch.of_year(year)) for year in range(since.year, on.year + 1)]
    groups = list(dict.fromkeys((*places, *(group for group, _ in held), *(group for group, _ in waiting))))

    def waits(group: ContactKind, applies: bool) -> int:
        return sum(surely is applies and (group.name == "" or group == each) for each, surely in waiting)

    years = [
        AskedYear(
            group,
            year,
            sum(days.first <= end <= days.last and (group.name == "" or group == each) for each, end in held),
            sum(days.within(one).days for one in present),
            waits(group, True),
            not ruled.isdisjoint(group.kinds),
            waits(group, False),
        )
        for year, days in [*stretches, (None, span)]
        for group in [*groups, all_together(groups)]
    ]
    return ContactsAsked(policy, goes_on, tuple(years), len(found.cases), found.failed)


def _as_if_it_went_on(policy: Policy, since: date, on: date) -> tuple[Policy, bool]:
    """The policy with its last version going on, where that ends before `on`."""
    last = policy.versions[-1]
    if last.version.until is None or last.version.until >= on or last.version.start > on:
        return policy, False
    going_on = Program(_without_end(last.version), last.earlier, last.words)
    return replace(policy, versions=(*policy.versions[:-1], going_on)), True


def _without_end(version: Version) -> Version:
    return replace(version, until=None)


def _place(kind: str, places: Iterable[ContactKind], kinds: Kinds, named: bool) -> ContactKind | None:
    """Under which contact an event is counted; its own family where it is none of those and none were named."""
    found = next((each for each in places if kind in each.kinds), None)
    return found if found is not None or named else contact(kinds[family_of(kind, kinds)])


def _in_words_of(case: Case, words: Vocabulary, since: date) -> Case:
    """The case as it was told on a day, without what a policy has no words for; as if that were all there was."""
    facts = {name: value for name, value in case.facts.items() if name in words.facts}
    return Case(case.name, facts, tuple(_events(case.events, words, since)), place=case.place)


def _events(events: Iterable[Event], words: Vocabulary, since: date) -> Iterator[Event]:
    for event in events:
        kind = words.events.get(event.kind)
        if kind is not None and first_of(event.start) <= since:
            fields = {name: value for name, value in event.fields.items() if name in kind.records}
            published = event.publication if event.publication is not None else event.end
            yield replace(event, publication=published, fields=fields)
