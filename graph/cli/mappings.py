"""`load --show-mapping`: what the columns of tables are taken for, as TOML to amend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import loaders
from graph.cli import output
from graph.errors import BadInput, UsageError
from loaders.table import mapping_text

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.source import TableOptions


def show(paths: list[Path], tables: TableOptions) -> None:
    """Print the mapping of every table among `paths`; BadInput or UsageError if there is none."""
    sources = [loaders.open_source(path, tables) for path in loaders.discover(paths)]
    found = [source for source in sources if loaders.is_tabular(source)]
    if not found:
        hint = "histgraph load t.csv --show-mapping"
        raise UsageError("--show-mapping: none of these is a table", hint=hint)
    for source in found:
        if len(found) > 1:
            output.say(f"# {source.name}")
        try:
            output.say(mapping_text(source).rstrip("\n"))
        except BadInput as error:
            if len(found) == 1:
                raise
            output.complain(str(error))
