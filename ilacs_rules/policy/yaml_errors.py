"""What YAML's scanner could not make sense of, in plain words and at the words that are wrong.

The scanner often stops one line after the slip; what stands around that place tells more than its message does.
"""

from __future__ import annotations

import re

import yaml

from ilacs_rules.language.names import fold
from ilacs_rules.policy.structure import keys_of_a_file
from ilacs_rules.policy.tree import Text
from ilacs_rules.policy.yaml_slips import no_space_after_colon, sign_first, special
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s#:{}\[\],'\"|>][^:#]*?)\s*:(?=[ \t]|$)")
_JOINED = re.compile(r"\s*(?:- +)*[^\s:#'\"][^:#]*:[^ \t:].*")
_QUOTED = re.compile(r"""(?:^|[:-])\s+(?P<raw>(?P<quote>["']).*(?P=quote))\s*$""")
_BRACKETED = re.compile(r"(?:^|[:-])\s+(?P<raw>\{[^{}]*\}|\[[^\[\]]*\])\s*$")
_COMMENT = re.compile(r"(?:^|\s)(#.*)")
_BAR_AT_END = re.compile(r"\s*(?:- +)*(?P<key>[^\s#:{}\[\],'\"|>][^:#]*:\s*[|>])[-+0-9]*")
_TABLE_ROW = re.compile(r"\|.*\|")


def explain(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    """The diagnostic for a text YAML could not scan or parse."""
    slip = _Slip(source, error)
    context, problem = error.context or "", error.problem or ""
    blanks = slip.blanks_below_bar()
    if blanks is not None:
        return blanks
    if "scalar" in context and "quote" in context:
        return slip.escape() if "escape" in problem else slip.unclosed_quote()
    if "block scalar" in context:
        return slip.table_without_bar() or slip.sign_first()
    if any(word in context for word in ("anchor", "alias", "tag")):
        return special(slip.rest_from(slip.context))
    if "cannot start any token" in problem:
        return slip.first_character(slip.at)
    if "directive" in context:
        return slip.first_character(slip.context)
    if "mapping values" in problem:
        return slip.second_colon() or slip.line_above() or slip.out_of_line()
    if "sequence entries" in problem:
        return slip.dash()
    if "flow" in context:
        return slip.in_brackets()
    ended = slip.quote_goes_on() or slip.bracket_goes_on() or slip.comment_inside()
    return ended or slip.no_colon() or slip.out_of_line()


class _Slip:
    """Where the scanner stopped, and what stands around that place. Lines are counted from 1."""

    def __init__(self, source: Source, error: yaml.MarkedYAMLError) -> None:
        self.source = source
        self.lines = source.text.split("\n")
        self.at = self._offset(error.problem_mark)
        self.context = self._offset(error.context_mark) if error.context_mark else self.at
        self.number, self.column = source.line_and_column(self.at)
        key_line = source.line_and_column(self.context)[0]
        self.suspect = key_line if "expected ':'" in (error.problem or "") else self.number

    def _offset(self, mark: yaml.Mark | None) -> int:
        return min(mark.index, len(self.source.text)) if mark else 0

    # -------------------------------------------------------------------------------------------- places

    def line(self, number: int) -> str:
        return self.lines[number - 1].rstrip()

    def rest_from(self, offset: int) -> Span:
        """From an offset to the end of its line."""
        number, column = self.source.line_and_column(offset)
        return Span(self.source, offset, offset + max(1, len(self.line(number)) - column + 1))

    def whole(self, number: int) -> Span:
        """A line without its indent and trailing spaces."""
        line = self.line(number)
        start = sum(len(earlier) + 1 for earlier in self.lines[: number - 1])
        return Span(self.source, start + len(line) - len(line.lstrip()), start + len(line))

    def above(self, number: int) -> int | None:
        """The nearest line above that is neither empty nor a comment."""
        for earlier in range(number - 1, 0, -1):
            if self.line(earlier) and not self.line(earlier).lstrip().startswith("#"):
                return earlier
        return None

    def wrong(self, message: str, place: Span, hint: str | None) -> Diagnostic:
        return Diagnostic(Code.YAML_SYNTAX, message, place, hint)

    # -------------------------------------------------------------------------------------------- slips

    def escape(self) -> Diagnostic:
        sign = Span(self.source, self.at, min(self.at + 2, len(self.source.text)))
        if not sign.text.startswith("\\"):  # the pure Python scanner stops behind the backslash
            sign = Span(self.source, self.at - 1, self.at + 1)
        return self.wrong(f"“{sign.text}” means nothing here", sign, "put the value in single quotes: '…'")

    def unclosed_quote(self) -> Diagnostic:
        opening = Span(self.source, self.context, self.context + 1)
        return self.wrong("this quotation mark is never closed", opening, "close it at the end of the value")

    def blanks_below_bar(self) -> Diagnostic | None:
        """The line below `table: |` is empty but for a tab, or for more blanks than the text below begins with."""
        for offset in (self.context, self.at):
            number = self.source.line_and_column(offset)[0]
            bar_line = number if _BAR_AT_END.fullmatch(self.line(number)) else self.above(number)
            found = _BAR_AT_END.fullmatch(self.line(bar_line)) if bar_line else None
            if not bar_line or not found or bar_line >= len(self.lines):
                continue
            blanks = self.lines[bar_line].rstrip("\r")
            if blanks and not blanks.strip():
                what = "a tab" if "\t" in blanks else "blanks"
                message = f"the first line below “{found['key']}” holds {what} and no text"
                return self.wrong(message, self.whole(bar_line), f"take line {bar_line + 1} out")
        return None

    def table_without_bar(self) -> Diagnostic | None:
        number, column = self.source.line_and_column(self.context)
        line = self.line(number)
        if not _TABLE_ROW.fullmatch(line[column - 1 :]):
            return None
        key_line = number if line[: column - 1].strip() else self.above(number)
        found = _KEY.match(self.line(key_line)) if key_line else None
        if not key_line or not found:
            return None
        message = f"a table begins on the line after “{found['key']}: |”"
        return self.wrong(message, self.whole(key_line), f"write “{found['key']}: |”, and the rows on the lines below")

    def sign_first(self) -> Diagnostic:
        number, _ = self.source.line_and_column(self.context)
        found = _KEY.match(self.line(number))
        place = self.rest_from(self.context)
        return sign_first(place, Text(found["key"], place, place) if found else None)

    def first_character(self, offset: int) -> Diagnostic:
        rest = self.rest_from(offset)
        sign = Span(self.source, offset, offset + 1)
        if sign.text == "\t":
            return Diagnostic(Code.TAB, "a tab stands here", sign, "use spaces")
        return self.wrong(f"a value may not begin with “{sign.text}”", sign, f'put the value in quotes: "{rest.text}"')

    def second_colon(self) -> Diagnostic | None:
        line = self.line(self.number)
        key = _KEY.match(line)
        if key is None or key.end() >= self.column:
            return None
        value = line[key.end() :].strip()
        colon = Span(self.source, self.at, self.at + 1)
        quoted = f"'{value}'" if '"' in value else f'"{value}"'
        message = "a second colon with a space after it looks like another key"
        return self.wrong(message, colon, f"put the value in quotes: {key['key']}: {quoted}")

    def line_above(self) -> Diagnostic | None:
        """The line above swallowed this one: it lacks a colon or the space after it, or this one is indented."""
        above = self.above(self.number)
        if above is None:
            return None
        line = self.line(above)
        found = _KEY.match(line)
        if found is None and _JOINED.fullmatch(line):
            return no_space_after_colon(self.whole(above))
        if found is None:
            return self.no_colon(above)
        if not line[found.end() :].strip():
            return None
        message = f"this line is indented as if it belonged to the value of “{found['key']}”"
        hint = f"begin it in the same column as “{found['key']}”; or it is “{found['key']}” that begins too far left"
        return self.wrong(message, self.whole(self.number), hint)

    def dash(self) -> Diagnostic:
        sign = Span(self.source, self.at, self.at + 1)
        hint = "put a list on the lines below its key; put a value that begins with “-” in quotes"
        return self.wrong("“-” begins a list, and no list can begin here", sign, hint)

    def in_brackets(self) -> Diagnostic:
        opening = Span(self.source, self.context, self.context + 1)
        if self.at >= len(self.source.text.rstrip()):
            opening = self.last_opened() or opening
        if opening.text not in ("{", "[") or self.source.text[self.at : self.at + 1] in ("]", "}", ","):
            return self.out_of_place()
        if self.source.line_and_column(self.context)[0] == self.number and self.at < len(self.source.text):
            return self.out_of_place()
        closing = "}" if opening.text == "{" else "]"
        return self.wrong(f"this “{opening.text}” is never closed", opening, f"write “{closing}” at its end")

    def last_opened(self) -> Span | None:
        """The bracket that is still open where the text ends."""
        opened: list[int] = []
        start = sum(len(line) + 1 for line in self.lines[: (self.above(len(self.lines) + 1) or 1) - 1])
        for at in range(start, len(self.source.text)):
            if self.source.text[at] in "{[":
                opened.append(at)
            elif self.source.text[at] in "}]" and opened:
                opened.pop()
        return Span(self.source, opened[-1], opened[-1] + 1) if opened else None

    def out_of_place(self) -> Diagnostic:
        place = self.rest_from(self.at)
        if place.text[:1] in "[]{},":
            place = Span(self.source, self.at, self.at + 1)
        hint = "separate items with commas, and put a value that holds , { } [ ] or quotation marks in quotes"
        return self.wrong(f"“{place.text}” does not fit here", place, hint)

    def quote_goes_on(self) -> Diagnostic | None:
        found = _QUOTED.search(self.line(self.number)[: self.column - 1])
        if found is None:
            return None
        rest = self.rest_from(self.at)
        value = f"{found['raw']} {rest.text}"
        wrapped = f"'{value}'" if found["quote"] == '"' else f'"{(found["raw"][1:] + rest.text).removesuffix(chr(39))}"'
        message = f"the quotation mark ends the value, and “{rest.text}” stands after it"
        return self.wrong(message, rest, f"put the whole value in quotes: {wrapped}")

    def bracket_goes_on(self) -> Diagnostic | None:
        """`when: {last risk} is high`: the value ended with its bracket."""
        found = _BRACKETED.search(self.line(self.number)[: self.column - 1])
        if found is None:
            return None
        rest = self.rest_from(self.at)
        message = f"“{found['raw']}” is a value of its own, and “{rest.text}” stands after it"
        return self.wrong(message, rest, "take the brackets away, or put the whole value in quotes")

    def comment_inside(self) -> Diagnostic | None:
        """A comment between the lines of one value: the value ended there."""
        above = self.above(self.suspect)
        line = self.line(self.suspect)
        if above is None or _KEY.match(line) or line.lstrip().startswith("- "):
            return None
        key = _KEY.match(self.line(above))
        if key is not None and not self.line(above)[key.end() :].split("#")[0].strip():
            return None
        for number in range(above, self.suspect):
            comment = _COMMENT.search(self.line(number))
            if comment:
                start = sum(len(earlier) + 1 for earlier in self.lines[: number - 1]) + comment.start(1)
                message = "a comment inside a value of several lines ends the value"
                hint = "put the comment above the key, or after the last line of the value"
                return self.wrong(message, Span(self.source, start, start + len(comment[1])), hint)
        return None

    def no_colon(self, number: int | None = None) -> Diagnostic | None:
        number = number or self.suspect
        line = self.line(number)
        if not line or _KEY.match(line) or line.lstrip()[0] in "-\"'[]{}":
            return None
        place = self.whole(number)
        if _JOINED.fullmatch(line):
            return no_space_after_colon(place)
        message = f"“{place.text}” is not followed by a colon"
        return self.wrong(message, place, "write a key, a colon, a space and its value")

    def out_of_line(self) -> Diagnostic:
        if self.source.text[self.at : self.at + 1] in ("]", "}", ","):
            return self.out_of_place()
        place = self.whole(self.number) if self.line(self.number) else self.rest_from(self.context)
        hint = "keys that belong together begin in the same column, two spaces in from the key they belong to"
        hint = self.indented_otherwise() or hint
        return self.wrong("this line does not line up with the lines above it", place, hint)

    def indented_otherwise(self) -> str | None:
        """A hint that names the line above which begins further right, or with a dash, under the same key."""
        here = self.indent(self.number)
        first, number = None, self.above(self.number)
        while number is not None and self.indent(number) >= here:
            first, number = number, self.above(number)
        key = _KEY.match(self.line(first)) if first is not None else None
        if first is None or key is None:
            return None
        further = self.indent(first) - here
        if self.line(first).lstrip().startswith("- ") and further == 0:
            return f"begin it with a dash as “{key['key']}” in line {first}, or take the dashes above away"
        if further == 0:
            return None
        above = _KEY.match(self.line(number)) if number is not None and self.indent(number) == 0 else None
        if number is not None and above is not None and fold(above["key"]) not in keys_of_a_file():
            return f"“{above['key']}” in line {number} begins {here} spaces too far left"
        columns = f"{further} space{'s' * (further > 1)}"
        return f"“{key['key']}” in line {first} begins {columns} further right: begin both in the same column"

    def indent(self, number: int) -> int:
        """How many blanks a line begins with."""
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))
