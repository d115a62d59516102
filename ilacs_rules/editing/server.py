"""The language server: it passes on what an editor asks, and sends what is found as one writes. Needs pygls.

What depends on a text is worked out here from the text as it is then. Examples and guarantees take longer: they are
tried apart, once nobody has written for a while, and what was found of a text that has changed since is thrown away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from ilacs_rules.cases.files import CASE_FILES
from ilacs_rules.editing.asked_cases import AskedCases, Figures, PlanFigures, asked_cases, places_asked, written_last
from ilacs_rules.editing.beginnings import beginnings, begun
from ilacs_rules.editing.beside_rules import BesideRule, beside_rules
from ilacs_rules.editing.colours import coloured
from ilacs_rules.editing.completion import offers
from ilacs_rules.editing.desk import Desk, Findings, absolute, hold_just
from ilacs_rules.editing.formatting import formatted, yaml_files
from ilacs_rules.editing.hover import hover
from ilacs_rules.editing.in_a_thread import to_its_end
from ilacs_rules.editing.mentions import all_mentions, declared_at, mention_at
from ilacs_rules.editing.new_files import CannotBeginError
from ilacs_rules.editing.quick_fixes import mends
from ilacs_rules.editing.renaming import CannotRenameError, renamed
from ilacs_rules.editing.symbols import named_in, symbols, whole_parts
from ilacs_rules.editing.to_client import COLOURS, SOURCE, ToClient, beginning_chosen, path_of, uri_of
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import own_version

AFTER_A_KEYSTROKE = 0.15  # seconds without one, until a text is read
AFTER_A_WHILE = 1.0  # seconds more, until its examples are tried
MOST_FILES = 1_000  # in which a name is looked for
MOST_SYMBOLS = 500
WATCHED = f"**/*{{{','.join(CASE_FILES)}}}"  # what rules and figures hang on, also where nobody has it open


class RuleServer(LanguageServer):
    """A server with its desk; `checker` is a second one, on which examples are tried in a thread of its own."""

    def __init__(self) -> None:
        # whole texts, for of a change pygls tells the place by signs too that end no line in an editor
        super().__init__(SOURCE, own_version(), types.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.checker = Desk()
        self.findings: Findings = {}
        self.asked: AskedCases | None = None
        self.plan_figures = PlanFigures()
        self.figures: dict[Path, dict[str, Figures]] = {}  # by policy
        self._checking = asyncio.Lock()
        self._waiting: dict[Path, asyncio.Task[None]] = {}

    @property
    def client(self) -> ToClient:
        """What puts answers into the words of the protocol."""
        completion = self.client_capabilities.text_document and self.client_capabilities.text_document.completion
        item = completion and completion.completion_item
        return ToClient(self.workspace.position_codec, bool(item and item.snippet_support))

    def place(self, uri: str, position: types.Position) -> tuple[Path, int]:
        """A file, and the number of the character at a place in its text, which is composed (NFC) once it is read."""
        path = path_of(uri)
        return path, self.client.offset(self.desk.source(path), position)

    @property
    def folder(self) -> Path:
        """The folder that is worked in, the first of them where there are several."""
        return next(iter(self.folders), Path.cwd())

    @property
    def folders(self) -> list[Path]:
        """All folders that are worked in."""
        named = [path_of(each.uri) for each in self.workspace.folders.values()]
        root = self.workspace.root_path
        return list(dict.fromkeys([*([Path(root)] if root else []), *named]))

    def set_to(self, settings: object) -> None:
        """Takes over what the editor is set to."""
        self.asked = asked_cases(settings, self.folder)
        self.figures.clear()
        for path in self.desk.opened:
            self.look_again(path)

    def changed(self, uri: str) -> None:
        """A text was opened or written on: what is found in it will be told."""
        path = path_of(uri)
        text = self.workspace.get_text_document(uri).source
        self.desk.open(path, text)
        self.look_again(path)

    def closed(self, uri: str) -> None:
        """A text is as it is on the disk again."""
        path = path_of(uri)
        self.desk.close(path)
        self.look_again(path)

    def changed_on_disk(self, paths: set[Path]) -> None:
        """Files are others, or gone: open policies that hang on them are read again.

        Of a rule file that is open its text counts, wherever it is saved; cases are read as they are saved.
        """
        policies = {self.desk.policy_of(path) for path in paths - self.desk.opened.keys()}
        asked = places_asked(self.asked).all
        figures = any(path.is_relative_to(place) for path in paths for place in asked)
        for path in self.desk.opened:
            if figures or self.desk.policy_of(path) in policies:
                self.look_again(path)

    def look_again(self, path: Path) -> None:
        """Reads a policy soon, unless it changes again before."""
        policy = self.desk.policy_of(path)
        waiting = self._waiting.pop(policy, None)
        if waiting is not None:
            waiting.cancel()
        if path.suffix.lower() != ".csv" or self.desk.files.is_dir(policy):
            self._waiting[policy] = asyncio.ensure_future(self._looked(path))

    async def _looked(self, path: Path) -> None:
        """A fault of ours is told in the editor's log, and the next key is looked at as if nothing had been."""
        try:
            await self._look(path)
        except Exception as error:
            message = f"{path.name} could not be checked, and not through your text: {type(error).__name__}: {error}"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    async def _look(self, path: Path) -> None:
        """Cancelled where a text of the policy changes meanwhile, so that nothing is told of what is no more."""
        await asyncio.sleep(AFTER_A_KEYSTROKE)
        self._tell(self._with_those_gone(path, self.desk.read(path)))
        await asyncio.sleep(AFTER_A_WHILE)
        async with self._checking:  # one at a time; a thread that was begun goes on to its end
            hold_just(self.checker, self.checker.opened, self.desk.opened)
            self._tell(await to_its_end(self.checker.checked, path))
            if self.asked is not None and any(map(self.desk.is_policy, self.desk.version_files(path))):
                policy = self.desk.policy_of(path)
                figures = await to_its_end(self.plan_figures.of, policy, self.desk.opened, self.asked)
                if figures != self.figures.get(policy):
                    self.figures[policy] = figures
                    self._lenses_are_new()

    def _with_those_gone(self, path: Path, found: Findings) -> Findings:
        """With nothing for files of the same policy of which something was told, and that are there no more."""
        policy = self.desk.policy_of(path)
        told = (file for file, findings in self.findings.items() if findings and self.desk.policy_of(file) == policy)
        return {**{file: [] for file in told}, **found}

    def _lenses_are_new(self) -> None:
        can = self.client_capabilities.workspace
        if can is not None and can.code_lens is not None and can.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def beside(self, path: Path) -> Iterator[tuple[BesideRule, Figures | None]]:
        """What stands beside the rules of a file; figures with those that the file writes last before the day asked."""
        figures = self.figures.get(self.desk.policy_of(path), {})
        last = written_last(self.desk, path, self.asked.on) if self.asked is not None and figures else {}
        for rule in beside_rules(self.desk.written(path)):
            yield rule, figures.get(rule.name) if last.get(rule.name) == absolute(path) else None

    def found_in(self, path: Path) -> list[Diagnostic]:
        """What was found last in a file, as far as its text is the same still."""
        text = self.desk.source(path).text
        return [each for each in self.findings.get(absolute(path), []) if each.span.source.text == text]

    def _tell(self, found: Findings) -> None:
        client = self.client
        for file, findings in found.items():
            self.findings[file] = findings
            told = [client.diagnostic(each) for each in findings]
            uri = uri_of(file)
            version = self.workspace.text_documents[uri].version if uri in self.workspace.text_documents else None
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, version))


def make_server() -> RuleServer:
    """A server that answers all it is asked."""
    server = RuleServer()
    for answers in (_settings, _files, _texts, _reading, _shown, _writing, _acting):
        answers(server)
    return server


def _settings(server: RuleServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.set_to(params.initialization_options)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        server.set_to(params.settings)


def _files(server: RuleServer) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        can = server.client_capabilities.workspace
        if can is not None and can.did_change_watched_files and can.did_change_watched_files.dynamic_registration:
            watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
            asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
            server.client_register_capability(types.RegistrationParams([asked]), lambda _: None)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.changed_on_disk({path_of(each.uri) for each in params.changes})


def _texts(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        server.look_again(path)
        server.changed_on_disk({path})

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)


def _reading(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        path, offset = server.place(params.text_document.uri, params.position)
        told = hover(server.desk, path, offset)
        if told is None:
            return None
        text = types.MarkupContent(types.MarkupKind.Markdown, told.markdown)
        return types.Hover(text, server.client.range(told.span))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        path, offset = server.place(params.text_document.uri, params.position)
        mention = mention_at(server.desk, path, offset)
        found = [] if mention is None else declared_at(server.desk, path, mention)
        return [server.client.location(span) for span in found]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        path, offset = server.place(params.text_document.uri, params.position)
        mention = mention_at(server.desk, path, offset)
        found = [] if mention is None else all_mentions(server.desk, path, mention)
        return [server.client.location(each.span) for each in found]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        tree = server.desk.tree(path_of(params.text_document.uri))
        return [server.client.symbol(each) for each in symbols(tree)]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        tree = server.desk.tree(path_of(params.text_document.uri))
        return list(server.client.folds(whole_parts(tree)))

    @server.feature(types.WORKSPACE_SYMBOL)
    def workspace_symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        there = (file for folder in server.folders or [server.folder] for file in yaml_files(folder))
        files = [*server.desk.opened, *islice(there, MOST_FILES)]
        found = named_in(server.desk, dict.fromkeys(map(absolute, files)), params.query)
        return [server.client.found_symbol(*each) for each in islice(found, MOST_SYMBOLS)]


def _shown(server: RuleServer) -> None:
    legend = types.SemanticTokensLegend(token_types=list(COLOURS.values()), token_modifiers=[])

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    def colours(params: types.SemanticTokensParams) -> types.SemanticTokens:
        written = server.desk.written(path_of(params.text_document.uri))
        return server.client.colours(coloured(written))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlays(params: types.InlayHintParams) -> list[types.InlayHint]:
        written = server.desk.written(path_of(params.text_document.uri))
        return [server.client.inlay(each) for each in beside_rules(written)]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        return [server.client.lens(*each) for each in server.beside(path_of(params.text_document.uri))]


def _writing(server: RuleServer) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", ",", "|", "[", "{"])
    )
    def completion(params: types.CompletionParams) -> types.CompletionList:
        path, offset = server.place(params.text_document.uri, params.position)
        source = server.desk.source(path)
        return server.client.completion(offers(server.desk, path, offset), source, offset)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        source = server.desk.source(path_of(params.text_document.uri))
        done = formatted(source)
        return server.client.whole_text(source, done.after) if done.changed else []

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.Range | None:
        path, offset = server.place(params.text_document.uri, params.position)
        mention = mention_at(server.desk, path, offset)
        return None if mention is None else server.client.range(mention.span)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        path, offset = server.place(params.text_document.uri, params.position)
        mention = mention_at(server.desk, path, offset)
        if mention is None:
            return None
        try:
            renaming = renamed(server.desk, path, mention, params.new_name, server.asked)
        except CannotRenameError as error:
            raise JsonRpcInvalidParams(str(error)) from None
        for each in renaming.left:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, each))
        return server.client.workspace_edit(renaming.edits)


def _acting(server: RuleServer) -> None:
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds, resolve_provider=True))
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        path, start = server.place(params.text_document.uri, params.range.start)
        _, end = server.place(params.text_document.uri, params.range.end)
        here = [each for each in server.found_in(path) if each.span.start <= end and start <= each.span.end]
        mending = [each for finding in here for each in mends(server.desk, path, finding)]
        beginning = beginnings(server.desk, path, start, server.asked)
        return [*map(server.client.mend, mending), *map(server.client.beginning, beginning)]

    @server.feature(types.CODE_ACTION_RESOLVE)
    def chosen(action: types.CodeAction) -> types.CodeAction:
        beginning = beginning_chosen(action)
        if beginning is not None:
            try:
                new = begun(server.desk, beginning)
            except CannotBeginError as error:
                raise JsonRpcInvalidParams(str(error)) from None
            action.edit = server.client.new_text(server.desk.source(new.path), new)
        return action
