"""What Tab offers in the Cypher shell: what can stand where the cursor is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from graph.cli.query_names import FUNCTIONS, KEYWORDS, names
from graph.names import fold
from graph.stores.cypher_guard import Token, tokens

if TYPE_CHECKING:
    from graph.canned import Question
    from graph.cli.graph_names import GraphNames

_PHRASES = ("ORDER BY", "OPTIONAL MATCH", "IS NULL", "IS NOT NULL", "STARTS WITH", "ENDS WITH", "UNION ALL")
_HERE = "\u01c2"  # a letter that nobody uses stands for the name still to be typed


class ShellCompleter(Completer):
    """Completes queries by what the graph has, and commands by what they take."""

    def __init__(
        self,
        known: GraphNames,
        commands: Mapping[str, str],
        parameters: Mapping[str, Any],
        questions: Callable[[], Mapping[str, Question]],
    ) -> None:
        self._known = known
        self._commands = commands
        self._parameters = parameters
        self._questions = questions

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        text = document.text_before_cursor
        if text.lstrip().startswith(":"):
            return self._of_command(text.lstrip()[1:], event)
        *_, last = [None, *tokens(text)]
        if last is not None and last.kind == "string" and _open(last, text):
            return self._in_quotes(text[: last.at], last.text)
        return self._of_query(text)

    def _of_query(self, text: str) -> Iterator[Completion]:
        """By the part that a name at the cursor would have."""
        found = names(text + _HERE)
        here = found[-1] if found else None
        if here is None or not here.token.text.endswith(_HERE):
            return iter(())
        typed = here.token.text[: -len(_HERE)]
        if here.role == "property":
            return _fitting(typed, sorted(self._known.properties(here.of)))
        if here.role in ("label", "type", "label or type"):
            labels = self._known.labels if here.role != "type" else ()
            types = self._known.types if here.role != "label" else ()
            return _fitting(typed, [*sorted(labels), *sorted(types)])
        if here.role == "parameter":
            return _fitting(typed, sorted(self._parameters))
        if here.role == "procedure":
            return _fitting(typed, ["db.labels()", "db.propertyKeys()", "db.relationshipTypes()"])
        bound = {n.token.text for n in found[:-1] if n.role == "variable"} - {here.token.text}
        words = [*sorted(bound), *KEYWORDS, *_PHRASES] if here.role != "part" else []
        return _fitting(typed, [*words, *(f"{name}(" for name in FUNCTIONS if here.role != "part")])

    def _in_quotes(self, before: str, string: str) -> Iterator[Completion]:
        """Values of the property that the quotes are compared with."""
        quote, typed = string[0], string[1:]
        named = [name for name in names(before) if name.role == "property"]
        values = self._known.values(named[-1].token.text) if named else []
        offered = (value for value in values if fold(value).startswith(fold(typed)))
        inside = [value for value in values if fold(typed) in fold(value)] if len(typed) > 2 else []
        for value in dict.fromkeys([*offered, *inside]):
            escaped = value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
            yield Completion(escaped + quote, -len(typed), display=value)

    def _of_command(self, line: str, event: CompleteEvent) -> Iterable[Completion]:
        name, space, rest = line.partition(" ")
        if not space:
            return _fitting(name, [command.split(" ")[0].removeprefix(":") for command in self._commands])
        if name == "export":
            return PathCompleter(expanduser=True).get_completions(Document(rest, len(rest)), event)
        return self._of_question(rest) if name == "ask" else iter(())

    def _of_question(self, typed: str) -> Iterator[Completion]:
        """Its name, the names of its parameters, and actors for those that are one."""
        questions = self._questions()
        name, space, rest = typed.lstrip().partition(" ")
        if not space:
            titles = {question.name: question.title for question in questions.values()}
            yield from _fitting(name, titles, titles)
        elif name in questions:
            parameters = {parameter.name: parameter for parameter in questions[name].parameters}
            given, equals, value = _last_word(rest).partition("=")
            if not equals:
                yield from _fitting(given, [f"{n}=" for n in parameters if f"{n}=" not in rest])
            elif given in parameters and parameters[given].type == "actor":
                shown = sorted(self._known.values("name"))
                yield from (
                    Completion(f'"{one}"' if " " in one else one, -len(value), display=one)
                    for one in shown
                    if fold(value.strip('"')) in fold(one)
                )


def _open(last: Token, text: str) -> bool:
    """Whether the string at the end of a text is still being typed."""
    return last.at + len(last.text) == len(text) and (len(last.text) < 2 or last.text[-1] != last.text[0])


def _last_word(text: str) -> str:
    """What is being typed behind the last blank outside quotes: a name and its value."""
    quoted, start = False, 0
    for at, letter in enumerate(text):
        quoted ^= letter == '"'
        if letter == " " and not quoted:
            start = at + 1
    return text[start:]


def _fitting(
    typed: str, offered: Iterable[str], meanings: Mapping[str, str] | None = None
) -> Iterator[Completion]:
    """Those that begin as typed, whatever the case; then those that have it behind a sign of separation."""
    wanted = typed.casefold()
    listed = list(offered)
    first = [one for one in listed if one.casefold().startswith(wanted)]
    inside = [one for one in listed if wanted and f"_{wanted}" in f"_{one.casefold().replace('-', '_')}"]
    for one in dict.fromkeys([*first, *inside]):
        yield Completion(one, -len(typed), display_meta=(meanings or {}).get(one, ""))
