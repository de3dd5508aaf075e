"""The shell's prompt: several lines, colours, history, and completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.lexers import PygmentsLexer

from graph.cli import output, shell_commands
from graph.cli.completion import ShellCompleter
from graph.cli.statements import ended
from graph.stores.cache import cache_folder

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

    from graph.cli.shell import Asking

_PROMPT = "cypher> "
_CONTINUED = "   ... "


def session(asking: Asking) -> PromptSession[str]:
    """What asks for queries, and remembers them from one time to the next."""
    completer = ShellCompleter(
        asking.names, shell_commands.COMMANDS, asking.parameters, shell_commands.questions
    )
    return PromptSession(
        _PROMPT,
        multiline=True,
        prompt_continuation=lambda width, *_: _CONTINUED.rjust(width),
        key_bindings=_keys(),
        lexer=PygmentsLexer.from_filename("query.cypher"),
        completer=completer,
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
        history=_history(),
    )


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        """A query ends with a semicolon or an empty line; a command with its line."""
        buffer = event.current_buffer
        document = buffer.document
        at_end = not document.text_after_cursor.strip()
        if at_end and (ended(document.text) or not document.current_line.strip()):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    @keys.add("enter", filter=completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        """Take what is chosen from the menu."""
        event.current_buffer.complete_state = None

    return keys


def _history() -> History:
    file = cache_folder() / "cypher-history"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        output.note(f"{file}: no history is kept: {error.strerror}")
        return InMemoryHistory()
    return FileHistory(str(file))
