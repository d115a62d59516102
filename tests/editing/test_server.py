"""The language server as an editor has it: started, written to, asked, and ended."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from unicodedata import normalize

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.workspace import PositionCodec, Workspace

from ilacs_rules.editing import server as language_server
from ilacs_rules.editing.asked_cases import AskedCases, Figures
from ilacs_rules.editing.colours import coloured
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.server import make_server
from ilacs_rules.editing.to_client import ToClient
from tests.cli.running import run
from tests.editing.client import PATIENCE, Client, started
from tests.editing.lift_desk import LIFTS

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    shutil.copytree(LIFTS, folder / "lifts")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    with started(folder) as client:
        yield client


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "lifts" / "2024-01-01.yaml"


@pytest.fixture
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def place(text: str, of: str) -> tuple[int, int]:
    return Client.place(text, text.index(of))


def test_findings_come_and_go_as_one_writes(client: Client, path: Path, text: str) -> None:
    client.write(path, text)
    assert not [each for each in client.found(path) if each["severity"] == 1]
    client.write(path, text.replace("is broken", "is brokn"))
    (error,) = [each for each in client.found(path) if each["severity"] == 1]
    assert error["code"] == "E302"
    assert error["message"].endswith("\ndid you mean “broken”?")
    line, start = place(text, "broken\n    event")
    assert error["range"] == {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": start + len("brokn")},
    }
    mend, _ = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": path.as_uri()},
        range=error["range"],
        context={"diagnostics": [error]},
    )
    assert mend["title"] == "Write “broken”"
    client.write(path, text)
    assert not [each for each in client.found(path) if each["severity"] == 1]


def test_examples_are_tried_once_nobody_writes(client: Client, path: Path, text: str) -> None:
    client.write(path, text.replace("closes: 2025-02-01", "closes: 2025-02-02"))
    found = client.found(path, lambda found: any(each["code"] == "E801" for each in found))
    assert "the policy gives closes 2025-02-01" in found[-1]["message"] or len(found) > 1
    client.write(path, text)
    client.found(path, lambda found: all(each["code"] != "E801" for each in found))


def test_places_are_counted_as_the_editor_counts(client: Client, path: Path, text: str) -> None:
    """A sign beyond the first plane is two units of UTF-16, and stands before what is found on its line."""
    client.write(path, text.replace("    when: last state is broken", "    note: 🛗\n    when: {x: 🛗🛗}"))
    found = client.found(path, lambda found: any(each["severity"] == 1 for each in found))
    ends = [each["range"]["end"]["character"] for each in found if each["severity"] == 1]
    assert max(ends) >= len("    when: {x: ") + 4
    client.write(path, text)
    client.found(path, lambda found: all(each["severity"] != 1 for each in found))


def test_a_sign_of_a_word_processor_ends_no_line(client: Client, path: Path, text: str) -> None:
    """They have one of their own for a new line, which is pasted with a text; editors do not count it, nor do we."""
    whole = text.replace("title: Checks of lifts (invented)", 'title: "Checks\u2028 of lifts (invented)"')
    client.write(path, whole)
    client.found(path, lambda found: all(each["severity"] != 1 for each in found))  # it has been read when it was whole
    start = whole.index("broken\n    event")
    client.type(path, whole, start, start + len("broken"), "brokn")
    line, character = place(whole, "broken\n    event")
    found = client.found(path, lambda found: any(each["severity"] == 1 for each in found))
    (error,) = [each for each in found if each["severity"] == 1]
    assert error["range"]["start"] == {"line": line, "character": character}
    assert client.at("hover", path, *place(whole, "last state is broken"))["contents"]["value"].startswith(
        "**Last state**"
    )
    client.write(path, text)
    client.found(path, lambda found: all(each["severity"] != 1 for each in found))


def test_a_letter_of_two_signs_moves_no_place(client: Client, path: Path, text: str) -> None:
    """Some systems write “é” as an e and an accent; we read it as one sign, and the editor counts two."""
    whole = "# " + "e\u0301" * 20 + "\n" + text.replace("is broken", "is brokn")
    floors = '{label: "e\u0301ta\u0323\u0302ge 🛗 \u1112\u1161\u11ab", is: number}'
    whole = whole.replace("floors: number", f"floors: {floors}")
    client.write(path, whole)
    line, character = place(whole, "is: number}")
    assert client.at("hover", path, line, character + 1)["range"]["start"] == {"line": line, "character": character}
    assert client.at("hover", path, line, character - 2) is None
    (error,) = [each for each in client.found(path) if each["severity"] == 1]
    line, character = place(whole, "brokn")
    assert error["range"]["start"] == {"line": line, "character": character}
    mend, *_ = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": path.as_uri()},
        range=error["range"],
        context={"diagnostics": [error]},
    )
    ((edit,),) = mend["edit"]["changes"].values()
    assert (edit["range"], edit["newText"]) == (error["range"], "broken")
    client.write(path, text)
    client.found(path, lambda found: all(each["severity"] != 1 for each in found))


def test_names_are_told_found_and_renamed(client: Client, path: Path, text: str) -> None:
    client.write(path, text)
    at = place(text, "last state is broken")
    assert client.at("hover", path, *at)["contents"]["value"].startswith("**Last state**")
    (declared,) = client.at("definition", path, *at)
    assert declared["range"]["start"]["line"] == place(text, "last state: state")[0]
    assert len(client.at("references", path, *at, context={"includeDeclaration": True})) == 4
    assert client.at("prepareRename", path, *at)["end"]["character"] == at[1] + len("last state")
    changes = client.at("rename", path, *at, newName="newest state")["changes"]
    assert {uri.rpartition("/")[2]: len(found) for uri, found in changes.items()} == {"2024-01-01.yaml": 4}
    with pytest.raises(RuntimeError, match="there is a definition called “last check” already"):
        client.at("rename", path, *at, newName="last check")


def test_what_may_be_written_and_how_it_is_laid_out(client: Client, path: Path, text: str) -> None:
    written = text.replace("when: last state is broken", "when:  last st")
    client.write(path, written)
    line, start = place(written, "last st\n")
    item = client.at("completion", path, line, start + len("last st"))["items"][0]
    assert (item["label"], item["textEdit"]["newText"]) == ("last state", "last state")
    document = {"uri": path.as_uri()}
    (edit,) = client.ask("textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True})
    assert edit["newText"] == written.replace("when:  last", "when: last")
    names = [each["name"] for each in client.ask("textDocument/documentSymbol", textDocument=document)]
    assert names[-2:] == ["requirements", "examples"]


def test_what_is_shown_without_being_asked(client: Client, path: Path, text: str) -> None:
    client.write(path, text)
    client.found(path, lambda found: all(each["severity"] != 1 for each in found))
    document = {"uri": path.as_uri()}
    data = client.ask("textDocument/semanticTokens/full", textDocument=document)["data"]
    assert len(data) % 5 == 0
    assert len(data) > 5 * 40
    assert all(number >= 0 for number in data)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    told = client.ask("textDocument/inlayHint", textDocument=document, range=whole)
    said = "When the last state is broken, Anyshire must carry out a repair within 1 month after "
    assert told[1]["label"] == f"{said}the end of the last check."
    lenses = client.ask("textDocument/codeLens", textDocument=document)
    assert [each["command"]["title"] for each in lenses] == ["1 example", "no examples"]


def test_cases_that_the_editor_is_set_to_are_counted(client: Client, folder: Path, path: Path, text: str) -> None:
    (folder / "asked.yaml").write_text("name: A\nevents: [{event: check, on: 2023-02-01, state: sound}]\n")
    client.write(path, text)
    settings = {"ilacs-rules": {"cases": "asked.yaml", "on": "2024-06-01"}}
    client.tell("workspace/didChangeConfiguration", settings=settings)
    until = monotonic() + PATIENCE
    titles: list[str] = []
    while not any("applies" in each for each in titles):
        assert monotonic() < until, titles
        lenses = client.ask("textDocument/codeLens", textDocument={"uri": path.as_uri()})
        titles = [each["command"]["title"] for each in lenses]
        sleep(0.1)
    assert titles == ["applies to 1 of 1 · 1 overdue · 1 example", "applies to 0 of 1 · no examples"]
    found = client.ask("workspace/symbol", query="repair")
    assert {each["containerName"] for each in found} == {
        "events, lifts/2024-01-01.yaml",
        "requirements, lifts/2024-01-01.yaml",
    }
    cases = folder / "asked.yaml"
    client.write(cases, cases.read_text())
    example = _chosen(client, cases, "Make “A” a worked example of lifts on 1 June 2024, as it is saved")
    ((file, [edit]),) = example["changes"].items()
    assert file == path.as_uri()
    assert edit["newText"].startswith(text.rstrip())
    assert "  - name: A on 1 June 2024\n" in edit["newText"]
    client.tell("workspace/didChangeConfiguration", settings={})


def test_an_amendment_is_begun_from_a_version(client: Client, folder: Path, path: Path, text: str) -> None:
    client.write(path, text)
    client.found(path)
    made, written = _chosen(client, path, "Begin an amendment for 1 January 2026")["documentChanges"]
    assert (made["kind"], made["uri"]) == ("create", (folder / "lifts" / "2026-01-01.yaml").as_uri())
    assert "amends: 2025-01-01\n" in written["edits"][0]["newText"]
    with pytest.raises(RuntimeError, match="no version comes into force before 1999-01-01"):
        client.ask(
            "codeAction/resolve",
            **_offered(client, path)[-1] | {"data": _TOO_EARLY | {"policy": str(folder / "lifts")}},
        )


_TOO_EARLY = {"title": "Begin", "day": "1999-01-01", "cases": None, "name": None}


def _chosen(client: Client, path: Path, title: str) -> Any:
    (action,) = [each for each in _offered(client, path) if each["title"] == title]
    return client.ask("codeAction/resolve", **action)["edit"]


def _offered(client: Client, path: Path) -> list[Any]:
    start = {"line": 0, "character": 0}
    offered: list[Any] = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": path.as_uri()},
        range={"start": start, "end": start},
        context={"diagnostics": []},
    )
    return offered


def test_of_a_file_that_is_gone_nothing_is_told_any_more(client: Client, folder: Path) -> None:
    shutil.copytree(LIFTS, folder / "gone")
    amendment = folder / "gone" / "2025-01-01.yaml"
    client.write(amendment, amendment.read_text(encoding="utf-8").replace("amends: 2024", "amends: 2023"))
    assert [each["code"] for each in client.found(amendment)] == ["E502"]
    amendment.unlink()
    client.close(amendment)
    assert client.found(amendment) == []
    client.write(amendment, "policy: lifts\n")
    shutil.rmtree(folder / "gone")
    assert client.at("hover", amendment, 0, 1) is not None


def test_what_another_program_writes_is_read_again(client: Client, folder: Path) -> None:
    shutil.copytree(LIFTS, folder / "pulled")
    whole, amendment = folder / "pulled" / "2024-01-01.yaml", folder / "pulled" / "2025-01-01.yaml"
    client.write(whole, whole.read_text(encoding="utf-8"))
    assert not [each for each in client.found(amendment) if each["severity"] == 1]
    amendment.write_text(
        amendment.read_text(encoding="utf-8").replace("amends: 2024", "amends: 2023"), encoding="utf-8"
    )
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": amendment.as_uri(), "type": 2}])
    (error,) = client.found(amendment, lambda found: any(each["severity"] == 1 for each in found))
    assert error["code"] == "E502"
    client.close(whole)


def test_a_policy_is_looked_at_again_where_what_its_figures_hang_on_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = "events: {case: lift, event: what, on: when}\nfacts: {table: facts.csv, case: lift}\n"
    (tmp_path / "visits.yaml").write_text(mapping, encoding="utf-8")
    server = make_server()
    server.asked = AskedCases(tmp_path / "visits.csv", date(2024, 6, 1), tmp_path / "visits.yaml")
    rules = LIFTS / "2024-01-01.yaml"
    server.desk.open(rules, rules.read_text(encoding="utf-8"))
    server.desk.open(tmp_path / "visits.yaml", mapping)  # of what is open too it counts what is saved
    looked: set[Path] = set()
    monkeypatch.setattr(server, "look_again", looked.add)
    again = {}
    for name in ("visits.csv", "facts.csv", "visits.yaml", "other.csv"):
        looked.clear()
        server.changed_on_disk({tmp_path / name})
        again[name] = rules in looked
    assert again == {"visits.csv": True, "facts.csv": True, "visits.yaml": True, "other.csv": False}


def test_names_are_found_in_all_folders_that_are_worked_in(tmp_path: Path) -> None:
    server = make_server()
    for name in ("one", "two"):
        shutil.copytree(LIFTS, tmp_path / name)
    folders = [types.WorkspaceFolder((tmp_path / name).as_uri(), name) for name in ("one", "two")]
    server.protocol._workspace = Workspace(None, workspace_folders=folders)
    assert server.folders == [tmp_path / "one", tmp_path / "two"]
    assert server.folder == tmp_path / "one"


@pytest.mark.parametrize("text", ["🛗🛗", "🛗e\u0301 e\u0301"])
def test_colours_are_counted_as_an_editor_counts(text: str) -> None:
    path = LIFTS / "2024-01-01.yaml"
    longer = f'floors > 10 and "{text}" is "{text}" and floors < 3'
    whole = path.read_text(encoding="utf-8").replace("floors > 10", longer)
    desk = Desk()
    desk.open(path, whole)
    found = coloured(desk.written(path))
    data = ToClient(PositionCodec()).colours(found).data
    line = character = 0
    told = []
    for down, along, width, *_ in zip(*[iter(data)] * 5, strict=True):
        line, character = line + down, along if down else character + along
        units = whole.split("\n")[line].encode("utf-16-le")[2 * character : 2 * (character + width)]
        told.append(normalize("NFC", units.decode("utf-16-le")))
    assert told == [each.span.text for each in found]
    assert told.count(normalize("NFC", f'"{text}"')) == 2


def test_a_mark_before_the_first_line_counts_where_the_editor_sends_it() -> None:
    path = LIFTS / "2024-01-01.yaml"
    desk, client = Desk(), ToClient(PositionCodec())
    desk.open(path, "\ufeff" + path.read_text(encoding="utf-8"))
    source = desk.source(path)
    lifts = source.text.index("lifts")
    assert client.position(source, lifts) == types.Position(0, lifts + 1)
    assert client.offset(source, types.Position(0, lifts + 1)) == lifts
    second = source.text.index("title")
    assert client.position(source, second) == types.Position(1, 0)
    assert client.whole_text(source, "")[0].range.start == types.Position(0, 1), "the mark stays"


def test_of_other_yaml_and_of_cases(client: Client, folder: Path) -> None:
    other = folder / "compose.yaml"
    client.write(other, "name:   x\nservices: {a: [}\n")
    assert client.found(other) == []
    assert client.at("completion", other, 0, 2)["items"] == []
    cases = folder / "cases.yaml"
    client.write(cases, "name: A\nfacts: {a: [}\n")
    (found,) = client.found(cases)
    assert found["code"] == "E105"
    client.write(cases, "facts:   {use: people}\nname: A\n")
    assert client.found(cases) == []
    document = {"uri": cases.as_uri()}
    (edit,) = client.ask("textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True})
    assert edit["newText"] == "name: A\nfacts: {use: people}\n"


def test_a_fault_of_ours_is_logged_and_the_next_key_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_server()
    logged: list[str] = []

    def fails(path: Path) -> None:
        raise ZeroDivisionError("by zero")

    async def a_key_and_another() -> None:
        for _ in range(2):
            server.look_again(LIFTS / "2024-01-01.yaml")
            await asyncio.sleep(0.05)

    monkeypatch.setattr(language_server, "AFTER_A_KEYSTROKE", 0)
    monkeypatch.setattr(server.desk, "read", fails)
    monkeypatch.setattr(server, "window_log_message", lambda told: logged.append(told.message))
    with ThreadPoolExecutor(1) as alone:  # tests that open pages leave a loop running in this thread
        alone.submit(lambda: asyncio.run(a_key_and_another())).result()
    said = "2024-01-01.yaml could not be checked, and not through your text: ZeroDivisionError: by zero"
    assert logged == [said, said]


def test_lenses_are_asked_for_anew_where_a_figure_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_server()
    server.asked = AskedCases(LIFTS / "cases.yaml", date(2024, 6, 1))
    overdue = iter((0, 0, 1))
    told: list[object] = []

    async def looked_three_times() -> None:
        for _ in range(3):
            await server._look(LIFTS / "years.csv")  # a table of the policy does as well as a rule file
            told.append(server.figures[LIFTS]["check"].overdue)

    monkeypatch.setattr(language_server, "AFTER_A_KEYSTROKE", 0)
    monkeypatch.setattr(language_server, "AFTER_A_WHILE", 0)
    monkeypatch.setattr(server.plan_figures, "of", lambda *_: {"check": Figures(1, 1, next(overdue), 0)})
    monkeypatch.setattr(server.checker, "checked", lambda _: {})
    monkeypatch.setattr(server, "_tell", lambda _: None)
    monkeypatch.setattr(server, "_lenses_are_new", lambda: told.append("anew"))
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(looked_three_times())).result()
    assert told == ["anew", 0, 0, "anew", 1]


def test_without_pygls_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise ModuleNotFoundError("no pygls", name="pygls")

    monkeypatch.setattr("ilacs_rules.cli.lsp.served", missing)
    result = run("lsp")
    assert result.exit_code == 2
    assert "the language server needs pygls: pip install 'ilacs-rules[lsp]'" in result.stderr
