"""Worked examples of a text, tried by what amends it: whether each comes out as before, or was meant to change.

An example goes on from version to version until it is said to change, or another of its name takes its place. What it
expects of something that was repealed ends with that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ilacs_rules.assurance.causes import cause
from ilacs_rules.assurance.examples import ComparedEntry, ExampleResult, run_example
from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.assurance.outcomes import expected_outcome, in_line
from ilacs_rules.assurance.surely_as_before import SurelyAsBefore
from ilacs_rules.assurance.written_items import OF_READERS, WrittenItem, first_own, written_here
from ilacs_rules.engine.program import Program
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

_EXPLAINED_BY = ("source", "assumes", "note")
_SHOWN_OF_A_REMARK = 12  # words


def check_examples_carried(programs: Sequence[Program], told_of: Iterable[Program]) -> list[Diagnostic]:
    """What is to be said of the examples that each amendment takes over; of those versions in `told_of`.

    `programs` are all versions in order of coming into force.
    """
    asked = {id(each) for each in told_of}
    found: list[Diagnostic] = []
    carried: list[Map] = []
    lost: set[str] = set()  # of which it was told why they do not go on
    for place, program in enumerate(programs):
        if place == 0 or not is_amendment(program.version.text):
            carried, lost = [], set()
        carried, told, lost_here = _carried_on(program, carried, programs[place - 1] if place else None, lost)
        lost |= lost_here
        if id(program) in asked:
            found += told
            if place and is_amendment(program.version.text):
                found += _changes(programs[place - 1].version, program.version)
    return found


def carried_examples(program: Program) -> list[Map]:
    """The examples of earlier versions that go on to hold by this one."""
    chain: list[Program] = [program]
    for day in sorted(program.earlier, reverse=True):
        if not is_amendment(chain[-1].version.text):
            break
        chain.append(program.earlier[day])
    carried: list[Map] = []
    before = None
    for each in reversed(chain[1:]):
        carried, _, _ = _carried_on(each, carried, before)
        before = each
    own = {_name(example) for example in program.version.text.examples if isinstance(example, Map)}
    going_on = [each for each in carried if _name(each) not in own]
    return [each for each, result in _tried(program, going_on, before) if result is None or _as_expected(result)]


def is_of_an_example(finding: Diagnostic) -> bool:
    """Whether a finding tells of an example that comes out otherwise, where nobody has said that this is meant."""
    return finding.code is Code.EXAMPLE_CHANGES


def is_amendment(text: VersionText) -> bool:
    """Whether a version takes over what another says."""
    tree = text.tree
    return tree is not None and any(not entry.key.span.is_of(text.origin) for entry in tree.entries.values())


def _name(example: Map) -> str:
    name = example.entries["name"].value
    return fold(name.value) if isinstance(name, Text) else ""


def _tried(
    program: Program, examples: Iterable[Map], before: Program | None
) -> Iterator[tuple[Map, ExampleResult | None]]:
    """Examples of earlier versions, tried by this one; None where one surely comes out as by the version before."""
    surely = None if before is None else SurelyAsBefore(before.version, program.version)
    for each in examples:
        as_before = surely is not None and surely.comes_out(each)
        yield each, None if as_before else run_example(program, each, trace=False)


def _as_expected(result: ExampleResult) -> bool:
    return not came_out_otherwise(result)


def _carried_on(
    program: Program, carried: list[Map], before: Program | None, lost: Collection[str] = ()
) -> tuple[list[Map], list[Diagnostic], set[str]]:
    """The examples that go on from a version, and what is to be said of those that come to it from the one before.

    Last the names of those that do not go on, and of which that is told: they fail, here or in the version that has
    them. Those `lost` before are there and not carried, so that nobody can say what a text does to them.
    """
    tried = [run_example(program, each, trace=False) for each in program.version.text.examples]
    own = {_name(each.example) for each in tried}
    said = {fold(each.value): each for each in program.version.text.expected_to_change}
    found: list[Diagnostic] = []
    going_on: list[Map] = []
    changed: set[str] = set()
    lost_here = {_name(each.example) for each in tried if not each.holds}
    written = list(written_here(program.version.text))
    for example, quickly in _tried(program, carried, before):
        otherwise = [] if quickly is None else came_out_otherwise(quickly)
        if otherwise:
            result = run_example(program, example)
            otherwise = came_out_otherwise(result)
            changed.add(_name(example))
            if _name(example) not in own and _name(example) not in said:
                lost_here.add(_name(example))
                found.append(_comes_out_otherwise(program, before, result, otherwise, written))
        elif _name(example) not in own and (quickly is None or not _ended(quickly)):
            going_on.append(example)
    names = {_name(each): each for each in carried}
    known = {name for name in said if name in names or name not in lost}
    found += [_changes_nothing(each, names) for name, each in said.items() if name in known and name not in changed]
    return [*going_on, *(each.example for each in tried if each.holds)], found, lost_here


def came_out_otherwise(result: ExampleResult) -> list[ComparedEntry | None]:
    """What came out otherwise than expected, of what there still is; None where the example cannot be decided."""
    if result.decision is None:  # of a value that was taken out the place is told where that was done (W512)
        return [] if any(each.code is Code.CASE_VALUE for each in result.findings) else [None]
    return [each for each in result.compared if each.given is not None and not each.holds]


def _ended(result: ExampleResult) -> bool:
    """Whether all that it expected something of was repealed, or what it tells can no longer be told."""
    return all(each.given is None for each in result.compared)


def _comes_out_otherwise(
    program: Program,
    before: Program | None,
    result: ExampleResult,
    otherwise: Sequence[ComparedEntry | None],
    written: Sequence[WrittenItem],
) -> Diagnostic:
    version = program.version
    place = result.example.span
    example = f"the example “{result.name}” ({_file(place)}, line {place.line})"
    related = ((place, "the example"),)
    hint = (
        "if that is meant, write its name under “expected to change”, or give this file an example of the same name; "
        "else mend the rule"
    )
    first = otherwise[0]
    if first is None:
        whys = [each.message for each in result.findings if each.severity is Severity.ERROR]
        message = f"{example} cannot be decided by this text any more: {'; '.join(whys)}"
        return Diagnostic(Code.EXAMPLE_CHANGES, message, version.text.policy.span, hint, related)
    told = [_told(each) for each in otherwise if each is not None]
    name = fold(first.entry.key.value)

    def found_by(holds: Callable[[ExampleResult], bool]) -> WrittenItem | None:
        def tried(other: Program) -> bool:
            found = run_example(other, result.example, trace=False)
            return found.decision is not None and holds(found)

        return None if before is None else cause(program, before.version, name, written, tried)

    why = found_by(_as_expected)
    if why is None and len(told) > 1:  # for several reasons: the first is told with its own
        why = found_by(lambda found: all(each.holds for each in found.compared if each.entry is first.entry))
        told = told if why is None else [told[0], "and there is more"]
    said = "; ".join(told)
    if why is None:
        message = f"by this text {example} comes out otherwise: {said}"
        return Diagnostic(Code.EXAMPLE_CHANGES, message, version.text.policy.span, hint, related)
    message = f"with this change of “{why.words}” {example} comes out otherwise: {said}"
    return Diagnostic(Code.EXAMPLE_CHANGES, message, why.span, hint, related)


def _told(compared: ComparedEntry) -> str:
    assert compared.given is not None
    expected, given = expected_outcome(compared.entry.value), compared.given
    if isinstance(expected, dict) and isinstance(given, dict):  # what is the same need not be said
        same = {key for key in expected if fold(expected[key]) == fold(given.get(key, ""))}
        expected = {key: value for key, value in expected.items() if key not in same}
        given = {key: value for key, value in given.items() if key not in same}
    return f"“{compared.entry.key.value}” was {in_line(expected)}, and is now {in_line(given)}"


def _changes_nothing(said: Text, carried: dict[str, Map]) -> Diagnostic:
    if fold(said.value) in carried:
        message = f"the example “{said.value}” comes out as before by this text"
        return Diagnostic(Code.NOTHING_CHANGES, message, said.span, "take its name away, so that it goes on")
    message = f"there is no example “{said.value}” that this text takes over"
    names = [name.value for each in carried.values() if isinstance(name := each.entries["name"].value, Text)]
    hint = did_you_mean(said.value, names) or "write the name of an example of an earlier version, word for word"
    return Diagnostic(Code.NOTHING_CHANGES, message, said.span, hint)


# ------------------------------------------------------------------------------------------------ what it left untold


def _changes(before: Version, version: Version) -> Iterator[Diagnostic]:
    """What is to be said of each requirement that an amendment gives another meaning."""
    tried = {name for each in version.text.examples if isinstance(each, Map) for name in expected_of(each)}
    for each in written_here(version.text):
        if each.section != "requirements" or each.name not in before.requirements:
            continue
        old, new = before.requirements[each.name], version.requirements[each.name]
        if _meant(old) == _meant(new):
            continue
        if each.name not in tried:
            message = f"“{each.words}” is changed, and no example of this file expects anything of it"
            hint = "add one: then everybody sees what is meant, and it stays so"
            yield Diagnostic(Code.CHANGE_UNTRIED, message, each.span, hint)
        if not _says_here(version.text, each.name, _EXPLAINED_BY) and old.source == new.source:
            message = f"“{each.words}” is changed, and cites the same source as before"
            hint = "say under “source” what asks for the change, or under “assumes” or “note” why it is made"
            yield Diagnostic(Code.CHANGE_UNSOURCED, message, each.span, hint)
        if new.assumes is not None and not _says_here(version.text, each.name, ("assumes",)):
            begins = _begins(new.assumes)
            message = f"“{each.words}” is changed, and what was assumed of it before stays: “{begins}”"
            hint = "if it still holds, write it under “assumes” here as well; if the new text settles it, say so there"
            yield Diagnostic(Code.ASSUMPTION_KEPT, message, each.span, hint)


def _meant(requirement: Requirement) -> Requirement:
    return replace(requirement, **OF_READERS)  # type: ignore[arg-type]  # what only readers are told, left out


def _says_here(text: VersionText, name: str, keys: Sequence[str]) -> bool:
    """Whether a file says one of some things of a requirement itself."""
    section = text.tree.entries["requirements"].value if text.tree is not None else None
    item = section.entries[name].value if isinstance(section, Map) else None
    told = item.entries if isinstance(item, Map) else {}
    places = [told[key] for key in keys if key in told]
    return any(first_own(each, text) is not None for each in places)


def _begins(words: str) -> str:
    """The first words of a remark."""
    first = words.split()
    return " ".join(first[:_SHOWN_OF_A_REMARK]) + (" …" if len(first) > _SHOWN_OF_A_REMARK else "")


def _file(span: Span) -> str:
    return span.source.name.rpartition("/")[2]
