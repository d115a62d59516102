"""What is printed parses to what was printed, for sentences of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tried
from tests.language.test_parser import KINDS, parsed
from tests.strategies.sentences import sentences


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.thorough
@settings(max_examples=tried(200))
@given(st.data())
def test_what_is_printed_parses_to_the_same(kind: str, data: st.DataObject) -> None:
    node = parsed(kind, data.draw(sentences(kind)))
    shown = KINDS[kind][1](node)
    assert parsed(kind, shown) == node
    assert KINDS[kind][1](parsed(kind, shown)) == shown
