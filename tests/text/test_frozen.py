"""Frozen classes do what frozen dataclasses with slots do: each test is run with both."""

from __future__ import annotations

import copy
import inspect
import pickle
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from functools import partial
from typing import Any

import pytest

from ilacs_rules.text.frozen import frozen

Make = Callable[..., Any]
WAYS: dict[str, tuple[Make, Make]] = {
    "frozen": (frozen, frozen(kw_only=True)),
    "dataclass": (dataclass(frozen=True, slots=True), dataclass(frozen=True, slots=True, kw_only=True)),
}


@pytest.fixture(params=WAYS)
def made(request: pytest.FixtureRequest) -> dict[str, Any]:
    plain, by_name = WAYS[request.param]

    class Shape(ABC):
        __slots__ = ()

        @abstractmethod
        def area(self) -> int: ...

    @by_name
    class Placed:
        """Something that has a place."""

        id: str = field(default="", compare=False, repr=False)

    @plain
    class Window(Placed):
        """A window."""

        width: int
        height: int = 2
        words: list[str] = field(default_factory=list, compare=False)
        area: int = field(init=False, compare=False, repr=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "area", self.width * self.height)

    @plain
    class Square(Shape):
        side: int

        def area(self) -> int:
            return self.side**2

    @plain
    class Nothing:
        """No parts."""

    @plain
    class Folded:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Folded) and self.name.lower() == other.name.lower()

        def __hash__(self) -> int:
            return hash(self.name.lower())

    return {each.__name__: each for each in (Placed, Window, Square, Nothing, Folded)}


def test_parts_are_given_by_place_or_by_name_and_some_are_made(made: dict[str, Any]) -> None:
    window = made["Window"](3, id="w")
    assert (window.width, window.height, window.words, window.area, window.id) == (3, 2, [], 6, "w")
    assert made["Window"](3).words is not window.words
    for wrong in ((), (1, 2, [], 4)):
        with pytest.raises(TypeError):
            made["Window"](*wrong)
    with pytest.raises(TypeError):
        made["Placed"]("w")


def test_nothing_of_it_can_change(made: dict[str, Any]) -> None:
    window = made["Window"](3)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'width'"):
        window.width = 4
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'width'"):
        del window.width
    assert not hasattr(window, "__dict__")


def test_two_are_equal_where_what_is_compared_is(made: dict[str, Any]) -> None:
    window, same, other = made["Window"](3, id="a"), made["Window"](3, id="b"), made["Window"](3, 4)
    assert window == same != other
    assert hash(window) == hash(same)
    assert window != made["Square"](3)
    assert made["Nothing"]() == made["Nothing"]()
    assert {made["Folded"]("A"), made["Folded"]("a")} == {made["Folded"]("A")}
    assert (window == 3) is False


def test_it_is_shown_as_it_was_made(made: dict[str, Any]) -> None:
    assert repr(made["Window"](3, id="a")).endswith("Window(width=3, height=2, words=[])")
    assert repr(made["Nothing"]()).endswith("Nothing()")


def test_what_is_for_dataclasses_takes_it(made: dict[str, Any]) -> None:
    window = made["Window"](3, id="a")
    assert is_dataclass(window)
    names = [(each.name, each.init, each.compare, each.kw_only) for each in fields(window)]
    assert names[0] == ("id", True, False, True)
    assert names[1:3] == [("width", True, True, False), ("height", True, True, False)]
    wider = replace(window, width=5)
    assert (wider.width, wider.area, wider.id) == (5, 10, "a")
    assert made["Window"].__match_args__ == ("width", "height", "words")
    assert list(inspect.signature(made["Window"]).parameters) == ["width", "height", "words", "id"]


def test_it_is_copied(made: dict[str, Any]) -> None:
    window = made["Window"](3, id="a")
    again = copy.deepcopy(window)
    assert (again, again.id, again.area) == (window, "a", 6)
    assert again.words is not window.words


@frozen
class Kept:
    """At the top of a module, where a pickle finds it."""

    name: str
    made_by: Callable[..., int] = field(default=partial(int, base=2), compare=False)


def test_it_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept("a"))) == Kept("a")


def test_one_of_many_parts_is_closed_once_it_is_made() -> None:
    @frozen
    class Long(Kept):
        """As many parts as an obligation has."""

        b: int = 1
        c: int = 2
        d: int = 3
        e: int = 4
        f: int = 5
        g: int = 6

    one = Long("a", g=7)
    assert type(one) is Long
    assert (one.name, one.b, one.g, one.made_by("11")) == ("a", 1, 7, 3)
    with pytest.raises(FrozenInstanceError):
        one.b = 2  # type: ignore[misc]
    assert (replace(one, b=2).b, one.b, hash(one)) == (2, 1, hash(Long("a", g=7)))


def test_what_is_not_guarded_is_else_the_same() -> None:
    @frozen(guarded=False)
    class Span:
        first: int
        last: int = 9

    one = Span(1)
    assert one == Span(1, 9) == replace(Span(2), first=1)
    assert repr(one).endswith("Span(first=1, last=9)")
    assert not hasattr(one, "__dict__")


def test_what_is_abstract_stays_so(made: dict[str, Any]) -> None:
    assert made["Square"](3).area() == 9
    with pytest.raises(TypeError, match="abstract"):
        made["Square"].__mro__[1]()
