"""Who a server lets in, and that no password is ever told."""

from __future__ import annotations

import logging
import os
import sys
from io import StringIO
from urllib.parse import urlsplit

import pytest
from cli_runs import invoke

from graph.errors import HistgraphError, RemoteError, UsageError
from graph.stores import neo4j_server, open_store
from graph.stores.neo4j_server import Server, address

SECRET = "a secret that nobody may read"


class Terminal(StringIO):
    """Standard input that somebody sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a terminal was asked for; it answers with the password that the tests know."""
    prompts: list[str] = []
    password = os.environ.get("NEO4J_PASSWORD", "")

    def answer(prompt: str) -> str:
        prompts.append(prompt)
        return password

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(neo4j_server.getpass, "getpass", answer)
    return prompts


def nobody_at(url: str) -> str:
    """The address for a user whom the server does not know (so that nobody else is locked out)."""
    return f"neo4j://nobody@{urlsplit(url).netloc}"


def refused(url: str, caplog: pytest.LogCaptureFixture) -> HistgraphError:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(HistgraphError) as caught:
        open_store(url)
    chain = [caught.value, caught.value.__cause__, caught.value.__context__]
    assert SECRET not in "".join(map(repr, chain)) + str(caught.value)
    assert SECRET not in caplog.text
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_wrong_password_is_refused(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    error = refused(nobody_at(neo4j_url), caplog)
    assert isinstance(error, RemoteError)
    assert str(error) == f"{neo4j_url}: the server does not let us in (set NEO4J_USERNAME and NEO4J_PASSWORD)"
    result = invoke("status", "--store", nobody_at(neo4j_url))
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr == f"histgraph: {error}\n"


def test_no_password_and_nobody_to_ask_is_refused(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch, asked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr(sys, "stdin", StringIO())
    assert "does not let us in" in str(refused(neo4j_url, caplog))
    assert not asked


def test_somebody_at_a_terminal_is_asked_for_the_password(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    server = Server(address(neo4j_url))
    assert server.read("RETURN 1") == [[1]]
    server.close()
    user = os.environ.get("NEO4J_USERNAME", "neo4j")
    assert asked == [f"password of {user} at {neo4j_url}: "]


def test_the_user_in_the_address_goes_before_the_environment(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setenv("NEO4J_USERNAME", "somebody else")
    with pytest.raises(RemoteError, match="does not let us in"):
        Server(address(nobody_at(neo4j_url)))
    assert asked == [f"password of nobody at {neo4j_url}: "]


@pytest.mark.parametrize("given", [SECRET, EOFError()], ids=["a wrong one", "nothing"])
def test_what_is_typed_may_be_wrong_or_nothing(
    neo4j_url: str,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
    caplog: pytest.LogCaptureFixture,
    given: str | Exception,
) -> None:
    def answer(prompt: str) -> str:
        asked.append(prompt)
        if isinstance(given, Exception):
            raise given
        return given

    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr(neo4j_server.getpass, "getpass", answer)
    assert "does not let us in" in str(refused(nobody_at(neo4j_url), caplog))
    assert len(asked) == 1


@pytest.mark.parametrize("scheme", ["neo4j", "bolt+s"])
def test_a_password_in_the_address_is_refused_and_not_repeated(
    scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret = SECRET.replace(" ", "-")
    error = refused(f"{scheme}://ada:{secret}@localhost:7687", caplog)
    assert isinstance(error, UsageError)
    result = invoke("status", "--store", f"{scheme}://ada:{secret}@localhost:7687")
    assert result.exit_code == 2
    assert secret not in result.output and secret not in str(error)
    assert "does not belong in an address" in result.stderr


@pytest.mark.parametrize(
    "url",
    ["neo4j://", "neo4j://:7687", "bolt://host:port", "neo4j://host:70000", "neo4j+x://host", "neo4j:host"],
)
def test_what_is_no_address(url: str) -> None:
    result = invoke("status", "--store", url)
    assert result.exit_code in (2, 4)
    assert result.stderr.count("\n") == 1


def test_a_database_that_is_not_there(neo4j_url: str) -> None:
    result = invoke("status", "--store", f"{neo4j_url}/nothing")
    assert result.exit_code == 5
    assert result.stderr == (
        f"histgraph: {neo4j_url}/nothing: the server has no such database (neo4j://HOST:PORT/DATABASE)\n"
    )


def test_the_system_database_holds_no_graph(neo4j_url: str) -> None:
    result = invoke("status", "--store", f"{neo4j_url}/system")
    assert (result.exit_code, result.stderr.count("\n")) == (5, 1)


def test_the_database_may_be_named(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for url, named in ((f"{neo4j_url}/neo4j", ""), (neo4j_url, "neo4j")):
        monkeypatch.setenv("NEO4J_DATABASE", named)
        server = Server(address(url))
        assert str(server.where) == f"{neo4j_url}/neo4j"
        assert server.read("CALL db.info() YIELD name RETURN name") == [["neo4j"]]
        server.close()
