"""Nouns that stand for the actor they are said of: "the government of X", "troops from X", "X's fleet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# Heads that stand for the actor they are said of.
METONYMS = frozenset(
    "government regime leadership authority administration official leader troop force army "
    "military soldier delegation diplomat policymaker cabinet parliament legislature congress navy "
    "fleet ruler elite establishment side people public nation country republic state kingdom "
    "empire republics kingdoms provinces embassy legation citizen arm plan band group colony territory "
    "island city region segment zone half part portion member rest most all majority some many several "
    "each both none "
    "number minister negotiator representative envoy commander officer general court crown monarchy "
    "unit party forces leadership leaders counterpart plane aircraft bomber warship gunboat "
    "commissioner delegate emissary ministry statesman planner squadron garrison corsair privateer "
    "submarine destroyer tank vessel negotiators".split()
)
PARTITIVE = frozenset(
    "all most rest some many each both none one part majority member nation country republic segment".split()
)
# Who comes "from" a state speaks or fights for it, where it is no place that somebody leaves.
_SENT = frozenset(
    "troop force soldier representative delegate delegation official leader diplomat minister envoy officer "
    "negotiator commissioner statesman".split()
)
_DEALING = frozenset("with between by against".split())
OPPOSITE = frozenset({"counterpart"})  # "his Soviet counterpart" is a Soviet, not his


def stands_for(token: Token) -> bool:
    """Whether a noun stands for the actor it is said of ("the U.S. and Mexican Governments")."""
    forms = {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")}
    return bool(forms & METONYMS)


def sent_from(token: Token) -> list[Token]:
    """ "troops from Zaire helped him", "met with leaders from Egypt": not "pulled troops from Zaire"."""
    head = next((t for t in [token, *token.ancestors] if t.dep_ != "conj"), token)
    acts = head.dep_ == "nsubj" or (head.dep_ == "pobj" and head.head.lower_ in _DEALING)
    if token.lemma_.lower() not in _SENT or not acts:
        return []
    return [n for n in syntax.prepositional(token, "from") if n.i > token.i]


def located(token: Token) -> list[Token]:
    """ "the government in South Vietnam", also where the parser gave the phrase to the verb."""
    following = [p for p in token.doc[token.i + 1 : token.i + 2] if p.lower_ == "in"]
    return syntax.prepositional(token, "in") or [n for p in following for n in syntax.prep_objects(p)]
