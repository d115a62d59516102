"""On what a rule rests that is new or otherwise: sources with what each of them is, and an assumption of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ilacs_rules.explain.changes.note import How, RuleChange
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Definition, Priority, Requirement, Version


def with_grounds(
    changes: Sequence[RuleChange], rules: Mapping[str, Requirement | Definition | Priority], version: Version
) -> tuple[RuleChange, ...]:
    """The changes, those that are new or otherwise with what the rule rests on in the newer version."""
    return tuple(
        each  # such as the order of the priorities, which is none of them
        if each.how is How.ENDED or each.name not in rules
        else replace(each, grounds=_grounds(rules[each.name], version))
        for each in changes
    )


def _grounds(rule: Requirement | Definition | Priority, version: Version) -> str:
    """`It rests on “announcement” (press release) and “notes” (second-hand). In part it is our assumption.`."""
    names = list(dict.fromkeys(each.source.value for each in rule.source))
    sources = [_with_its_kind(each, version) for each in names]
    rests = sentence(f"it rests on {joined(sources)}") if sources else ""
    if rule.assumes is None:
        return rests
    ours = "In part it is our assumption, not the source’s." if sources else "It is our assumption, not a source’s."
    return f"{rests} {ours}".strip()


def _with_its_kind(name: str, version: Version) -> str:
    source = version.sources.get(fold(name))
    kind = None if source is None else source.kind
    return quoted(name) if kind is None or fold(kind) in fold(name) else f"{quoted(name)} ({kind})"
