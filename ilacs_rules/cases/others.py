"""Facts that name another case: that it is there, and is another."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ilacs_rules.language.types import Basic
from ilacs_rules.model.case import Case
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import nowhere


def tell_names_of_none(
    cases: Iterable[Case], there: Collection[str], vocabulary: Vocabulary, out: list[Diagnostic]
) -> None:
    """Tells of each fact that names a case which is not told of, or the case itself (W728)."""
    naming = [fact for fact in vocabulary.facts.values() if fact.type is Basic.CASE]
    for case in cases if naming else ():
        for fact in naming:
            named = case.facts.get(fact.name)
            if not isinstance(named, str) or (named in there and named != case.name):
                continue
            message = f"“{named}”, the {fact.words} of “{case.name}”, is not among the cases"
            hint = did_you_mean(named, there) or "write its name as it is told there, or add the case"
            if named == case.name:
                message = f"“{case.name}” is told to be its own {fact.words}"
                hint = "write the name of another case, or “nothing” if there is none"
            place = case.place or nowhere(case.name)
            out.append(Diagnostic(Code.OTHER_CASE_NOT_THERE, message, place, hint))
