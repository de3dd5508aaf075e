"""Whom a pronoun means that cannot be the subject of its own clause.

"Although Yemen was independent, Spain did not recognize it": no state recognizes itself, and the only other
one that the sentence has named is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.relations import relation
from loaders.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.referents import Referents

# Relations that nobody has to what is his own ("its independence").
_TO_OTHERS = frozenset({"RECOGNIZED"})


def other_state(
    pronoun: Token, type_: str, subjects: Sequence[Mention], referents: Referents
) -> list[Mention]:
    """The one state named in the sentence before "it" or "its" that is none of `subjects`, if only one is."""
    dealt_with = pronoun.lower_ == "it" and relation(type_).family == "diplomacy"  # no area, and no thing
    if not (dealt_with or (pronoun.lower_ == "its" and type_ in _TO_OTHERS)):
        return []
    own = {referents.state(m) for m in subjects}
    before = (referents.words[t.i].mention for t in pronoun.sent if t.i < pronoun.i)
    named = {state: m for m in before if m is not None and (state := referents.state(m)) and state not in own}
    return list(named.values()) if len(named) == 1 else []
