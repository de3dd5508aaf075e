"""Takes the fields out of a record that somebody wrote, and says plainly what is wrong with one."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from graph.errors import BadInput


class Fields:
    """A record called `what`, whose fields are `known`.  Other fields are let be, unless they look misspelt.

    >>> Fields({"modalty": "negated"}, "a statement", ("modality", "type"))
    Traceback (most recent call last):
    graph.errors.BadInput: a statement has a field 'modalty' (did you mean modality?)
    """

    def __init__(self, record: object, what: str, known: Collection[str]) -> None:
        if not isinstance(record, Mapping):
            raise BadInput(
                f"{what} is a JSON object, not {record!r:.40}", hint=f"its fields: {', '.join(known)}"
            )
        self.what = what
        self.record = record
        for field in record.keys() - set(known):
            near = difflib.get_close_matches(str(field), known, n=1, cutoff=0.8)
            if near:
                raise BadInput(f"{what} has a field {field!r}", hint=f"did you mean {near[0]}?")

    def __contains__(self, field: str) -> bool:
        return field in self.record

    def text(self, field: str, default: str | None = None) -> str | None:
        """Text, `default` if the field is missing or null."""
        value = self.record.get(field)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self._refusal(field, "text")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise self._refusal(field, "text without halves of characters") from None
        return value

    def name(self, field: str) -> str:
        """Text that must be there."""
        value = self.text(field)
        if value is None or not value.strip():
            raise BadInput(f"{self.what} has no {field}")
        return value

    def date(self, field: str) -> str | None:
        """A date as text; a year may be a number.  Not checked here."""
        value = self.record.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:04d}"
        return self.text(field)

    def offset(self, field: str) -> int | None:
        """A count of characters."""
        value = self.record.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
            raise self._refusal(field, "a count of characters, from 0 up")
        return value

    def choice(self, field: str, choices: Collection[str], default: str | None = None) -> str | None:
        """One of `choices`."""
        value = self.text(field, default)
        if value is not None and value not in choices:
            raise self._refusal(field, f"one of {', '.join(choices)}")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, () if missing."""
        value = self.record.get(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._refusal(field, "a list of texts")
        return tuple(Fields(dict(enumerate(value)), field, ()).text(i) or "" for i in range(len(value)))  # type: ignore[arg-type]

    def pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        """A list of [name, value] pairs, or an object of such."""
        value = self.record.get(field)
        if value is None:
            return ()
        items = sorted(value.items()) if isinstance(value, Mapping) else value
        well_made = isinstance(items, list) and all(
            isinstance(item, (list, tuple)) and len(item) == 2 and all(isinstance(part, str) for part in item)
            for item in items
        )
        if not well_made:
            raise self._refusal(field, "an object of texts, or a list of [name, value]")
        return tuple((name, told) for name, told in items)

    def flag(self, field: str, default: bool) -> bool:
        """True or false."""
        value = self.record.get(field, default)
        if not isinstance(value, bool):
            raise self._refusal(field, "true or false")
        return value

    def _refusal(self, field: str, accepted: str) -> BadInput:
        return BadInput(f"{self.what}: {field} is {self.record[field]!r:.60}", hint=f"accepted: {accepted}")
