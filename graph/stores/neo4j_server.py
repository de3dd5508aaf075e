"""A Neo4j server, seen from here: reached, asked, and left, always within a time of our own.

The driver's own limits do not add up to one: connecting, finding a route and trying again each have
theirs.  Every call therefore runs in a thread that is left behind when its time is over.
"""

from __future__ import annotations

import getpass
import logging
import os
import queue
import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from graph.errors import HistgraphError, RemoteError, UsageError

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

Answer = TypeVar("Answer")
Parameters = Mapping[str, Any]
Results = list[list[list[Any]]]
"""The rows of each of several queries."""
Auth = tuple[str, str] | None

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
SECONDS_TO_CONNECT = 10.0
SECONDS_TO_READ = 30.0
SECONDS_TO_WRITE = 120.0
_SIGN_IN = "set NEO4J_USERNAME and NEO4J_PASSWORD"


class Address(NamedTuple):
    """Where a server is, and which of its databases is meant ("" for its own choice)."""

    url: str
    database: str
    user: str

    def __str__(self) -> str:
        return f"{self.url}/{self.database}" if self.database else self.url


def address(url: str) -> Address:
    """The parts of an address; UsageError if it is none, or holds a password.

    >>> str(address("neo4j://ada@localhost:7687/history")), address("bolt://localhost").database
    ('neo4j://localhost:7687/history', '')
    """
    parts = urlsplit(url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme.lower() not in SCHEMES or not host:
        raise UsageError("no address of a Neo4j server", hint="such as neo4j://localhost:7687")
    if parts.password is not None:  # addresses are seen in lists of processes and in histories of shells
        raise UsageError("a password does not belong in an address", hint=_SIGN_IN)
    place = f"[{host}]" if ":" in host else host
    routing = f"?{parts.query}" if parts.query else ""
    server = f"{parts.scheme.lower()}://{place}{f':{port}' if port else ''}{routing}"
    database = unquote(parts.path.strip("/")) or os.environ.get("NEO4J_DATABASE", "")
    return Address(server, database, unquote(parts.username or ""))


class Server:
    """A database of a Neo4j server; RemoteError, in one line, for whatever goes wrong with reaching it."""

    def __init__(self, where: Address) -> None:
        self.where = where
        self._driver, self._auth = _sign_in(where)

    def read(
        self, query: str, parameters: Parameters | None = None, *, seconds: float | None = None
    ) -> list[list[Any]]:
        """All rows of a query of our own, within `seconds` (SECONDS_TO_READ if None)."""
        limit = SECONDS_TO_READ if seconds is None else seconds
        return self._run(lambda tx: _rows(tx, query, parameters), limit, write=False)

    def write(
        self, queries: Iterable[tuple[str, Parameters]], check: Callable[[Results], None] = lambda _: None
    ) -> Results:
        """Run queries in one transaction, tried again if it fails; the rows of each.

        Nothing is written if `check`, which is given these rows, raises.
        """
        listed = list(queries)

        def work(tx: ManagedTransaction) -> Results:
            results = [_rows(tx, query, given) for query, given in listed]
            check(results)
            return results

        return self._run(work, SECONDS_TO_WRITE, write=True)

    def define(self, command: str) -> None:
        """Run a command on the schema, which no transaction with data in it can hold."""
        self._run(lambda tx: _rows(tx, command, None), SECONDS_TO_WRITE, write=True)

    def ask(self, work: Callable[[ManagedTransaction], Answer], seconds: float) -> Answer:
        """`work` in a transaction that may only read, stopped by the server after `seconds`.

        TimeoutError, and a connection given up, if the server does not keep to that; errors of the
        query pass as the driver's.
        """
        return self._timed(lambda: self._transact(work, seconds, write=False), seconds + 2)

    def close(self) -> None:
        """Let go of the server, without waiting for one that does not answer."""
        threading.Thread(target=self._driver.close, daemon=True).start()

    def _run(self, work: Callable[[ManagedTransaction], Answer], seconds: float, *, write: bool) -> Answer:
        from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415  slow to import

        try:
            return self._timed(lambda: self._transact(work, seconds, write=write), seconds)
        except TimeoutError:  # also an OSError
            raise silent(self.where, seconds) from None
        except (DriverError, Neo4jError, OSError) as error:
            raise complaint(self.where, error) from None

    def _transact(
        self, work: Callable[[ManagedTransaction], Answer], seconds: float, *, write: bool
    ) -> Answer:
        from neo4j import unit_of_work  # noqa: PLC0415  slow to import

        timed = unit_of_work(timeout=None if seconds == float("inf") else seconds)(work)
        with self._driver.session(database=self.where.database or None) as session:
            return session.execute_write(timed) if write else session.execute_read(timed)

    def _timed(self, call: Callable[[], Answer], seconds: float) -> Answer:
        """What `call` gives; TimeoutError after `seconds`, and on Ctrl-C, with the connection cut."""
        try:
            return within(call, seconds)
        except (TimeoutError, KeyboardInterrupt):
            self.close()  # a cut connection ends what runs on the server
            self._driver = _driver(self.where, self._auth)
            raise


def within(call: Callable[[], Answer], seconds: float) -> Answer:
    """What `call` gives or raises; TimeoutError if it takes longer, and then it is left to itself."""
    outcome: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcome.put((True, call()))
        except BaseException as error:
            outcome.put((False, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        done, value = outcome.get(timeout=None if seconds == float("inf") else seconds)
    except queue.Empty:
        raise TimeoutError from None
    if done:
        return value  # type: ignore[no-any-return]
    raise value


def silent(where: Address, seconds: float) -> RemoteError:
    """The server has said nothing for too long."""
    return RemoteError(f"{where}: no answer within {seconds:g} s", hint="is it a Neo4j server, and is it up?")


def complaint(where: Address, error: Exception) -> HistgraphError:
    """The error of ours for one of the driver's: one line, without names of classes, without secrets."""
    from neo4j import exceptions  # noqa: PLC0415  slow to import

    text = _first_line(error)
    if isinstance(error, exceptions.AuthError):
        return _turned_away(where)
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        hint = "is it up, and is the address right? neo4j+s:// and bolt+s:// ask for encryption"
        return RemoteError(f"{where}: cannot be reached", hint=hint)
    if "DatabaseNotFound" in (getattr(error, "code", "") or ""):
        return RemoteError(f"{where}: the server has no such database", hint="neo4j://HOST:PORT/DATABASE")
    return RemoteError(f"{where}: {text}")


def _turned_away(where: Address) -> RemoteError:
    return RemoteError(f"{where}: the server does not let us in", hint=_SIGN_IN)


def _first_line(error: Exception) -> str:
    text = str(getattr(error, "message", None) or error).strip()
    return re.sub(r"\s+", " ", text.splitlines()[0] if text else type(error).__name__)[:300]


def _rows(tx: ManagedTransaction, query: str, parameters: Parameters | None) -> list[list[Any]]:
    return tx.run(query, dict(parameters or {})).values()  # queries of our own


def _sign_in(where: Address) -> tuple[Driver, Auth]:
    """A driver that the server has let in: as the environment says, as nobody, or as the user types."""
    from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError  # noqa: PLC0415

    user = where.user or os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD")
    auth = (user, password) if password is not None else None
    try:
        try:
            return _tried(where, auth), auth
        except AuthError:
            if password is not None or not sys.stdin.isatty():
                raise
            auth = (user, getpass.getpass(f"password of {user} at {where}: "))
            return _tried(where, auth), auth
    except TimeoutError:  # also an OSError
        raise silent(where, SECONDS_TO_CONNECT) from None
    except ConfigurationError as error:
        raise UsageError(f"{where}: {_first_line(error)}") from None
    except EOFError:  # instead of a password
        raise _turned_away(where) from None
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise complaint(where, error) from None


def _tried(where: Address, auth: Auth) -> Driver:
    driver = _driver(where, auth)
    try:
        within(driver.verify_connectivity, SECONDS_TO_CONNECT)
    except BaseException:
        threading.Thread(target=driver.close, daemon=True).start()
        raise
    return driver


def _driver(where: Address, auth: Auth) -> Driver:
    from neo4j import GraphDatabase  # noqa: PLC0415  slow to import

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what matters is told by our errors
    return GraphDatabase.driver(
        where.url,
        auth=auth,
        connection_timeout=SECONDS_TO_CONNECT / 2,
        connection_acquisition_timeout=SECONDS_TO_CONNECT,
        max_transaction_retry_time=SECONDS_TO_CONNECT,
        notifications_min_severity="OFF",
    )
