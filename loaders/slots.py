"""Slots: where the two ends of a relation stand, seen from the word that says it.

A slot is a name out of the tables at the end of this module, a preposition, or two of them joined by a
point (`obj.mod`: what modifies the object).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from loaders import syntax
from loaders.modality import LIGHT_VERBS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SHARED = ("between", "with")
Slot: TypeAlias = "Callable[[Token], list[Token]]"


def fill(slot: str, token: Token) -> list[Token]:
    """Heads of the noun phrases that stand at `slot` of `token`."""
    first, _, rest = slot.partition(".")
    heads = _place(first, token)
    return [n for head in heads for n in fill(rest, head)] if rest else heads


def _place(slot: str, token: Token) -> list[Token]:
    known = _VERB_SLOTS if syntax.is_verb(token) else _NOUN_SLOTS
    if slot in known:
        return known[slot](token)
    return _by_preposition(slot, token)


def _by_preposition(word: str, token: Token) -> list[Token]:
    """Nouns that a preposition joins to `token`; where the parser may have attached the phrase to a
    neighbour (the object of the verb, the verb of the object), it is looked for there too."""
    found = syntax.prepositional(token, word)
    if found:
        return found
    if syntax.is_verb(token):
        later = [p for p in token.subtree if p.i > token.i and p.lower_ == word and syntax.clause(p) == token]
        found = [n for p in later if word != "of" for n in syntax.prep_objects(p)]
        return found or (_met_before(token) if word == "with" else [])
    return (_of_the_whole(token, word) if word in _SHARED else []) or _of_the_verb(token, word)


def _of_the_whole(token: Token, word: str) -> list[Token]:
    """ "an act of recognition between A and B"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    behind = [p for p in syntax.prepositions(above, word) if p.i > token.i] if above != token else []
    found = [n for p in behind for n in syntax.prep_objects(p)]
    return found or (_said_later(token, above) if word == "between" else [])


def _of_the_verb(token: Token, word: str) -> list[Token]:
    """Behind the verb that the noun is subject or object of."""
    verb = token.head if token.dep_ == "nsubj" and word == "between" else syntax.governing_verb(token)
    if verb is None:
        return []
    if word == "of":  # "of which the Union was cochair"
        fronted = [n for p in syntax.prepositions(verb, "of") for n in syntax.prep_objects(p)]
        return [n for n in fronted if n.tag_ == "WDT"]
    return [
        n
        for p in syntax.prepositions(verb, word)
        if p.i > token.i and (_adjacent(token, p) or _behind_verb(token, verb, p))
        for n in syntax.prep_objects(p)
    ]


def _met_before(verb: Token) -> list[Token]:
    """ "met with X and signed a treaty": X, with whom it was signed."""
    met = verb.head
    if verb.dep_ != "conj" or verb.lemma_ not in _CONCLUDING or met.lemma_ not in _MEETING:
        return []
    return fill("with", met) or [n for o in syntax.patients(met) for n in syntax.prepositional(o, "with")]


def _said_later(noun: Token, whole: Token) -> list[Token]:
    """Objects of the "between" of what happened: "a series of talks took place in Rome between A and B",
    "the dispute that arose between A and B"; `whole` is the series."""
    verbs = [c for c in noun.children if c.dep_ == "relcl" and any(s.tag_ == "WDT" for s in c.children)]
    if whole.dep_ in ("nsubj", "nsubjpass"):
        verbs.append(whole.head)
    happened = [v for v in verbs if v.lemma_ in _HAPPENING]
    places = [*happened, *(c for v in happened for c in v.children if c.lower_ == "place")]
    return [n for at in places for n in syntax.prepositional(at, "between")]


def light_verb(noun: Token) -> Token | None:
    """The verb whose object `noun` is, if it says no more than that the event took place."""
    verb = noun.head
    if syntax.is_verb(noun) or noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in LIGHT_VERBS:
        return None
    return verb


def is_other_side(slot: str, token: Token) -> bool:
    """Whether somebody at `slot`, known or not, is the other side: "met *with* local leaders", "fought
    rebels" (but not "fought a war")."""
    heads = [n for n in fill(slot, token) if n.pos_ in ("NOUN", "PROPN", "PRON")]
    return any(n.lemma_ not in _CONTESTS and not _in_addition(n) for n in heads)


def _in_addition(noun: Token) -> bool:
    """ "together with reforms": no side, but one thing more."""
    preposition = noun.head
    before = preposition.doc[max(preposition.i - 1, 0)]
    return preposition.lower_ == "with" and before.lower_ in ("together", "along")


_CONTESTS = frozenset("war battle conflict action series campaign skirmish duel".split())


def _adjacent(noun: Token, preposition: Token) -> bool:
    """No other noun phrase of the verb stands between the noun and the preposition."""
    between = noun.doc[noun.i + 1 : preposition.i]
    inside = set(noun.subtree)
    return all(t in inside or t.pos_ in ("ADV", "PUNCT", "ADP", "NUM") for t in between)


def _behind_verb(noun: Token, verb: Token, preposition: Token) -> bool:
    """ "Tensions soon developed between A and B": only the verb parts a subject from its phrase."""
    between = noun.doc[noun.i + 1 : preposition.i]
    return noun in syntax.subjects(verb) and all(t == verb or t.pos_ in ("ADV", "AUX") for t in between)


def _modifiers(noun: Token) -> list[Token]:
    """Words before the noun that modify it, and what modifies these ("Soviet-Vietnamese relations")."""
    direct = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "npadvmod") and c.i < noun.i]
    return [m for c in direct for m in [*_modifiers(c), *syntax.conjuncts(c)] if c.pos_ not in ("VERB",)]


def _possessors(noun: Token) -> list[Token]:
    found = [n for c in noun.children if c.dep_ == "poss" for n in syntax.conjuncts(c)]
    if not found and noun.dep_ in (
        "conj",
        "compound",
        "nmod",
    ):  # "Japan's surrender and withdrawal", "its ally China"
        return [n for c in noun.head.children if c.dep_ == "poss" for n in syntax.conjuncts(c)]
    return found


def _subject_of_governor(noun: Token) -> list[Token]:
    verb = syntax.governing_verb(noun)
    return syntax.subjects(verb) if verb is not None else []


def between(agreement: Token) -> list[Token]:
    """Who an agreement is between: "the treaty between A and B", "… was a pact signed between A and B"."""
    found = [
        n
        for p in syntax.prepositions(agreement, "between")
        if not _closes(agreement.doc[agreement.i : p.i])
        for n in syntax.prep_objects(p)
    ]
    verb = agreement.head
    if found or agreement.dep_ != "nsubj" or verb.lemma_ != "be":
        return found
    attributes = [n for n in verb.children if n.dep_ == "attr" and n.lemma_ in _AGREEMENTS]
    said = [c for n in attributes for c in n.children if c.dep_ == "acl" and c.lemma_ in _MAKING]
    said = [*attributes, *said]
    return [m for n in said for m in syntax.prepositional(n, "between")]


def _closes(span: Span) -> bool:
    """ "(as set by the treaty) between A and B": what follows the bracket is not of what is inside."""
    words = [t.text for t in span]
    return words.count(")") > words.count("(")


def _giver(noun: Token) -> list[Token]:
    """Subject of a verb that adds no more than time or manner to the noun: "gave support", "held talks"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "into") else noun.head
    direct = noun.dep_ in ("dobj", "obj", "pobj") and syntax.is_verb(verb) and verb.dep_ != "prep"
    return syntax.subjects(verb) if direct and verb.lemma_ in _LIGHT else []


def _adjunct_subject(noun: Token) -> list[Token]:
    """Subject of the clause that the noun's phrase gives the time or place of: "After talks with X, Y …"."""
    preposition = noun.head
    at = noun.dep_ == "pobj" and preposition.lower_ in _ADJUNCTS and syntax.is_verb(preposition.head)
    return syntax.subjects(preposition.head) if at else []


def _appositions(noun: Token) -> list[Token]:
    return [n for c in noun.children if c.dep_ == "appos" for n in syntax.conjuncts(c)]


def _predicate_subject(noun: Token) -> list[Token]:
    """ "X was an ally of Y": X, for the noun "ally"; or the noun that "ally" is in apposition to."""
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("one", "part", "some"):
        return _predicate_subject(noun.head.head)  # "one of the founders"
    if noun.dep_ == "nsubj" and noun.tag_ == "NNS" and noun.head.lemma_ in ("be", "include"):
        return [n for n in syntax.patients(noun.head) if n.pos_ == "PROPN"]  # "the members were A and B"
    if noun.dep_ in ("attr", "oprd", "acomp") and syntax.is_verb(noun.head):
        return syntax.subjects(noun.head) or syntax.patients(noun.head)
    return _in_role(noun) if noun.dep_ == "pobj" and syntax.is_verb(noun.head.head) else []


def _in_role(noun: Token) -> list[Token]:
    """ "was chosen *as* leader", "was *among* the founders"."""
    verb = noun.head.head
    if noun.head.lower_ == "as":
        return syntax.patients(verb) if verb.lemma_ in _APPOINTING else syntax.subjects(verb)
    return syntax.subjects(verb) if noun.head.lower_ == "among" and verb.lemma_ == "be" else []


def _named(noun: Token) -> list[Token]:
    """The name that a role noun stands before ("ally China", "President Lincoln") or beside."""
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.i > noun.i:
        return [noun.head]
    return [n for n in [*_appositions(noun), *exemplified(noun)] if n.pos_ == "PROPN"]


def exemplified(noun: Token) -> list[Token]:
    """ "members of the council, including A and B", "allies such as A"."""
    if noun.tag_ != "NNS" or noun.lemma_ not in _BELONGING:
        return []
    such = [p for p in syntax.prepositions(noun, "as") if p.i and p.nbor(-1).lower_ == "such"]
    return [n for p in [*syntax.prepositions(noun, "including"), *such] for n in syntax.prep_objects(p)]


# Nouns whose examples are each what the noun says; of "leaders, including A" that is not sure.
_BELONGING = frozenset(
    "member ally enemy rival adversary opponent critic supporter backer partner colony protectorate "
    "possession territory signatory party founder recipient".split()
)
_AGREEMENTS = frozenset("agreement treaty pact accord convention compact protocol armistice alliance".split())
_MAKING = frozenset("sign conclude make reach negotiate ratify".split())
_APPOINTING = frozenset(
    "appoint elect name install choose select recognize regard treat see view use swear inaugurate crown "
    "reelect re-elect acclaim".split()
)
_LIGHT = frozenset(
    "agree announce begin break carry conclude conduct continue declare demonstrate do end engage enter "
    "express extend give halt have hold initiate launch lend maintain make offer open participate pledge "
    "promise provide pursue reaffirm renew restart resume shift show start stop suspend undertake "
    "voice".split()
)
_YIELDING = frozenset(
    "withdraw leave cede surrender dismantle remove compensate pay end stop cease halt return release "
    "apologize apologise evacuate renounce disarm abandon submit relinquish yield hand pull extradite".split()
)
_CONCLUDING = frozenset("sign conclude reach".split())
_MEETING = frozenset("meet negotiate confer enter open begin hold conduct resume".split())
_HAPPENING = frozenset(
    "take occur begin start open resume continue break erupt develop arise emerge follow ensue exist hold "
    "sign conclude reach".split()
)
_ADJUNCTS = frozenset("after at by during following in through".split())
_NOUN_SLOTS: Mapping[str, Slot] = {
    "poss": _possessors,
    "mod": _modifiers,
    "subj": _subject_of_governor,
    "light": _giver,
    "adjunct": _adjunct_subject,
    "appos": _appositions,
    "is": _predicate_subject,
    "named": _named,
}


def _complements(verb: Token) -> list[Token]:
    """ "was renamed X", "became X": the name X (who "became a member of X" did not become X)."""
    found = [n for c in verb.children if c.dep_ in ("oprd", "attr", "dobj") for n in syntax.conjuncts(c)]
    return [n for n in found if n.pos_ == "PROPN"]


def _setting(verb: Token) -> list[Token]:
    """ "the conference, where A and B agreed": the conference."""
    where = any(c.lower_ == "where" and c.dep_ == "advmod" for c in verb.children)
    return [verb.head] if where and verb.dep_ == "relcl" else []


def _content(verb: Token) -> list[Token]:
    """ "demanded that Serbia apologize": Serbia."""
    asked = [c for c in verb.children if c.dep_ == "ccomp" and c.lemma_ in _YIELDING]
    return [n for c in asked for n in syntax.subjects(c)]


_VERB_SLOTS: Mapping[str, Slot] = {
    "content": _content,
    "subj": syntax.subjects,
    "obj": syntax.patients,
    "comp": _complements,
    "where": _setting,
}
