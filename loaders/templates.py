"""What a mapping writes: words in which braces name columns, "{start_date}" or "{year}-{month}"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter

from graph.errors import BadInput

Cells = Sequence[str]
Getter = Callable[[Cells], str]

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|([{}])")


@dataclass(frozen=True, slots=True)
class Template:
    """`parts` are words and columns in turn, words first: ("", "year", "-", "month", "")."""

    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names, as written."""
        return self.parts[1::2]

    @property
    def constant(self) -> str | None:
        """What it says of every row; None if that depends on the row."""
        return self.parts[0] if len(self.parts) == 1 else None

    def bound(self, header: Sequence[str], place: str) -> Getter:
        """What takes it from the cells of a row under `header`, "" if all its columns are empty there.

        BadInput, beginning with `place`, for a column that is not there.
        """
        at = [column_of(name, header, place) for name in self.columns]
        if self.constant is not None:
            words = self.constant
            return lambda cells: words
        if self.parts[0] == self.parts[-1] == "" and len(at) == 1:
            return itemgetter(at[0])
        words_between = self.parts[0::2]

        def filled(cells: Cells) -> str:
            told = [cells[i].strip() for i in at]
            if not any(told):
                return ""
            pairs = zip(words_between, [*told, ""], strict=True)
            return "".join(words + cell for words, cell in pairs)

        return filled


def template(text: str, place: str) -> Template:
    """The template that `text` writes; doubled braces stand for themselves.

    >>> template("{year}-{month}", "a.toml").columns, template("VISITED", "a.toml").constant
    (('year', 'month'), 'VISITED')
    >>> template("{year", "a.toml")
    Traceback (most recent call last):
    graph.errors.BadInput: a.toml: a brace is not closed in '{year' (a column is written {name}, a brace {{)
    """
    parts, at = [""], 0
    for found in _PART.finditer(text):
        parts[-1] += text[at : found.start()]
        at = found.end()
        if found[2]:
            hint = "a column is written {name}, a brace {{"
            raise BadInput(f"{place}: a brace is not closed in {text!r}", hint=hint)
        if found[1] is None:
            parts[-1] += found[0][0]
        else:
            parts += [found[1].strip(), ""]
    parts[-1] += text[at:]
    return Template(tuple(parts))


def column_of(name: str, header: Sequence[str], place: str) -> int:
    """Where the column `name` stands in the header, whatever its capitals; BadInput if nowhere, or twice."""
    folded = [column.strip().casefold() for column in header]
    wanted = name.casefold()
    if folded.count(wanted) > 1:
        raise BadInput(f"{place}: the table has several columns {name!r}", hint="rename all but one")
    if wanted in folded:
        return folded.index(wanted)
    near = get_close_matches(wanted, folded, n=1)
    hint = f"did you mean {header[folded.index(near[0])]}?" if near else f"it has: {', '.join(header)}"
    raise BadInput(f"{place}: the table has no column {name!r}", hint=hint)
