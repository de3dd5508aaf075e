"""The child process of `cypher_worker`, seen from its parent: started, asked, killed."""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from graph.errors import StoreError
from graph.stores.cypher_errors import HEAP_MEGABYTES

PACKAGE = "arcadedb_embedded"

_WORKER = Path(__file__).with_name("cypher_worker.py")
_SECONDS_TO_START = 120.0
_SECONDS_BETWEEN_LOOKS = 0.1
# Else the engine keeps a folder of numbered logs where it runs.
_LOGGING = "handlers = java.util.logging.ConsoleHandler\n.level = SEVERE\n"
# A user's settings for other Java programs; some make Java print, some change what it can read.
_NOT_INHERITED = ("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


class Expired(Exception):
    """No answer within the time allowed; the child has been killed."""


class EngineError(Exception):
    """What the child could not do; `name` is the class of the Java error, "Worker" for one of ours."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


def engine_folder() -> Path:
    """Where the engine's package lies; StoreError if this platform has none."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise StoreError(
            "`ask` and `cypher` need the ArcadeDB engine, which this installation lacks; all else works",
            hint="it is the package arcadedb-embedded, if there is a wheel for this platform",
        )
    return Path(spec.submodule_search_locations[0])


class Child:
    """A running engine; whatever goes wrong while it is asked, a Ctrl-C too, kills it.

    Its files and its noise stay in `folder`.  It does not hear the terminal's Ctrl-C, and ends with
    the pipe to it, so also when this process is killed.
    """

    def __init__(self, folder: Path) -> None:
        home = engine_folder()
        self._log = folder / "engine.log"
        self._process = _start(folder, self._log)
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._answers), daemon=True).start()
        logging = folder / "logging.properties"
        request = {
            "op": "start",
            "home": str(home),
            "options": [
                f"-Xmx{HEAP_MEGABYTES}m",
                f"-XX:ErrorFile={folder / 'crash-%p.log'}",
                f"-Djava.util.logging.config.file={logging}",
            ],
        }
        try:
            logging.write_text(_LOGGING, encoding="utf-8")
            self.ask(request, _SECONDS_TO_START)
        except BaseException:
            self.kill()
            raise

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], seconds: float = float("inf")) -> dict[str, Any]:
        """The answer to one request; Expired after `seconds`, EngineError if it says it cannot."""
        try:
            self._send(request)
            reply: dict[str, Any] = json.loads(self._receive(seconds))
        except BaseException:
            self.kill()
            raise
        if "error" in reply:
            raise EngineError(reply["error"]["class"], reply["error"]["message"])
        return reply

    def kill(self) -> None:
        """End it at once; it only reads, so nothing is lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be sent has nowhere to go
                    continue

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise self._dead() from error

    def _receive(self, seconds: float) -> bytes:
        # In short waits, because a long one cannot be interrupted on Windows.
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                answer = self._answers.get(timeout=min(left, _SECONDS_BETWEEN_LOOKS))
            except queue.Empty:
                continue
            if not answer:
                raise self._dead()
            return answer
        raise Expired

    def _dead(self) -> StoreError:
        return StoreError("the Cypher engine stopped unexpectedly", hint=f"what it said is in {self._log}")


def _start(folder: Path, log: Path) -> subprocess.Popen[bytes]:
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    with log.open("wb") as noise:
        return subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            cwd=folder,
            env=environment,
            **apart,
        )


def _pass_on(pipe: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Lines from the child as they come, then an empty one."""
    try:
        for line in pipe:
            answers.put(line)
    except (OSError, ValueError):  # closed while waiting: the child was killed
        pass
    answers.put(b"")
