"""An editor as the language server sees it: what it sends over standard input and output, and what it is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from tests.conftest import ROOT

PATIENCE = 60  # seconds until a test fails rather than hangs


class Client:
    """Texts are sent whole; places are line and character from 0."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._number = 0
        self._versions: dict[Path, int] = {}
        self._read: Queue[Any] = Queue()
        self._waiting: deque[Any] = deque()
        Thread(target=self._reading, daemon=True).start()

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request; an error is raised."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self._next(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Sends what is not answered."""
        self._send({"method": method, "params": params})

    def at(self, method: str, path: Path, line: int, character: int, **more: Any) -> Any:
        """The answer to a request about a place."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=position, **more)

    def write(self, path: Path, text: str) -> None:
        """Opens a text, or writes it anew."""
        version = self._versions[path] = self._versions.get(path, 0) + 1
        if version == 1:
            document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
            self.tell("textDocument/didOpen", textDocument=document)
        else:
            document = {"uri": path.as_uri(), "version": version}
            self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def type(self, path: Path, text: str, start: int, end: int, typed: str) -> None:
        """Sends that a stretch of a text, which it holds by now, is replaced."""
        self.write(path, text[:start] + typed + text[end:])

    def close(self, path: Path) -> None:
        """A file is not written at any more."""
        del self._versions[path]
        self.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})

    @staticmethod
    def place(text: str, offset: int) -> tuple[int, int]:
        """Line and character of a place, counted as editors do: in units of UTF-16, and lines ended in any way."""
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2

    def version(self, path: Path) -> int:
        """How often a text was sent."""
        return self._versions[path]

    @property
    def number_of_process(self) -> int:
        """By which the system knows the server."""
        return self._process.pid

    def findings(self, path: Path, version: int) -> list[Any]:
        """The next findings of a text as it was sent so many times."""

        def is_it(message: Any) -> bool:
            told = message.get("params", {})
            is_told = message.get("method") == "textDocument/publishDiagnostics"
            return is_told and told["uri"] == path.as_uri() and told.get("version") == version

        found: list[Any] = self._next(is_it)["params"]["diagnostics"]
        return found

    def found(self, path: Path, until: Callable[[list[Any]], bool] = lambda found: True) -> list[Any]:
        """The next findings of a file for which something holds."""

        def is_it(message: Any) -> bool:
            told = message.get("params", {})
            is_told = message.get("method") == "textDocument/publishDiagnostics"
            return is_told and told["uri"] == path.as_uri() and until(told["diagnostics"])

        found: list[Any] = self._next(is_it)["params"]["diagnostics"]
        return found

    def _next(self, wanted: Callable[[Any], bool]) -> Any:
        for message in [*self._waiting]:
            self._waiting.remove(message)
            if wanted(message):
                return message
        while True:
            try:
                message = self._read.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError("the server says nothing any more") from None
            if wanted(message):
                return message
            if "method" in message and "id" not in message:
                continue  # told before it was wanted

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _reading(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._read.put(json.loads(stream.read(length)))


def path_to_commands() -> str:
    """Where programs are looked for, by which an editor finds the server that is tested."""
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[Client]:
    """A server of its own, in a folder, by some settings; it has ended by itself afterwards, without an error."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ilacs_rules.cli.main", "lsp"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    client = Client(process)
    try:
        can = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        given = {"rootUri": folder.as_uri(), "capabilities": can, "initializationOptions": settings}
        client.ask("initialize", processId=None, **given)
        client.tell("initialized")
        yield client
        client.ask("shutdown")
        client.tell("exit")
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
