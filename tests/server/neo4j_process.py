"""A real Neo4j Community server for tests: fetched with Maven, started once, asked by all, stopped.

HISTGRAPH_TEST_NEO4J names a server to use instead (with NEO4J_USERNAME and NEO4J_PASSWORD); tests empty it.
Neo4j is under the GPL: it is used by tests, and is no part of the project.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).resolve().parent
VERSION = "5.26.12"
PASSWORD = "only-for-tests"
NEEDED = ("java", "mvn")
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a server that lives for minutes: what a second, better compilation costs is never earned back."""


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    """Address of a server that is up; its password is in the environment while the fixture lives."""
    given = os.environ.get("HISTGRAPH_TEST_NEO4J")
    if given:
        yield given
        return
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        _lacking(f"needs {' and '.join(missing)} for a Neo4j server, or HISTGRAPH_TEST_NEO4J to name one")
    with started(*BRIEF) as url:
        yield url


@contextmanager
def started(*options: str) -> Iterator[str]:
    """A server of its own, with these options of Java, as long as the `with` lasts."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _server(Path(folder), options) as url,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("NEO4J_USERNAME", "neo4j")
        patch.setenv("NEO4J_PASSWORD", PASSWORD)
        yield url


@contextmanager
def _server(folder: Path, options: Sequence[str]) -> Iterator[str]:
    port = _free_port()
    command = ["java", "-Xmx600m", *options, "-cp", f"{_jars()}/*", str(HERE / "Serve.java")]
    pipe = subprocess.PIPE
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(
            [*command, str(folder), str(port), PASSWORD], stdin=pipe, stdout=pipe, stderr=log, text=True
        ) as process,
    ):
        assert process.stdout is not None and process.stdin is not None
        for line in process.stdout:
            if line.strip() == "ready":
                break
        else:
            pytest.fail("Neo4j does not start: " + (folder / "server.log").read_text()[-2000:])
        try:
            yield f"neo4j://127.0.0.1:{port}"
        finally:
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _jars() -> Path:
    """The server's jars, fetched on first use into the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    jars = cache / "histgraph-tests" / f"neo4j-{VERSION}"
    if not jars.is_dir():
        jars.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=jars.parent) as work:
            fetched = Path(work) / "jars"
            command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={VERSION}"]
            command += ["dependency:copy-dependencies", f"-DoutputDirectory={fetched}"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                _lacking(f"needs Neo4j's jars, which Maven cannot fetch: {done.stdout[-500:]}")
            if not jars.is_dir():
                fetched.rename(jars)
    return jars


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _lacking(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
