"""Vocabularies by hand, which the checker makes from a policy, and cases read with their words."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules import Case, Diagnostic, DurationKind, read_all_cases
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from tests.policies import by_hand
from tests.strategies.versions import make_version


def _kinds(declared: dict[str, Type]) -> dict[str, FactKind]:
    return {fold(words): FactKind(fold(words), words, type_) for words, type_ in declared.items()}


def _event(words: str, is_a: str | None = None, kinds: tuple[str, ...] = (), **records: Type) -> EventKind:
    own = {name.replace("_", " "): type_ for name, type_ in records.items()}
    return EventKind(
        fold(words), words, words, () if is_a is None else (is_a,), frozenset((fold(words), *kinds)), _kinds(own)
    )


def _vocabulary(subject: str, sets: list[ValueSet], facts: dict[str, Type], events: list[EventKind]) -> Vocabulary:
    return Vocabulary(subject, {each.name: each for each in sets}, _kinds(facts), {e.name: e for e in events})


RISK = ValueSet("risk", ("low", "medium", "high"), ordered=True, also={"middling": "medium"})
USE = ValueSet("use", ("school", "hospital", "office"), ordered=False)

# Fire-safety checks of buildings: a check finds a risk.
BUILDINGS = _vocabulary(
    "building",
    [RISK, USE],
    {
        "opened": Basic.DATE,
        "use": USE,
        "storeys": Basic.NUMBER,
        "sprinklers": Basic.YES_OR_NO,
        "owner": Basic.TEXT,
        "lease": DurationType(DurationKind.MONTHS),
        "grace": DurationType(DurationKind.WORKING_DAYS),
    },
    [
        _event("check", kinds=("full check", "brief check"), risk=RISK, alarm_tested=Basic.YES_OR_NO),
        _event("full check", is_a="check", risk=RISK, alarm_tested=Basic.YES_OR_NO, storeys_seen=Basic.NUMBER),
        _event("brief check", is_a="check", risk=RISK, alarm_tested=Basic.YES_OR_NO),
        _event("fire drill"),
    ],
)
POLICY = by_hand(make_version({}, vocabulary=BUILDINGS))


def read_cases(path: str | Path, mapping: str | Path | None = None) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a file or folder, read with these words, and everything found on the way."""
    read = read_all_cases(POLICY, path, mapping)
    return read.cases, read.findings
