"""The shell's own commands: what a colon begins is for the shell, and not for the engine."""

from __future__ import annotations

import difflib
import json
import os
import shlex
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.cli import output
from graph.cli.options import did_you_mean
from graph.errors import BadInput, UsageError

if TYPE_CHECKING:
    from graph.canned import Question
    from graph.cli.shell import Asking

COMMANDS: Mapping[str, str] = {
    ":help": "this list",
    ":schema": "what labels, types and properties there are, with counts and examples",
    ":ask NAME k=v …": "a canned question; without a name, the list",
    ":why ID": "the words behind a statement, by its id or how that begins",
    ":param NAME => VALUE": "set $NAME for the queries that follow",
    ":params": "show what is set",
    ":export FILE": "write the last answer to a .csv, .json, .jsonl or .md file",
    ":clear": "clear the screen",
    ":quit": "leave; so does Ctrl-D",
}
"""Each command with what it takes, and what it does."""

_FORMS = {".csv": output.Format.csv, ".json": output.Format.json, ".md": output.Format.markdown}
_EXAMPLE = "MATCH (a:Person)-[r]->(b) RETURN a.name, type(r), b.name, r.start ORDER BY r.start_min;"


class Leave(Exception):
    """The user wants to leave the shell."""


def questions() -> Mapping[str, Question]:
    """The canned questions, the user's own among them."""
    from graph import canned

    return canned.questions(_own_questions())


def run(asking: Asking, line: str) -> None:
    """Run the command in `line`; UsageError, with the nearest, if there is none of this name."""
    name, _, rest = line.removeprefix(":").strip().partition(" ")
    known = {command.split(" ")[0].removeprefix(":"): command for command in COMMANDS}
    wanted = {"exit": "quit", "q": "quit", "h": "help", "?": "help"}.get(name.lower(), name.lower())
    if wanted not in known:
        near = [f":{other}" for other in difflib.get_close_matches(wanted, known, n=2, cutoff=0.5)]
        raise UsageError(f"there is no command :{name}", hint=did_you_mean(near) or ":help lists them")
    _ACTIONS[wanted](asking, rest.strip())


def _help(_: Asking, __: str) -> None:
    width = max(map(len, COMMANDS))
    for command, meaning in COMMANDS.items():
        output.say(f"  {command:{width}}  {meaning}")
    output.say(
        f"\nA query ends with a semicolon or an empty line, and only reads. For example:\n  {_EXAMPLE}"
    )


def _schema(asking: Asking, _: str) -> None:
    from graph.cli.schema import show_schema

    show_schema(asking.graph, asking.form)


def _ask(asking: Asking, rest: str) -> None:
    from graph import canned
    from graph.cli.asking import read_parameters

    words = _words(rest)
    if not words:
        rows = [[question.name, question.title] for question in questions().values()]
        output.rows(["question", "what it tells"], rows, asking.form)
        return
    given = read_parameters(words[1:])
    answer = asking.tell(
        lambda: canned.ask(
            asking.graph, words[0], given, folder=_own_questions(), rows=asking.rows, seconds=asking.seconds
        )
    )
    if not answer.rows:
        output.note("no rows")


def _own_questions() -> Path | None:
    given = os.environ.get("HISTGRAPH_QUERIES")
    return Path(given) if given else None


def _why(asking: Asking, rest: str) -> None:
    from graph.cli.why import tell

    if not rest:
        raise UsageError("of which statement?", hint=":why ID, with r.id from an answer")
    tell(asking.graph, rest.strip("'\""), asking.form)


def _param(asking: Asking, rest: str) -> None:
    """A value is JSON, or any expression that the engine can work out."""
    name, arrow, value = rest.partition("=>")
    name = name.strip().removeprefix("$")
    if not arrow or not name.isidentifier() or not value.strip():
        raise UsageError("not a parameter", hint=":param NAME => VALUE, such as :param who => 'Peru'")
    try:
        asking.parameters[name] = json.loads(value)
    except ValueError:
        asking.parameters[name] = _worked_out(asking, value.strip().rstrip(";"))
    output.note(f"${name} is {_shown(asking.parameters[name])}")


def _worked_out(asking: Asking, value: str) -> Any:
    try:
        return asking.graph.cypher(f"RETURN {value} AS value", asking.parameters, rows=1).rows[0][0]
    except UsageError as error:
        raise UsageError(f"{value} is no value", hint="text goes in quotes: 'Ho Chi Minh'") from error


def _params(asking: Asking, _: str) -> None:
    if not asking.parameters:
        output.note("none is set; :param NAME => VALUE sets one")
    for name, value in sorted(asking.parameters.items()):
        output.say(f"${name} => {_shown(value)}")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _export(asking: Asking, rest: str) -> None:
    table = asking.last
    path = Path(rest.strip("'\"")).expanduser()
    suffix = path.suffix.lower()
    if not rest or suffix not in (*_FORMS, ".jsonl"):
        raise UsageError("to which file?", hint=":export FILE, ending in .csv, .json, .jsonl or .md")
    if table is None:
        raise UsageError("there is no answer yet", hint="run a query first")
    try:
        with path.open("w", encoding="utf-8", newline="") as file, redirect_stdout(file):
            if suffix == ".jsonl":
                for row in table.rows:
                    output.say(_shown(dict(zip(table.columns, row, strict=True))))
            else:
                output.rows(table.columns, table.rows, _FORMS[suffix])
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    cut = ", not all there are" if table.cut else ""
    output.note(f"{path}: {output.count(len(table.rows), 'row')} written{cut}")


def _clear(_: Asking, __: str) -> None:
    from prompt_toolkit.shortcuts import clear

    clear()


def _quit(_: Asking, __: str) -> None:
    raise Leave


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{text}: {str(error).lower()}") from None


_ACTIONS: Mapping[str, Callable[[Asking, str], None]] = {
    "help": _help,
    "schema": _schema,
    "ask": _ask,
    "why": _why,
    "param": _param,
    "params": _params,
    "export": _export,
    "clear": _clear,
    "quit": _quit,
}
