"""Which of the actors at the places of a frame can be its two ends."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.frames import Frame
from loaders.mentions import Mention

MOST_PAIRS = 12  # more of them are more likely a mistake of the parser than a fact
# The same, where all have one end in common: the members of a body, the parties to a treaty.
LONGEST_LIST = 40


def believable(pairs: Sequence[tuple[Mention, Mention]]) -> bool:
    """Whether so many pairs can be one sentence's, or are more likely a mistake of the parser."""
    one_sided = (
        min(len({end.form for end in side}) for side in zip(*pairs, strict=True)) == 1 if pairs else False
    )
    return 0 < len(pairs) <= (LONGEST_LIST if one_sided else MOST_PAIRS)


def kind(mention: Mention, frame: Frame, *, target: bool) -> str:
    """A capital that somebody takes is a place, and no government."""
    return "Place" if target and frame.place and mention.use == "capital" else mention.kind


def sides(places: tuple[str, ...]) -> tuple[str, ...]:
    """Where both sides can stand: behind "between", or in one word before the noun ("Sino-Soviet")."""
    between = tuple(slot for slot in places if slot.endswith("between"))
    return between and tuple(slot for slot in places if slot.endswith(("between", "mod")))


def but(places: tuple[str, ...], *left_out: str) -> tuple[str, ...]:
    """The places of a frame without some of them."""
    return tuple(slot for slot in places if slot not in left_out)


def all_states(mentions: Sequence[Mention]) -> bool:
    """Whether states alone are meant."""
    return all(m.kind == "State" for m in mentions)
