"""Definitions worked out from flat records of facts: no history, no obligations, no trace. The quickest way to embed.

Two versions of the same code are written: one for records that have every fact in its plain form, with no code for
absent facts, and one for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from ilacs_rules.engine.codegen.compile import bind, define, new_writer
from ilacs_rules.engine.codegen.emit import Emitter, fact_variable
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.reading import Reader, read_all
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.case import Value
from ilacs_rules.model.reached import names_something, reached
from ilacs_rules.text.arguments import day_hint, is_day, refused
from ilacs_rules.text.collecting import collected_seldom
from ilacs_rules.text.nearest import did_you_mean


class Evaluator(Protocol):
    """Works definitions out from facts under their names; the answer is keyed by the names asked for.

    A fact that is left out or None is its default, else unknown; other keys are passed over. `on` is the as-of day,
    for definitions that use `today`. Raises DecisionError if a fact is not a value of its type, ArgumentError for
    facts that are no mapping, and for a day that is none or is missing where it is needed.
    """

    def __call__(self, facts: Mapping[str, object], on: date | None = None) -> dict[str, Value]:
        """The values."""


@collected_seldom()
def evaluator(program: Program, outputs: Sequence[str]) -> Evaluator:
    """A function that works out the definitions named, and only what they need. It may be shared between threads.

    Raises KeyError if there is no such definition, ValueError if one needs the history of a case, and ArgumentError
    for what is no version of a policy, or no names.
    """
    if not isinstance(program, Program):
        hint = "give the version of a day: policy.in_force(day)" if hasattr(program, "in_force") else None
        raise refused("evaluator", "program", program, "the version of a policy that is in force on a day", hint)
    if isinstance(outputs, str) or not isinstance(outputs, Iterable):
        raise refused("evaluator", "outputs", outputs, "names of definitions, in a list")
    outputs = tuple(outputs)
    for output in outputs:
        if not isinstance(output, str):
            raise refused("evaluator", "outputs", output, "names of definitions, each a str")
    definitions = program.version.definitions
    wanted = set[str]()
    for output in outputs:
        if fold(output) not in definitions:
            hint = did_you_mean(output, definitions)
            raise KeyError(f"there is no definition “{output}”" + (f"; {hint}" if hint else ""))
        wanted.add(fold(output))
    used = reached(program.version, [definitions[name] for name in wanted], names_something)
    wanted.update([part.name for part in used if isinstance(part, tree.Named)])
    ordered = [name for name in definitions if name in wanted]
    answer = {output: fold(output) for output in outputs}
    return _plain(program, answer, ordered, _general(program, answer, ordered))


def _general(program: Program, answer: Mapping[str, str], ordered: list[str]) -> Callable[..., dict[str, Value]]:
    """The code for facts that may be absent: takes the day and the facts, read."""
    emitter, readers, returned = _written(program, answer, ordered, facts_present=False)
    parameters = ", ".join(["on", *readers])
    emitter.writer.functions.append(emitter.body.source("general", parameters, returned))
    function: Callable[..., dict[str, Value]] = bind(emitter.writer)["general"]
    return function


def _plain(
    program: Program, answer: Mapping[str, str], ordered: list[str], general: Callable[..., dict[str, Value]]
) -> Evaluator:
    """The code for records with every fact in its plain form; hands any other record to the general code."""
    emitter, readers, returned = _written(program, answer, ordered, facts_present=True)
    constant = emitter.writer.names.constant
    head = []
    if "on" in emitter.body.uses:
        head.append(f"    if on.__class__ is not {constant(date)}:")
        head.append(f"        {constant(_need_day)}(on)")
    if readers:
        checks = []
        head.append("    try:")
        for variable, reader in readers.items():
            given = f"facts[{constant(reader.kind.name)}]"
            if isinstance(reader.kind.type, ValueSet):
                given = f"{constant(reader.spellings)}[{given}]"
            else:
                checks.append(f"{variable}.__class__ is {constant(reader.plain)}")
            head.append(f"        {variable} = {given}")
        head += [
            f"        plain = {' and '.join(checks) or True}",
            f"    except ({constant(KeyError)}, {constant(TypeError)}):",
            "        plain = False",
            "    if not plain:",
            *_read_one_by_one(constant, readers),
            f"        return {constant(general)}(on, {', '.join(readers)})",
        ]
    emitter.writer.functions.append(emitter.body.source("evaluate", "facts, on=None", returned, head))
    function: Evaluator = bind(emitter.writer)["evaluate"]
    return function


def _read_one_by_one(constant: Callable[[object], str], readers: Mapping[str, Reader]) -> Iterator[str]:
    """The lines that read facts which need not be there, or not in their plain form; as `read_all` does.

    What is usual is read on the spot. It may be there under another spelling of its name only where more is there.
    """
    given = [f"given_{variable}" for variable in readers]
    names = [constant(reader.kind.name) for reader in readers.values()]
    yield f"        if facts.__class__ is not {constant(dict)} and not isinstance(facts, {constant(Mapping)}):"
    yield f"            {constant(read_all)}((), facts)"
    for name, one in zip(names, given, strict=True):
        yield f"        {one} = facts.get({name})"
    there = " + ".join(f"({one} is not None or {name} in facts)" for name, one in zip(names, given, strict=True))
    yield f"        if len(facts) > {there}:"
    every = constant(tuple(readers.values()))
    yield f"            {''.join(f'{each}, ' for each in readers)} = {constant(read_all)}({every}, facts)"
    yield "        else:"
    for (variable, reader), one in zip(readers.items(), given, strict=True):
        yield f"            if {one} is None:"
        yield f"                {variable} = {constant(reader.read(None))}"
        if reader.plain is not None:
            yield f"            elif {one}.__class__ is {constant(reader.plain)}:"
            yield f"                {variable} = {one}"
        if reader.spellings:
            yield f"            elif {one}.__class__ is {constant(str)} and {one} in {constant(reader.spellings)}:"
            yield f"                {variable} = {constant(reader.spellings)}[{one}]"
        yield "            else:"
        yield f"                {variable} = {constant(reader.read)}({one})"


def _written(
    program: Program, answer: Mapping[str, str], ordered: list[str], facts_present: bool
) -> tuple[Emitter, dict[str, Reader], str]:
    """The code that works out definitions, how each fact it uses is read, by its variable, and what it returns."""
    writer = new_writer(program, facts_present)
    emitter = Emitter(writer)
    define(emitter, ordered)
    if "snapshot" in emitter.body.uses:
        raise ValueError("these definitions look at the history of a case; decide() works them out")
    variables = {fact_variable(program, name): reader for name, reader in program.readers.items()}
    readers = {use: variables[use] for use in emitter.body.uses if use in variables}
    items = ", ".join(f"{writer.names.constant(key)}: {writer.definitions[name].code}" for key, name in answer.items())
    return emitter, readers, "{" + items + "}"


def _need_day(on: object) -> None:
    hint = "a definition uses “today”: give the day the question is about"
    if not is_day(on):
        raise refused("evaluator", "on", on, "a datetime.date", day_hint(on) or hint)
