"""Each feature of the server, asked by a client that is not ours: pytest-lsp holds the answers against the protocol."""

from __future__ import annotations

import asyncio
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("pygls")

import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.editing.client import PATIENCE
from tests.editing.lift_desk import LIFTS

pytestmark = pytest.mark.thorough

SERVER = [sys.executable, "-c", "from ilacs_rules.cli.start import main; main()", "lsp"]


def test_each_feature_answers_by_the_protocol(tmp_path: Path) -> None:
    """In a thread of its own: where a browser was opened in this one, it keeps a loop running."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, _asked(tmp_path)).result(timeout=PATIENCE)


async def _asked(tmp_path: Path) -> None:
    shutil.copytree(LIFTS, tmp_path / "lifts")
    client = pytest_lsp.make_test_lsp_client()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        """That files are watched is nothing to it."""

    await client.start_io(*SERVER)
    abilities = pytest_lsp.client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(abilities, root_uri=tmp_path.as_uri()))
    await _each_feature(client, tmp_path)
    await client.shutdown_session()
    await client.stop()


async def _each_feature(client: LanguageClient, tmp_path: Path) -> None:
    path = tmp_path / "lifts" / "2024-01-01.yaml"
    text = path.read_text(encoding="utf-8")
    document = types.TextDocumentIdentifier(path.as_uri())
    here = types.Range(types.Position(0, 0), types.Position(len(text.splitlines()), 0))

    def at(stretch: str) -> types.Position:
        before = text[: text.index(stretch)]
        return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)

    item = types.TextDocumentItem(document.uri, "yaml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))  # and it is asked at once
    name = at("last state is worn")
    hover = await client.text_document_hover_async(types.HoverParams(document, name))
    assert hover is not None
    told = str(hover.contents)
    assert "the state of the last check" in told
    places = await client.text_document_definition_async(types.DefinitionParams(document, name))
    assert [each.range.start for each in places or []] == [at("last state: state")]
    context = types.ReferenceContext(include_declaration=True)
    assert await client.text_document_references_async(types.ReferenceParams(context, document, name))
    assert await client.text_document_prepare_rename_async(types.PrepareRenameParams(document, name))
    renamed = await client.text_document_rename_async(types.RenameParams(document, name, "newest state"))
    assert renamed is not None
    offered = await client.text_document_completion_async(types.CompletionParams(document, name))
    assert offered is not None
    assert "last state" in [each.label for each in offered.items]

    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert "requirements" in [each.name for each in symbols or []]
    everywhere = await client.workspace_symbol_async(types.WorkspaceSymbolParams("repair"))
    assert {each.name for each in everywhere or []} == {"repair"}
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    first, last = at("requirements:").line, at("examples:").line
    assert [each for each in folds or [] if each.start_line == first and first < each.end_line < last]
    colours = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    assert colours is not None
    assert colours.data
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(document, here))
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    assert [each.command.title for each in lenses or [] if each.command is not None]

    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    assert await client.text_document_formatting_async(types.DocumentFormattingParams(document, options)) is not None

    wrong = text.replace("when: last state is broken", "when: lost state is broken")
    changed = types.VersionedTextDocumentIdentifier(2, document.uri)
    whole = types.TextDocumentContentChangeWholeDocument(wrong)
    client.text_document_did_change(types.DidChangeTextDocumentParams(changed, [whole]))
    while not (errors := [each for each in client.diagnostics.get(document.uri, ()) if each.code == "E301"]):
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    (found,) = errors
    assert found.range.start == at("last state is broken")
    fixes = await client.text_document_code_action_async(
        types.CodeActionParams(document, found.range, types.CodeActionContext([found]))
    )
    assert "Write “last state”" in [each.title for each in fixes or []]
    hover = await client.text_document_hover_async(types.HoverParams(document, name))
    assert hover is not None
    assert str(hover.contents) == told  # of what is not being written it is still known what it means
