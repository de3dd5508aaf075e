"""When a text has a body founded, or a treaty signed, without saying by whom: "was formed in 1989"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loaders import syntax
from loaders.mentions import Mention
from loaders.modality import modality
from loaders.referents import Referents
from loaders.scope import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOUNDING = frozenset("found form establish create constitute organize".split())
_SIGNING = frozenset("sign conclude".split())
_PAPERS = frozenset("agreement treaty pact accord convention protocol armistice".split())
_KINDS = frozenset(("Organization", "State"))
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")


def foundings(tokens: Sequence[Token], scope: Scope, referents: Referents) -> Iterator[tuple[str, str]]:
    """Actors that a sentence has founded or signed, by their ids, each with its year, month or day."""
    for verb in tokens:
        kinds = _KINDS if verb.lemma_ in _FOUNDING else frozenset(("Agreement",))
        if verb.lemma_ not in _FOUNDING | _SIGNING:
            continue
        if not syntax.is_passive(verb) or modality(verb) != "asserted":
            continue
        start = scope.dating(verb).start
        if start is None or not _PLAIN.fullmatch(start):
            continue
        for mention in _made(verb, referents):
            body = referents.names.actor(mention, None) if mention.kind in kinds else None
            if body is not None:
                yield body, start


def _made(verb: Token, referents: Referents) -> Iterator[Mention]:
    """What was founded or signed, by name; "the X was an agreement signed in 1928" is of the X."""
    nouns = syntax.patients(verb)
    if verb.lemma_ in _SIGNING:  # "an agreement to end the war signed in 1928": no war is signed
        nouns = [up for noun in nouns for up in (noun, *noun.ancestors) if up.lemma_ in _PAPERS][:1] or nouns
    for noun in nouns:
        is_what = noun.dep_ == "attr" and noun.head.lemma_ == "be"
        for named in syntax.subjects(noun.head) if is_what else [noun]:
            if mention := referents.words[named.i].mention:
                yield mention
