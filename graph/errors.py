"""Every error that a user can cause, each with the exit code the command ends with.

An error says what was wrong and where (`message`), and, where it helps, what is accepted or what to
do next (`hint`).  Code below the command line raises these; only `graph.cli` prints them.
"""

from __future__ import annotations


class HistgraphError(Exception):
    """Base of all errors shown to the user as one clear line.

    >>> str(BadInput("a.txt: empty file", hint="give a file with text in it"))
    'a.txt: empty file (give a file with text in it)'
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class NothingFound(HistgraphError):
    """The question was understood and has no answer (exit code 1)."""

    exit_code = 1


class UsageError(HistgraphError):
    """The command's words are off: an unknown option value, a date that is no date (exit code 2)."""

    exit_code = 2


class BadInput(HistgraphError):
    """A file cannot be read as what it is said to be (exit code 3)."""

    exit_code = 3


class BadDate(BadInput):
    """A date is not EDTF, or its end lies before its start, or it is out of range (exit code 3)."""


class StoreError(HistgraphError):
    """The store cannot be opened, read or written (exit code 4)."""

    exit_code = 4


class DamagedStore(StoreError):
    """The store's file is not what was written to it (exit code 4)."""


class RemoteError(HistgraphError):
    """A server does not answer, or refuses (exit code 5)."""

    exit_code = 5
