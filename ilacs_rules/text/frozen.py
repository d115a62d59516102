"""Frozen classes: small classes of named parts that never change, of which the trees and the answers are made.

They are what `@dataclass(frozen=True, slots=True)` makes, to `replace`, `fields`, `match` and pickle as well. But that
compiles six functions for each class, and everybody who starts the program would wait for all of them; of these one
is compiled for all classes with as many parts of the same kinds, and the others are the same for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from enum import Enum
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")


class _Factory:
    """Stands for a part that nobody gave, and that is made anew each time."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()
_A_FIELD = vars(dataclasses)["_FIELD"]  # the mark by which `fields` and `replace` know what is a part
_MANY = 8  # parts: from so many on it takes less time to open a thing and to close it than to go by each slot


@overload
def frozen(kind: type[T]) -> type[T]: ...


@overload
def frozen(*, kw_only: bool = False, guarded: bool = True) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    kind: type[T] | None = None, *, kw_only: bool = False, guarded: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a frozen class of one whose annotations are its parts; `field` says more of one, as for a dataclass.

    What is not `guarded` is made in half the time, and that nobody sets a part of it is held by the type check alone:
    for what is made by the thousand in a decision, of which nobody is handed one by itself.
    """
    return _with_parts(kw_only, guarded) if kind is None else _made(kind, False, True)


def _with_parts(kw_only: bool, guarded: bool) -> Callable[[type[T]], type[T]]:
    return lambda kind: _made(kind, kw_only, guarded)


def _made(kind: type[T], kw_only: bool, guarded: bool) -> type[T]:
    """The class anew, for what it has room for is settled when it is made."""
    written = dict(vars(kind))
    inherited: dict[str, Field[Any]] = {}
    for base in reversed(kind.__mro__[1:]):
        inherited |= vars(base).get("__dataclass_fields__", {})
    own = {name: _part(name, said, written.pop(name, MISSING), kw_only) for name, said in kind.__annotations__.items()}
    parts = inherited | own
    compared = [name for name, part in parts.items() if part.compare]
    values = attrgetter(*compared) if compared else _nothing
    if written.get("__hash__") is None:  # Python puts None there where `__eq__` is written
        written["__hash__"] = _hash_of(values)
    for name in ("__dict__", "__weakref__"):
        written.pop(name, None)
    if parts and all(part.init and not part.kw_only for part in parts.values()):
        written.setdefault("__reduce__", _reduction_of(attrgetter(*parts), len(parts)))
    namespace = {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__match_args__": tuple(name for name, part in parts.items() if part.init and not part.kw_only),
        "__dataclass_fields__": parts,
        **(_GUARDS if guarded else {}),
        "__getstate__": _state,
        "__setstate__": _restore,
        "__repr__": _shown,
        "__eq__": _equality_of(values),
        **written,
    }
    found: Any = cast("Any", type(kind))(kind.__name__, kind.__bases__, namespace)
    found.__qualname__ = kind.__qualname__
    found.__init__ = _initialiser(found, parts, guarded)
    return cast("type[T]", found)


def _part(name: str, said: str, given: object, kw_only: bool) -> Field[Any]:
    made: Any = given if isinstance(given, Field) else field() if given is MISSING else field(default=given)
    made.name, made.type, made._field_type = name, said, _A_FIELD
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    return cast("Field[Any]", made)


def _initialiser(kind: type, parts: dict[str, Field[Any]], guarded: bool) -> Callable[..., None]:
    """`__init__`: it is what is called most, so it is written out; one writing does for all classes of a shape."""
    of_it = [part for part in parts.values() if part.init or _has_default(part)]  # `__post_init__` sets the others
    of_it.sort(key=lambda part: (not part.init, part.kw_only))
    given = [part for part in of_it if part.init]
    by_place = [part for part in given if not part.kw_only]
    by_name = given[len(by_place) :]
    anew = tuple(part.default_factory is not MISSING for part in of_it)
    way = _Sets.PARTS if not guarded else _Sets.WHILE_OPEN if len(of_it) >= _MANY else _Sets.SLOTS
    code = _written_out(len(by_place), len(by_name), anew, hasattr(kind, "__post_init__"), way)
    known: dict[str, object] = {"factory": _FACTORY}
    if way is _Sets.WHILE_OPEN:
        known |= {"turn": object.__dict__["__class__"].__set__, "opened": _open(kind), "closed": kind}
    for at, part in enumerate(of_it):
        known[f"set_{at}"] = getattr(kind, part.name).__set__
        known[f"own_{at}"] = part.default_factory if anew[at] else part.default
    real = {f"part_{at}": part.name for at, part in enumerate(of_it)}
    names = tuple(real.get(name, name) for name in code.co_names)
    named = code.replace(co_varnames=("self", *(part.name for part in given)), co_names=names)
    made = FunctionType(named, known, "__init__", tuple(_defaults(by_place).values()))
    made.__kwdefaults__ = _defaults(by_name)
    made.__annotations__ = {part.name: part.type for part in given} | {"return": "None"}
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__module__ = kind.__module__
    return made


def _has_default(part: Field[Any]) -> bool:
    return part.default is not MISSING or part.default_factory is not MISSING


def _defaults(parts: list[Field[Any]]) -> dict[str, object]:
    return {
        part.name: part.default if part.default_factory is MISSING else _FACTORY for part in parts if _has_default(part)
    }


class _Sets(Enum):
    """How `__init__` sets the parts."""

    PARTS = "as of any object"
    SLOTS = "by what Python has for each slot, which nothing guards"
    WHILE_OPEN = "as of any object, while it is one of a class like its own that has no guards"


def _open(kind: type) -> type:
    """A class of the same make, of which parts can be set."""
    own: dict[str, object] = {"__slots__": vars(kind)["__slots__"], "__setattr__": object.__setattr__}
    return cast("Any", type(kind))(kind.__name__, kind.__bases__, own)  # type: ignore[no-any-return]


@cache
def _written_out(by_place: int, by_name: int, anew: tuple[bool, ...], goes_on: bool, way: _Sets) -> CodeType:
    """The code that sets so many parts, the first of them given by place or by name; some are made `anew` each time."""
    given = [f"part_{at}" for at in range(by_place + by_name)]
    head = ", ".join(["self", *given[:by_place], *(["*"] if by_name else []), *given[by_place:]])
    lines = [f"def __init__({head}):", " turn(self, opened)" if way is _Sets.WHILE_OPEN else " pass"]
    for at, is_anew in enumerate(anew):
        value = given[at] if at < len(given) else f"own_{at}"
        if is_anew:
            value = f"own_{at}() if {value} is factory else {value}" if at < len(given) else f"{value}()"
        lines.append(f" set_{at}(self, {value})" if way is _Sets.SLOTS else f" self.part_{at} = {value}")
    if way is _Sets.WHILE_OPEN:
        lines.append(" self.__class__ = closed")
    if goes_on:
        lines.append(" self.__post_init__()")
    module = compile("\n".join(lines), __file__, "exec")
    return next(each for each in module.co_consts if isinstance(each, CodeType))


def maker_of(kind: type[T]) -> Callable[[list[Any]], T]:
    """What makes one of a frozen class of the values of all its parts that can be given, in their order.

    Of a class that does nothing else with them than to keep them, they are set at once: large tables are of very many.
    """
    parts = dataclasses.fields(cast("Any", kind))
    if hasattr(kind, "__post_init__") or not all(part.init for part in parts):
        names = [part.name for part in parts if part.init]
        return lambda values: kind(**dict(zip(names, values, strict=True)))
    code = _written_out(len(parts), 0, (False,) * len(parts), False, _Sets.SLOTS)
    fill = FunctionType(code, {f"set_{at}": getattr(kind, part.name).__set__ for at, part in enumerate(parts)})

    def make(values: list[Any]) -> T:
        made = object.__new__(kind)
        fill(made, *values)
        return made

    return make


def _equality_of(values: Callable[[Any], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it becomes that method
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash_of(values: Callable[[Any], object]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


def _reduction_of(values: Callable[[Any], Any], count: int) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    def __reduce__(self: Any) -> tuple[type, tuple[object, ...]]:  # noqa: N807 - it becomes that method
        return self.__class__, values(self) if count > 1 else (values(self),)

    return __reduce__


def _nothing(thing: object) -> tuple[()]:
    return ()


@recursive_repr()
def _shown(self: Any) -> str:
    names = (name for name, part in type(self).__dataclass_fields__.items() if part.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_GUARDS = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in type(self).__dataclass_fields__]


def _restore(self: Any, state: list[object]) -> None:
    for name, value in zip(type(self).__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)
