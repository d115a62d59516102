"""Facts that name another case: that it is there, and is another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ilacs_rules.language.types import CASES, Basic
from ilacs_rules.model.case import Case
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import nowhere


def tell_names_of_none(
    cases: Iterable[Case], there: Collection[str], vocabulary: Vocabulary, out: list[Diagnostic]
) -> None:
    """Tells of each fact that names a case which is not told of, or the case itself (W728)."""
    naming = [fact for fact in vocabulary.facts.values() if fact.type in (Basic.CASE, CASES)]
    for case in cases if naming else ():
        for fact, named in _names(case, naming):
            if named in there and named != case.name:
                continue
            one = "one of " if fact.type == CASES else ""
            message = f"“{named}”, {one}the {fact.words} of “{case.name}”, is not among the cases"
            hint = did_you_mean(named, there) or "write its name as it is told there, or add the case"
            if named == case.name:
                message = f"“{case.name}” is told to be {one}its own {fact.words}"
                hint = "write the name of another case, or “nothing” if there is none"
            place = case.place or nowhere(case.name)
            out.append(Diagnostic(Code.OTHER_CASE_NOT_THERE, message, place, hint))


def _names(case: Case, naming: Iterable[FactKind]) -> Iterator[tuple[FactKind, str]]:
    """The names of other cases that a case tells, each with the fact that it stands under."""
    for fact in naming:
        told = case.facts.get(fact.name)
        yield from ((fact, each) for each in (told if isinstance(told, tuple) else (told,)) if isinstance(each, str))
