"""The government that goes by its head's name: "the Truman administration" is the United States."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.mentions import Mention, Names

_NAMED = re.compile(r"['’]?s? ?[Aa]dministrations?\b")
_BARE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Nn]ew|[Ii]ncoming|[Oo]utgoing) ([Aa]dministration)(?=['’]s|\b(?! of))"
)


def with_administrations(text: str, found: Sequence[Mention], names: Names) -> list[Mention]:
    """`found` with a leader's name and "administration" as one mention of the state, and "the administration"
    as well where the whole document speaks of one state's only (`names.administered`)."""
    out = [_named(text, m, names) for m in found]
    if len(names.administered) != 1:
        return out
    state = next(iter(names.administered))
    taken = [(m.start, m.end) for m in out]
    for match in _BARE.finditer(text):
        start, end = match.span(1)
        if all(end <= a or start >= b for a, b in taken):
            out.append(_mention(text, start, end, state))
    return sorted(out, key=lambda m: m.start)


def _named(text: str, mention: Mention, names: Names) -> Mention:
    match = _NAMED.match(text, mention.end) if mention.kind == "Person" else None
    state = names.led_state(mention) if match else None
    return _mention(text, mention.start, match.end(), state) if match and state else mention


def _mention(text: str, start: int, end: int, state: str) -> Mention:
    words = text[start:end]
    return replace(Mention(start, end, words, "name", "State", f"administration of {state}"), actor=state)


def administered(text: str, names: Names) -> set[str]:
    """The states whose administrations a document names after their heads."""
    leaders = re.finditer(r"\b([A-Z][\w.]+(?: [A-Z][\w.]*)*)['’]?s? [Aa]dministration\b", text)
    found = (names.mention(match[1], match.start(1)) for match in leaders)
    states = (names.led_state(m) for m in found if m is not None and m.kind == "Person")
    return {state for state in states if state is not None}
