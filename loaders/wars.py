"""When a war that a paragraph names came to its end: "At the end of World War II …  In September 1945 …".

The name alone dates nothing.  It does where the paragraph itself goes on to the year in which that war is
known to have ended, or begun: the year is then the text's, and only that it is meant is ours, hence "1945~".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.dates import DatePhrase
from loaders.mentions import Mention, Names
from loaders.senses import years_of

_EDGE = re.compile(
    r"\b(?:[Aa]t|[Ww]ith) the (?:(?P<last>end|close|conclusion)|outbreak|start|beginning) of (?:the )?$"
)
_LONGEST = 40  # characters before the name that the pattern can need


def edges_of_wars(
    text: str, mentions: Sequence[Mention], dates: Sequence[DatePhrase], names: Names
) -> Iterator[DatePhrase]:
    """A date phrase for each "at the end of" such a war in the paragraph `text`."""
    told = {date.start[:4] for date in dates if date.start}
    for mention in mentions:
        before = text[max(0, mention.start - _LONGEST) : mention.start]
        edge = _EDGE.search(before) if mention.kind == "Event" else None
        actor = names.actor(mention, None) if edge else None
        if edge is None or actor is None:
            continue
        year = years_of(names.actor_record(actor).existed)[1 if edge["last"] else 0]
        if year in told:
            start = mention.start - len(before) + edge.start()
            yield DatePhrase(start, mention.start, text[start : mention.end], "at", start=f"{year}~")
