"""Frozen classes: small classes of named parts that never change, of which the trees and the answers are made.

They are what `@dataclass(frozen=True, slots=True)` makes, to `replace`, `fields`, `match` and pickle as well. But that
compiles six functions for each class, and everybody who starts the program would wait for all of them; of these one
is compiled, and the others are the same for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")


class _Factory:
    """Stands for a part that nobody gave, and that is made anew each time."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()
_A_FIELD = vars(dataclasses)["_FIELD"]  # the mark by which `fields` and `replace` know what is a part


@overload
def frozen(kind: type[T]) -> type[T]: ...


@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T] | None = None, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a frozen class of one whose annotations are its parts; `field` says more of one, as for a dataclass."""
    return _with_parts(kw_only) if kind is None else _made(kind, False)


def _with_parts(kw_only: bool) -> Callable[[type[T]], type[T]]:
    return lambda kind: _made(kind, kw_only)


def _made(kind: type[T], kw_only: bool) -> type[T]:
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
    namespace = {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__match_args__": tuple(name for name, part in parts.items() if part.init and not part.kw_only),
        "__dataclass_fields__": parts,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _restore,
        "__repr__": _shown,
        "__eq__": _equality_of(values),
        **written,
    }
    found: Any = cast("Any", type(kind))(kind.__name__, kind.__bases__, namespace)
    found.__qualname__ = kind.__qualname__
    found.__init__ = _initialiser(found, parts)
    return cast("type[T]", found)


def _part(name: str, said: str, given: object, kw_only: bool) -> Field[Any]:
    made: Any = given if isinstance(given, Field) else field() if given is MISSING else field(default=given)
    made.name, made.type, made._field_type = name, said, _A_FIELD
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    return cast("Field[Any]", made)


def _initialiser(kind: type, parts: dict[str, Field[Any]]) -> Callable[..., None]:
    """`__init__`, written out and compiled: it is what is called most."""
    known: dict[str, object] = {"_factory": _FACTORY}
    taken, by_name, lines = ["self"], list[str](), list[str]()
    for name, part in parts.items():
        known[f"_set_{name}"] = getattr(kind, name).__set__
        known[f"_default_{name}"] = part.default
        known[f"_make_{name}"] = part.default_factory
        value = name
        if part.default is not MISSING:
            default = f"=_default_{name}"
            value = name if part.init else f"_default_{name}"
        elif part.default_factory is not MISSING:
            default = "=_factory"
            value = f"_make_{name}() if {name} is _factory else {name}" if part.init else f"_make_{name}()"
        else:
            default = ""
        if part.init:
            (by_name if part.kw_only else taken).append(name + default)
        elif not default:
            continue  # `__post_init__` sets it
        lines.append(f"    _set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()")
    head = ", ".join([*taken, "*", *by_name] if by_name else taken)
    exec(f"def __init__({head}):\n" + "\n".join(lines or ["    pass"]), known)
    made = cast("Callable[..., None]", known["__init__"])
    made.__annotations__ = {name: part.type for name, part in parts.items() if part.init} | {"return": "None"}
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__module__ = kind.__module__
    return made


def _equality_of(values: Callable[[Any], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it becomes that method
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash_of(values: Callable[[Any], object]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


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


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in type(self).__dataclass_fields__]


def _restore(self: Any, state: list[object]) -> None:
    for name, value in zip(type(self).__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)
