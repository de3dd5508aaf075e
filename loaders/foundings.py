"""When a text has a body founded without saying by whom: "founded in 1991", "was formed in 1989"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loaders import syntax
from loaders.modality import modality
from loaders.referents import Referents
from loaders.scope import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOUNDING = frozenset("found form establish create constitute organize".split())
_KINDS = frozenset(("Organization", "State"))
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")


def foundings(tokens: Sequence[Token], scope: Scope, referents: Referents) -> Iterator[tuple[str, str]]:
    """Actors that a sentence has founded, by their ids, each with its year, month or day."""
    for verb in tokens:
        if verb.lemma_ not in _FOUNDING or not syntax.is_passive(verb) or modality(verb) != "asserted":
            continue
        start = scope.dating(verb).start
        if start is None or not _PLAIN.fullmatch(start):
            continue
        for noun in syntax.patients(verb):
            mention = referents.words[noun.i].mention
            body = referents.names.actor(mention, None) if mention and mention.kind in _KINDS else None
            if body is not None:
                yield body, start
