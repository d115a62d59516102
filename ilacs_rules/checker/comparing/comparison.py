"""Two checked versions held against each other: what is the same rule in both, and what of it means something else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from ilacs_rules.checker.comparing.aspects import Aspect, aspects, in_parts, widest
from ilacs_rules.checker.comparing.forms import Forms, FormsWithoutLengths
from ilacs_rules.checker.comparing.rewriting import Rewriting
from ilacs_rules.checker.comparing.terms import TermBook
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.model.due_shapes import Complete, Single, kinds_between
from ilacs_rules.model.version import Guarantee, Pause, Priority, Requirement, Transition, Version
from ilacs_rules.model.vocabulary import CREATED, ENDED

T = TypeVar("T")

Name = str
Meaning = Hashable
Called = Callable[[Name], Hashable]
Means = Callable[[T, Forms, Called], Meaning]


class VersionComparison:
    """What is the same in two versions. A rule is matched by its name; one under a new name by what it means.

    `definitions`, `requirements` and the others lead from the name in the newer version to that in the older.
    """

    def __init__(self, before: Version, after: Version) -> None:
        self.before, self.after = before, after
        terms = TermBook()
        laws = Rewriting(terms, may_fail=MonthEnd.ERROR in (before.month_end, after.month_end))
        self._terms, self._laws = terms, laws
        self._parts: dict[tuple[date, Name, bool], list[tuple[str, object]]] = {}
        self._through = Forms(before, terms, laws), Forms(after, terms, laws)
        self._as_written = (
            Forms(before, terms, laws, lambda name: name),
            Forms(after, terms, laws, lambda name: _known_by(name, self.definitions)),
        )
        self.definitions = _same_names(before.definitions, after.definitions)
        self._match_definitions()
        self.requirements = _same_names(before.requirements, after.requirements)
        self._match_requirements()
        self.guarantees = self._matched(before.guarantees, after.guarantees, _guarantee)
        self.priorities = self._matched(before.priorities, after.priorities, _priority)
        self.pauses = self._matched(before.pauses, after.pauses, _pause)
        self.transitions = self._matched(before.transitions, after.transitions, _transition)

    # ------------------------------------------------------------------------------------------- what has changed

    def definition_changed(self, name: Name) -> bool:
        """Whether a definition itself means something else, not only what it is made from."""
        return self._changed(lambda forms, side: forms.definition(name if side else self.definitions[name]))

    def defined_alike(self, name: Name) -> bool:
        """Whether a definition of both versions, known by the same name, comes to the same in both."""
        return self._through[0].definition(name) == self._through[1].definition(name)

    def aspects_changed(self, name: Name) -> tuple[str, ...]:
        """The aspects, and further keys by their names, in which a requirement itself is otherwise."""
        (one, other), (old, new) = (self._aspects(name, self._through), self._aspects(name, self._as_written))
        changed = {aspect for aspect in one if one[aspect] != other[aspect] and old[aspect] != new[aspect]}
        if self._begins_otherwise(name):
            changed.add(Aspect.SINCE)
        return tuple(aspect for aspect in one if aspect in changed)

    def surely_asks_the_same(self, name: Name) -> bool:
        """Whether a requirement of both versions surely asks the same of the same cases, and so do all it hangs on."""
        return (
            self.told_alike and self.kept_alike and self._asks_the_same_itself(name) and not self.hangs_on_others(name)
        )

    def asks_of_the_same(self, name: Name) -> bool:
        """Whether a requirement of both versions has a condition that surely means the same in both."""
        if not self.told_alike or name not in self.requirements:
            return False
        one, other = self._aspects(name, self._through)
        return one[Aspect.WHOM] == other[Aspect.WHOM]

    def same_but_for(self, name: Name) -> frozenset[Name] | None:
        """The other requirements on which one hangs that are not surely the same in both versions; none where all are.

        Where those come to the same for a case that the versions themselves decide, and no earlier text that is kept
        for it, so does this one. None where that is sure of no case: it is otherwise itself, cases are told otherwise,
        or it hangs on others than before.
        """
        if not self.told_alike or name not in self.requirements or not self._asks_the_same_itself(name):
            return None
        old = self._hangs_on(self.before, self.requirements[name], True)
        new = self._hangs_on(self.after, name, True)
        if {self.requirements.get(each) for each in new} != old:
            return None
        return frozenset(each for each in new if not self._asks_the_same_itself(each))

    def hangs_on_others(self, name: Name, *, exceptions: bool = True) -> bool:
        """Whether a requirement of both versions hangs on another that is not surely the same in both.

        On what it follows, on what brings the events between which it is asked for, and on its exceptions.
        """
        if name not in self.requirements:
            return True
        old = self._hangs_on(self.before, self.requirements[name], exceptions)
        new = self._hangs_on(self.after, name, exceptions)
        same = {
            self.requirements[each] for each in new if each in self.requirements and self._asks_the_same_itself(each)
        }
        return len(same) < len(new) or same != old

    @cached_property
    def told_alike(self) -> bool:
        """Whether cases are told in the same words, and days counted alike, as far as both versions have them.

        The kinds of event, what they record, the facts and their defaults, scales; calendars and stretches.
        """
        old, new = self.before, self.after
        return _words(old, new) == _words(new, old) and (
            (old.calendar, old.closures, old.month_end) == (new.calendar, new.closures, new.month_end)
            and (old.vocabulary.stretches, old.vocabulary.days) == (new.vocabulary.stretches, new.vocabulary.days)
        )

    @property
    def kept_alike(self) -> bool:
        """Whether no case is decided by an earlier version only by one of them, unless that is the older of the two."""
        old, new = self.before.transitions, self.after.transitions
        return old == new or (not old and all(each.keep == self.before.start for each in new.values()))

    def reads_alike(self, name: Name) -> bool:
        """Whether a requirement of both versions, and all it hangs on, means the same: only days may be otherwise."""
        return self.told_alike and self.kept_alike and self._means_the_same(name)

    def paused_alike(self, name: Name) -> bool:
        """Whether the clock of a requirement of both versions stands still at the same times."""
        old = _stopping(self.before, self.before.requirements[self.requirements[name]].event)
        return old == _stopping(self.after, self.after.requirements[name].event)

    def _asks_the_same_itself(self, name: Name) -> bool:
        return self._means_the_same(name) and self.paused_alike(name)

    def _means_the_same(self, name: Name) -> bool:
        one, other = self._aspects(name, self._through)
        return one == other and self.before.since(self.requirements[name]) == self.after.since(name)

    @staticmethod
    def _hangs_on(version: Version, name: Name, exceptions: bool) -> set[Name]:
        """The other requirements that one hangs on, at any remove."""
        found, waiting = {name}, [name]
        while waiting:
            shape = version.requirements[waiting.pop()].due.shape
            between = kinds_between(shape)
            for other in version.requirements.values():
                follows = isinstance(shape, Single) and shape.anchor == Complete(other.name)
                brings = between is not None and other.event in between.kinds
                excepts = exceptions and not found.isdisjoint(other.replaces)
                if other.name not in found and (follows or brings or excepts):
                    found.add(other.name)
                    waiting.append(other.name)
        return found - {name}

    def parts_asked(self, version: Version, requirement: Requirement) -> list[tuple[str, object]]:
        """What a requirement of either version, or of one before them, asks, part by part (`aspects.in_parts`)."""
        key = version.start, requirement.name, version is self.after
        if key not in self._parts:
            self._parts[key] = self._parts_asked(version, requirement)
        return self._parts[key]

    def _parts_asked(self, version: Version, requirement: Requirement) -> list[tuple[str, object]]:
        kinds_of_form = Forms, FormsWithoutLengths
        whole, without = (kind(version, self._terms, self._laws) for kind in kinds_of_form)
        found = in_parts(requirement, whole, without, self._called if version is self.after else _itself)
        return [*found, (Aspect.SINCE, version.since(requirement.name))]

    @property
    def successive(self) -> bool:
        """Whether the newer version takes the place of the older one, straight or after others."""
        version = self.after.before
        while version is not None and version.start != self.before.start:
            version = version.before
        return version is not None

    def _begins_otherwise(self, name: Name) -> bool:
        """Whether a requirement binds from another first day, as one does that was away or has another name.

        That two versions which have nothing to do with each other begin on other days is told once, of all.
        """
        days = self.before.since(self.requirements[name]), self.after.since(name)
        return days[0] != days[1] and (self.successive or days != (self.before.start, self.after.start))

    def guarantee_changed(self, name: Name) -> bool:
        """Whether a guarantee itself says something else."""
        return self._item_changed(
            self.before.guarantees[self.guarantees[name]], self.after.guarantees[name], _guarantee
        )

    def priority_changed(self, name: Name) -> bool:
        """Whether a priority itself says something else, its place apart."""
        return self._item_changed(self.before.priorities[self.priorities[name]], self.after.priorities[name], _priority)

    def pause_changed(self, name: Name) -> bool:
        """Whether a pause is otherwise."""
        return self._item_changed(self.before.pauses[self.pauses[name]], self.after.pauses[name], _pause)

    def transition_changed(self, name: Name) -> bool:
        """Whether a transition is otherwise."""
        return self._item_changed(
            self.before.transitions[self.transitions[name]], self.after.transitions[name], _transition
        )

    def ranked_otherwise(self) -> bool:
        """Whether the priorities that are an order are others, or in another order; those with points just add up."""
        old = [name for name, each in self.before.priorities.items() if each.points is None]
        new = [name for name, each in self.after.priorities.items() if each.points is None]
        return old != [_known_by(name, self.priorities) for name in new]

    def kept_otherwise(self) -> bool:
        """Whether transitions that keep different versions stand in another order: the first that holds decides."""
        if len({each.keep for each in self.after.transitions.values()}) < 2:
            return False
        new = [_known_by(name, self.transitions) for name in self.after.transitions]
        return new != list(self.before.transitions) and set(new) == set(self.before.transitions)

    # ------------------------------------------------------------------------------------------- matching

    def _match_definitions(self) -> None:
        """Each uses only earlier ones, so what a new one is made from has been matched before it."""
        left = [name for name in self.before.definitions if name not in self.definitions.values()]
        for name in [name for name in self.after.definitions if name not in self.definitions]:
            found = next((one for one in left if self._same_definition(one, name)), None)
            if found is not None:
                self.definitions[name] = found
                left.remove(found)

    def _same_definition(self, before: Name, after: Name) -> bool:
        sides = (self._through, self._as_written)
        return any(old.definition(before) == new.definition(after) for old, new in sides)

    def _match_requirements(self) -> None:
        """One may follow another that has a new name too, so it is tried until no more are found."""
        found = True
        while found:
            found = False
            left = [name for name in self.before.requirements if name not in self.requirements.values()]
            for name in [name for name in self.after.requirements if name not in self.requirements]:
                wanted = aspects(self.after.requirements[name], self._as_written[1], self._called)
                for other in left:
                    if aspects(self.before.requirements[other], self._as_written[0], _itself) == wanted:
                        self.requirements[name] = other
                        left.remove(other)
                        found = True
                        break

    def _matched(self, before: Mapping[Name, T], after: Mapping[Name, T], means: Means[T]) -> dict[Name, Name]:
        found = _same_names(before, after)
        left = [name for name in before if name not in found]
        for name in [name for name in after if name not in found]:
            wanted = means(after[name], self._as_written[1], self._called)
            other = next((one for one in left if means(before[one], self._as_written[0], _itself) == wanted), None)
            if other is not None:
                found[name] = other
                left.remove(other)
        return found

    # ------------------------------------------------------------------------------------------- meanings

    def _called(self, requirement: Name) -> Hashable:
        return _known_by(requirement, self.requirements)

    def _aspects(self, name: Name, sides: tuple[Forms, Forms]) -> tuple[dict[str, Meaning], dict[str, Meaning]]:
        old = self.before.requirements[self.requirements[name]]
        return aspects(old, sides[0], _itself), aspects(self.after.requirements[name], sides[1], self._called)

    def _changed(self, meaning: Callable[[Forms, int], Meaning]) -> bool:
        return all(meaning(sides[0], 0) != meaning(sides[1], 1) for sides in (self._through, self._as_written))

    def _item_changed(self, old: T, new: T, means: Means[T]) -> bool:

        def meaning(forms: Forms, side: int) -> Meaning:
            return means(new, forms, self._called) if side else means(old, forms, _itself)

        return self._changed(meaning)


def _same_names(before: Iterable[Name], after: Iterable[Name]) -> dict[Name, Name]:
    known = set(before)
    return {name: name for name in after if name in known}


def _words(version: Version, other: Version) -> tuple[object, ...]:
    """The words of a version that another has too, as far as cases may come out otherwise by them."""
    own, known = version.vocabulary, other.vocabulary
    both = own.events.keys() & known.events.keys()
    return (
        {name: each.type for name, each in own.facts.items() if name in known.facts},
        {name: each.default for name, each in own.facts.items() if name in known.facts},
        own.facts.keys() & {CREATED, ENDED},
        {name: own.events[name].kinds & both for name in both},
        {
            (name, field): (kind.type, kind.default)
            for name in both
            for field, kind in own.events[name].records.items()
            if field in known.events[name].records
        },
        {name: each.values for name, each in own.value_sets.items() if name in known.value_sets},
    )


def _known_by(name: Name, matched: Mapping[Name, Name]) -> Hashable:
    """The name it had before; what is new is known by that."""
    return matched.get(name, ("new", name))


def _itself(name: Name) -> Hashable:
    return name


def _guarantee(item: Guarantee, forms: Forms, called: Called) -> Meaning:
    conditions = tuple(map(forms.condition, (item.given, item.always)))
    return item.bound, item.count, frozenset(map(called, item.requirements)), conditions


def _priority(item: Priority, forms: Forms, called: Called) -> Meaning:
    return forms.condition(item.when), forms.maybe(item.by), item.points, item.among


def _pause(item: Pause, forms: Forms, called: Called) -> Meaning:
    return item.start, item.until, widest(item.kinds, forms.version.vocabulary.events), item.effect


def _stopping(version: Version, kind: Name) -> set[Meaning]:
    """When and how a kind of event is paused, whatever that is called."""
    return {(each.start, each.until, each.effect) for each in version.pauses.values() if kind in each.kinds}


def _transition(item: Transition, forms: Forms, called: Called) -> Meaning:
    return item.keep, forms.condition(item.when)
