"""Findings, names, symbols and edits in the words of the language server protocol. Needs lsprotocol and pygls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from ilacs_rules.editing import names
from ilacs_rules.editing.asked_cases import Figures
from ilacs_rules.editing.beginnings import Beginning
from ilacs_rules.editing.beside_rules import BesideRule
from ilacs_rules.editing.colours import NUMBER, TEXT, WORD, Coloured
from ilacs_rules.editing.new_files import NewText
from ilacs_rules.editing.offers import Offer
from ilacs_rules.editing.quick_fixes import Mend
from ilacs_rules.editing.renaming import Edits
from ilacs_rules.editing.symbols import Symbol
from ilacs_rules.text.composed import column_as_read, column_in_file, line_in_file
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.shipped import shipped
from ilacs_rules.text.source import Source, Span

SOURCE = "ilacs-rules"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_KINDS_OF_OFFER = {
    "key": types.CompletionItemKind.Property,
    "name": types.CompletionItemKind.Variable,
    "value": types.CompletionItemKind.EnumMember,
    "sentence": types.CompletionItemKind.Snippet,
}
_KINDS_OF_SYMBOL = {
    "requirements": types.SymbolKind.Function,
    "definitions": types.SymbolKind.Variable,
    "facts": types.SymbolKind.Field,
    "events": types.SymbolKind.Event,
    "scales": types.SymbolKind.Enum,
    "choices": types.SymbolKind.Enum,
    "sources": types.SymbolKind.File,
    "examples": types.SymbolKind.Constant,
}


COLOURS = {  # what a word is, and the type of token by which editors choose a colour
    names.DEFINITIONS: "variable",
    names.FACTS: "parameter",
    names.RECORDS: "property",
    names.VALUES: "enumMember",
    names.EVENTS: "class",
    names.REQUIREMENTS: "function",
    names.SOURCES: "namespace",
    names.SETS: "type",
    WORD: "keyword",
    NUMBER: "number",
    TEXT: "string",
}


def uri_of(path: Path | str) -> str:
    """The address of a file."""
    return str(uris.from_fs_path(str(path)))


def path_of(uri: str) -> Path:
    """The file of an address; a text that is in no file is given a name."""
    found = uris.to_fs_path(uri)
    return Path(found if found else uri.rpartition("/")[2] or "unnamed.yaml")


def beginning_chosen(action: types.CodeAction) -> Beginning | None:
    """What was offered as `ToClient.beginning`; None of another action."""
    told = action.data
    if not isinstance(told, dict) or set(told) != {each.name for each in fields(Beginning)}:
        return None
    cases = None if told["cases"] is None else Path(told["cases"])
    return Beginning(told["title"], Path(told["policy"]), date.fromisoformat(told["day"]), cases, told["name"])


class ToClient:
    """Places as the editor counts them: lines and characters from 0, a character in the units it asked for."""

    def __init__(self, codec: PositionCodec, snippets: bool = True) -> None:
        self._codec = codec
        self._snippets = snippets

    def position(self, source: Source, offset: int) -> types.Position:
        """A place in a text, as the file has it."""
        number, column = source.line_and_column(offset)
        line = number - source.first_line
        before = line_in_file(source, line)[: column_in_file(source, line, column - 1)]
        return types.Position(line, self._codec.client_num_units(before))

    def units(self, text: str) -> int:
        """How many characters the editor counts in a part of a line."""
        return int(self._codec.client_num_units(text))

    def offset(self, source: Source, position: types.Position) -> int:
        """The number of the character at a place in a text; of what lies beyond a line or the text, that of its end."""
        start = source.offset(position.line + source.first_line, 1)
        number = source.line_and_column(start)[0] - source.first_line
        line = line_in_file(source, number)
        there = self._codec.position_from_client_units([line + "\n"], types.Position(0, position.character))
        return start + column_as_read(source, number, min(there.character, len(line)))

    def range(self, span: Span) -> types.Range:
        """A stretch of a text; of one that is not there its beginning."""
        return types.Range(self.position(span.source, span.start), self.position(span.source, span.end))

    def location(self, span: Span) -> types.Location:
        """A stretch of a text, with its file."""
        return types.Location(uri_of(span.source.name), self.range(span))

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A finding in the words of `check`; its page is linked from its code."""
        page = shipped("docs/codes") / f"{found.code.value}.md"
        related = [types.DiagnosticRelatedInformation(self.location(span), words) for span, words in found.related]
        return types.Diagnostic(
            range=self.range(found.span),
            message=f"{found.message}\n{found.hint}" if found.hint else found.message,
            severity=_SEVERITIES[found.severity],
            code=found.code.value,
            code_description=types.CodeDescription(uri_of(page)) if page.exists() else None,
            source=SOURCE,
            related_information=related or None,
        )

    def completion(self, offers: Iterable[Offer], source: Source, offset: int) -> types.CompletionList:
        """What is offered, in its order; asked for anew with each character, for what it replaces changes."""
        items = []
        for number, each in enumerate(offers):
            as_snippet = self._snippets and each.snippet is not None
            text = each.snippet if as_snippet and each.snippet is not None else each.text
            place = types.Range(self.position(source, offset - each.replaces), self.position(source, offset))
            items.append(
                types.CompletionItem(
                    label=each.text.strip(": "),
                    kind=_KINDS_OF_OFFER[each.kind],
                    detail=each.detail or None,
                    documentation=each.says or None,
                    sort_text=f"{number:04}",
                    filter_text=source.text[offset - each.replaces : offset] + each.text[each.replaces :],
                    insert_text_format=types.InsertTextFormat.Snippet if as_snippet else None,
                    text_edit=types.TextEdit(place, text),
                )
            )
        return types.CompletionList(is_incomplete=True, items=items)

    def workspace_edit(self, edits: Edits) -> types.WorkspaceEdit:
        """Edits of several files."""
        changes = {
            uri_of(file): [types.TextEdit(self.range(span), text) for span, text in found]
            for file, found in edits.items()
        }
        return types.WorkspaceEdit(changes=changes)

    def mend(self, mend: Mend) -> types.CodeAction:
        """A finding mended, if it is chosen."""
        return types.CodeAction(
            mend.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(mend.finding)],
            edit=self.workspace_edit(mend.edits),
        )

    def beginning(self, beginning: Beginning) -> types.CodeAction:
        """Something begun, if it is chosen: only then is its text made."""
        data = {key: None if value is None else str(value) for key, value in asdict(beginning).items()}
        return types.CodeAction(beginning.title, kind=types.CodeActionKind.Refactor, data=data)

    def new_text(self, there: Source, new: NewText) -> types.WorkspaceEdit:
        """A new file, or another text for one that is there."""
        uri, edits = uri_of(new.path), self.whole_text(there, new.text)
        if there.text:
            return types.WorkspaceEdit(changes={uri: edits})
        written = types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), edits)
        return types.WorkspaceEdit(document_changes=[types.CreateFile(uri), written])

    def whole_text(self, source: Source, text: str) -> list[types.TextEdit]:
        """A text in place of another."""
        return [types.TextEdit(self.range(Span(source, 0, len(source.text))), text)]

    def colours(self, found: Iterable[Coloured]) -> types.SemanticTokens:
        """The words of a file, each by its distance from the one before it, as the protocol has it."""
        data: list[int] = []
        line = character = 0
        kinds = list(COLOURS)
        places = _OnALine(self)
        for each in found:
            start = places.of(each.span.source, each.span.start)
            width = places.of(each.span.source, each.span.end).character - start.character
            if (start.line, start.character) < (line, character):
                continue  # two names in one place, such as a table's header that is its definition
            step = start.character - (character if start.line == line else 0)
            data += [start.line - line, step, width, kinds.index(each.kind), 0]
            line, character = start.line, start.character
        return types.SemanticTokens(data)

    def inlay(self, beside: BesideRule) -> types.InlayHint:
        """What a rule says, behind its name."""
        span = Span(beside.span.source, beside.span.end + 1, beside.span.end + 1)
        return types.InlayHint(self.position(span.source, span.start), beside.says, padding_left=True)

    def lens(self, beside: BesideRule, figures: Figures | None = None) -> types.CodeLens:
        """Of how many cases a rule applies to some, where that is asked, and how many examples name it, above it."""
        examples = "1 example" if beside.examples == 1 else f"{beside.examples or 'no'} examples"
        told = [*([] if figures is None else _in_words(figures)), examples]
        return types.CodeLens(self.range(beside.span), types.Command(" · ".join(told), ""))

    def found_symbol(self, file: Path, symbol: Symbol) -> types.WorkspaceSymbol:
        """A part of one of several files."""
        return types.WorkspaceSymbol(
            location=self.location(symbol.name_span),
            name=symbol.name,
            kind=_KINDS_OF_SYMBOL.get(symbol.section, types.SymbolKind.Object),
            container_name=f"{symbol.section}, {file.parent.name}/{file.name}",
        )

    def folds(self, parts: Iterable[Symbol]) -> Iterator[types.FoldingRange]:
        """What can be folded away: the lines of a part below its first."""
        for part in parts:
            lines = self.range(part.span)
            if lines.start.line < lines.end.line:
                yield types.FoldingRange(lines.start.line, lines.end.line)

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """A part of a file, and those in it."""
        return types.DocumentSymbol(
            name=symbol.name,
            kind=_KINDS_OF_SYMBOL.get(symbol.section, types.SymbolKind.Object),
            range=self.range(symbol.span),
            selection_range=self.range(symbol.name_span),
            children=[self.symbol(each) for each in symbol.parts],
        )


def _in_words(figures: Figures) -> Iterator[str]:
    yield f"applies to {figures.applies} of {figures.cases}"
    if figures.overdue:
        yield f"{figures.overdue} overdue"
    if figures.unsure:
        yield f"{figures.unsure} cannot be told"


class _OnALine:
    """Places asked for one after the other: on a line of a million signs each is counted from the one before."""

    def __init__(self, client: ToClient) -> None:
        self._client = client
        self._last: tuple[Source, int, types.Position] | None = None

    def of(self, source: Source, offset: int) -> types.Position:
        if self._last is not None and self._last[0] is source and source.in_file is None and offset >= self._last[1]:
            between = source.text[self._last[1] : offset]
            before = self._last[2]
            if "\n" not in between:
                units = before.character + self._client.units(between)
                self._last = source, offset, types.Position(before.line, units)
                return self._last[2]
        self._last = source, offset, self._client.position(source, offset)
        return self._last[2]
