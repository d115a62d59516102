"""What an editor shows without being asked: colours in sentences, and beside a rule what it says."""

from __future__ import annotations

from ilacs_rules.editing.beside_rules import beside_rules
from ilacs_rules.editing.colours import coloured
from ilacs_rules.editing.desk import Desk
from tests.editing.lift_desk import AMENDMENT, WHOLE


def test_a_sentence_in_its_colours() -> None:
    source = WHOLE.read_text(encoding="utf-8")
    start = source.index("last state is worn")
    sentence = range(start, source.index("\n", start))
    found = [each for each in coloured(Desk().written(WHOLE)) if each.span.start in sentence]
    assert [(each.span.text, each.kind) for each in found] == [
        ("last state", "definitions"),
        ("is", "word of the language"),
        ("worn", "values"),
        ("or", "word of the language"),
        ("better", "word of the language"),
        ("and", "word of the language"),
        ("in service", "facts"),
    ]


def test_words_for_readers_have_no_colours_and_a_name_over_two_lines_has_two() -> None:
    desk = Desk()
    text = WHOLE.read_text(encoding="utf-8")
    broken = text.replace("when: last state is broken", "when: >-\n      last\n      state is broken")
    desk.open(WHOLE, broken)
    found = [each.span.text for each in coloured(desk.written(WHOLE))]
    assert "\n".join(found).count("last\nstate\nis\nbroken") == 1
    assert not [each for each in coloured(desk.written(WHOLE)) if "year runs" in each.span.source.line(each.span.line)]


def test_beside_a_rule_stands_what_it_says_and_how_many_examples_name_it() -> None:
    desk = Desk()
    assert list(beside_rules(desk.written(WHOLE))) == [], "nothing is known of it yet"
    desk.read(WHOLE)
    check, repair = beside_rules(desk.written(WHOLE))
    assert (check.span.text, check.examples, repair.examples) == ("check", 1, 0)
    assert check.says == "This applies when the last state is worn or better and “in service” is yes."
    (changed,) = beside_rules(desk.written(AMENDMENT))
    assert (changed.span.text, changed.examples) == ("check", 0)
