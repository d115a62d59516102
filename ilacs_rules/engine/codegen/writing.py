"""Writing generated functions: lines, temporaries, and the values bound to names. Knows nothing of the language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_LONG = 160  # an expression longer than this gets a name of its own, which keeps nesting far from Python's limits


@dataclass(frozen=True, slots=True)
class Operand:
    """Generated Python that stands for a value, and what is known of it beforehand.

    `unknown` and `nothing` say whether it may be that. `simple` code is a name or a literal and may be repeated.
    """

    code: str
    unknown: bool = False
    nothing: bool = False
    simple: bool = False

    @property
    def absent(self) -> bool:
        """Whether it may be no value."""
        return self.unknown or self.nothing


class Names:
    """What the generated code refers to by name. No text of a policy gets into the code: values are bound here."""

    def __init__(self) -> None:
        self.bound: dict[str, object] = {}
        self._known: dict[object, str] = {}
        self._count = 0

    def fresh(self, letter: str) -> str:
        """A name not used before."""
        self._count += 1
        return f"{letter}{self._count}"

    def constant(self, value: object) -> str:
        """The name of an object; one object has one name, and so have equal texts."""
        key = value if isinstance(value, str) else id(value)
        name = self._known.get(key)
        if name is None:
            name = self._known[key] = self.fresh("c")
            self.bound[name] = value  # which also keeps the object, and so its identity, alive
        return name


@dataclass(slots=True)
class Body:
    """The body of one function being written."""

    names: Names
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    uses: dict[str, None] = field(default_factory=dict)  # what it needs from around it, in order of first use

    def line(self, text: str) -> None:
        """Write a line at the present depth."""
        self.lines.append("    " * self.depth + text)

    def assign(self, code: str) -> str:
        """Give the value of an expression a name of its own."""
        name = self.names.fresh("t")
        self.line(f"{name} = {code}")
        return name

    def named(self, operand: Operand) -> Operand:
        """The operand as code that may be repeated."""
        if operand.simple:
            return operand
        return Operand(self.assign(operand.code), operand.unknown, operand.nothing, simple=True)

    def short(self, operand: Operand) -> Operand:
        """The operand with code that is not long."""
        return self.named(operand) if len(operand.code) > _LONG else operand

    @contextmanager
    def indented(self) -> Iterator[None]:
        """Write the lines of a block."""
        self.depth += 1
        yield
        self.depth -= 1

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """Write the lines of a block to a list of their own, to be placed later, or found empty."""
        before, self.lines = self.lines, []
        self.depth += 1
        yield self.lines
        self.lines = before
        self.depth -= 1

    def source(self, name: str, parameters: str, returned: str, head: list[str] | None = None) -> str:
        """The whole function."""
        return "\n".join([f"def {name}({parameters}):", *(head or []), *self.lines, f"    return {returned}", ""])
