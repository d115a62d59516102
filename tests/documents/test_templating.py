"""Templates of other people: in a sandbox, within bounds, and their mistakes told as theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules.documents import bounded
from ilacs_rules.documents.printable import printable
from ilacs_rules.documents.templating import TemplateError, Templating


def told(folder: Path, template: str, name: str = "own.html.j2") -> str:
    """What is said of a template of one's own that cannot be used."""
    (folder / name).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        Templating(folder).render(name, text="a text", items=[1, 2])
    return str(raised.value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ text.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ text.upper.__globals__ }}",
        "{{ items.append(3) }}",
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(tmp_path: Path, template: str) -> None:
    assert told(tmp_path, template).startswith("own.html.j2, line 1: ")


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("\n{{ 1 / 0 }}", "own.html.j2, line 2: division by zero"),
        ("{{ nobody }}", "own.html.j2, line 1: 'nobody' is undefined"),
        ("{{ text + 1 }}", "own.html.j2, line 1: "),
        ("\n\n{% for %}", "own.html.j2, line 3: "),
        ("{% include 'own.html.j2' %}", "own.html.j2, line 1: "),
        ("{% macro again() %}{{ again() }}{% endmacro %}\n{{ again() }}", "own.html.j2, line "),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path: Path, template: str, reason: str) -> None:
    assert told(tmp_path, template).startswith(reason)


def test_a_template_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.html.j2").write_bytes(b"\xff\xfe<p>")
    with pytest.raises(TemplateError, match="UTF-8"):
        Templating(tmp_path).render("own.html.j2")


# what others hang on the collector of garbage may find no memory either
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 'a' * 10 ** 11 }}",
        "{{ 'a' | center(10 ** 11) }}",
        "{% set s = namespace(t='ab') %}{% for a in range(60) %}{% set s.t = s.t ~ s.t %}{% endfor %}{{ s.t }}",
    ],
)
def test_a_template_that_has_no_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    within = bounded.bounded
    monkeypatch.setattr("ilacs_rules.documents.templating.bounded", lambda: within(seconds=0.5, memory=200 << 20))
    assert " more than " in told(tmp_path, template)


def test_what_was_bounded_is_free_again() -> None:
    with pytest.raises(bounded.TooMuch), bounded.bounded(memory=64 << 20):
        bytearray(1 << 30)
    assert len(bytearray(200 << 20)) == 200 << 20


def test_a_fault_of_our_own_templates_is_not_told_as_somebody_elses() -> None:
    with pytest.raises(Exception, match="is undefined") as raised:
        Templating().render("page.html.j2")
    assert not isinstance(raised.value, TemplateError)


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2066", "\u2069", "\x07", "\x9b", "\ufffe"])
def test_no_sign_turns_round_what_is_read(tmp_path: Path, sign: str) -> None:
    for name in ("own.html.j2", "own.md.j2"):
        (tmp_path / name).write_text("{{ title }}", encoding="utf-8")
        assert Templating(tmp_path).render(name, title=f"Safe{sign}efas") == "Safe\ufffdefas"


def test_words_of_other_scripts_stay_as_they_are() -> None:
    for words in ("مدرسة", "בית ספר", "학교", "क्‍ष", "naïve – “quoted”"):
        assert printable(words) == words
