"""Mend a parsed sentence where the small parser is known to err; all that reads the tree then agrees.

Each repair asks for a pattern that has one sensible reading: a finite main verb without a subject behind a
list that it cannot belong to, a list of names taken for appositions, a participle taken for the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = ("VBD", "VBZ", "VBP")
_BETWEEN = ("ADV", "AUX", "PART")  # what can stand between a subject and its verb
_DEPARTING = ("leave", "depart", "sail", "embark", "head")
_ECHOES = ("did", "does", "do", "had", "has", "have", "was", "were")
_EMPTY = ("mark", "punct", "advmod", "cc", "prep")
_INFORMING = ("inform", "notify", "advise", "assure", "remind", "warn", "tell", "convince")
_FRONTED = ("prep", "advcl", "csubj", "npadvmod", "advmod", "dep")


def reattach(doc: Doc) -> Doc:
    """`doc`, its tree mended in place."""
    for sentence in list(doc.sents):
        for repair in (
            _fronted_name,
            _headless_list,
            _participle_clause,
            _lists,
            _named_class,
            _swallowed_subject,
            _parenthetic_subject,
            _goal,
            _informed,
            _owner_as_subject,
            _finite_conjunct,
            _echo,
            _gapped,
            _last_named,
        ):
            repair(sentence)
    return doc


def _set(token: Token, head: Token, dep: str) -> None:
    token.head = head
    token.dep_ = dep


def _fronted_name(sentence: Span) -> None:
    """ "Following Munich, British and French ministers met": Munich is no member of the list behind it."""
    if len(sentence) < 4 or sentence[0].lower_ not in ("following", "after", "since", "before"):
        return
    opening, name = sentence[0], sentence[1]
    if name.pos_ == "PROPN" and name.dep_ in ("nmod", "compound", "amod") and sentence[2].text == ",":
        _set(opening, sentence.root, "prep")
        _set(name, opening, "pobj")


def _owner_as_subject(sentence: Span) -> None:
    """ "Although U.S. support for Peru grew": a name taken for the subject of the noun behind it."""
    for name in sentence:
        noun = name.head
        beside = name.dep_ == "nsubj" and name.pos_ == "PROPN" and noun.i == name.i + 1
        if beside and noun.pos_ == "NOUN" and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            name.dep_ = "compound"


def _informed(sentence: Span) -> None:
    """ "told Spain of Cuban support": of whose support, not of Cuba."""
    for of in sentence:
        if of.lower_ != "of":
            continue
        verb = syntax.clause(of)
        told, whose = of.head, next((c for c in of.children if c.dep_ == "pobj"), None)
        if whose is None or verb.lemma_ not in _INFORMING or of.i <= verb.i:
            continue
        what = whose.nbor(1) if whose.i + 1 < len(whose.doc) else whose
        if told.i == of.i - 1 and what.pos_ == "NOUN" and what.dep_ == "dobj" and what.head == verb:
            _set(what, of, "pobj")
            _set(whose, what, "compound")
            _set(of, verb, "prep")
            _set(told, verb, "dobj")


def _goal(sentence: Span) -> None:
    """ "left for Paris to begin talks": Paris is where, not who begins."""
    for mark in sentence:
        if mark.dep_ != "mark" or mark.lower_ != "for" or mark.head.head.lemma_ not in _DEPARTING:
            continue
        verb = mark.head
        place = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"), None)
        if place is not None and verb.head.i < mark.i < place.i:
            _set(mark, verb.head, "prep")
            _set(place, mark, "pobj")


def _headless_list(sentence: Span) -> None:
    """ "A, B, and C met" with A for the head of it all: all three met."""
    first = sentence.root
    verb = next((c for c in first.children if c.dep_ == "conj" and c.pos_ == "VERB" and _finite(c)), None)
    if first.pos_ != "PROPN" or verb is None:
        return
    last = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    if last is None or last.pos_ != "PROPN" or not _only_list(first, last):
        return
    dep = last.dep_
    _set(verb, verb, "ROOT")
    _set(last, first, "conj")
    _set(first, verb, dep)


def _lists(sentence: Span) -> None:
    """ "A, B, and C met": B is no apposition to A."""
    for token in sentence:
        if token.dep_ != "appos" or token.pos_ != "PROPN" or token.head.pos_ != "PROPN":
            continue
        joined = [*token.head.children, *token.children]
        later = [c for c in joined if c.dep_ == "conj" and c.i > token.i]
        plain = all(c.dep_ in ("compound", "punct", "appos", "conj", "cc") for c in token.children)
        if later and plain and later[0].pos_ == "PROPN" and _only_list(token, later[0]):
            _set(token, token.head, "conj")


def _named_class(sentence: Span) -> None:
    """ "Talks with members of the labor union Solidarity began": the name tells which union, and is no
    second subject."""
    for name in sentence:
        if name.dep_ not in ("nsubj", "nsubjpass") or name.pos_ != "PROPN" or name.i == sentence.start:
            continue
        noun = name.doc[name.i - 1]
        first = any(c.dep_ == name.dep_ and c.i < noun.i for c in name.head.children)
        if (
            first
            and noun.tag_ == "NN"
            and noun.dep_ == "pobj"
            and not any(c.i < name.i for c in name.children)
        ):
            _set(name, noun, "appos")


def _only_list(first: Token, last: Token) -> bool:
    """Nothing but a comma, "and" and parts of names stands between two names."""
    between = first.doc[first.i + 1 : last.i]
    return any(t.text == "," for t in between) and all(
        t.pos_ in ("PROPN", "CCONJ", "PUNCT", "DET", "NOUN", "ADJ") for t in between
    )


def _lacks_subject(verb: Token) -> bool:
    return verb.pos_ == "VERB" and not any(
        c.dep_ in _SUBJECTS and c.dep_ != "csubj" and c.i < verb.i for c in verb.children
    )


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in (*_FINITE, "MD") for c in verb.children if "aux" in c.dep_)


def _before(verb: Token) -> Token | None:
    """The noun that stands right before a verb, adverbs and auxiliaries apart."""
    index = verb.i - 1
    while index > verb.sent.start and verb.doc[index].pos_ in _BETWEEN:
        index -= 1
    token = verb.doc[index]
    return token if token.pos_ in ("PROPN", "NOUN") and index >= verb.sent.start else None


def _swallowed_subject(sentence: Span) -> None:
    """ "When A invaded B, C and D met": C and D, which the parser listed with B, are who met."""
    for verb in sentence:
        if verb.dep_ in ("ROOT", "ccomp", "advcl"):
            _give_back(verb)


def _give_back(verb: Token) -> None:
    last = _before(verb)
    if last is None or not (_lacks_subject(verb) and _finite(verb)) or last.head == verb:
        return
    chain = _chain(last)
    if not _is_fronted(chain[0], verb):
        return
    start = _break(chain)
    if start is None:
        return
    subject = chain[start]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    _set(subject, verb, "nsubjpass" if passive else "nsubj")
    for other in chain[start + 1 :]:
        if other.head.i < subject.i:
            _set(other, subject, "conj")
    for child in verb.children:
        if child.dep_ == "csubj" and child.i < subject.i:
            child.dep_ = "advcl"


def _chain(last: Token) -> list[Token]:
    """A list of nouns from its first to `last`, as the parser joined them."""
    first = last
    while first.dep_ in ("conj", "appos") and first.head.i < first.i and not syntax.is_verb(first.head):
        first = first.head
    members = [first]
    for token in first.doc[first.i + 1 : last.i + 1]:
        if token.dep_ in ("conj", "appos") and token.head in members:
            members.append(token)
    return members


def _is_fronted(noun: Token, verb: Token) -> bool:
    """`noun` stands inside a phrase or clause that opens the sentence of `verb`."""
    token = noun
    while token.head != verb:
        if token.head == token:
            return False
        token = token.head
    return token != noun and token.dep_ in _FRONTED and token.i < noun.i


def _break(chain: list[Token]) -> int | None:
    """Where the list that belongs to the clause before ends: at the last comma without "and"."""
    for number in range(len(chain) - 1, 0, -1):
        between = chain[0].doc[chain[number - 1].i + 1 : chain[number].i]
        words = [t.lower_ for t in between]
        if "," in words and not {"and", "or", "but"} & set(words):
            return number
    return None


def _parenthetic_subject(sentence: Span) -> None:
    """ "Turkey, after recognizing Israel, opposed Syria": Turkey did; "with A and B invaded C": B did."""
    for verb in sentence:
        if not (_lacks_subject(verb) and _finite(verb)):
            continue
        if verb == sentence.root:
            loose = [c for c in verb.lefts if c.dep_ in ("npadvmod", "dep", "nmod") and c.pos_ == "PROPN"]
            if len(loose) == 1 and loose[0].i + 1 < verb.i and verb.doc[loose[0].i + 1].text == ",":
                loose[0].dep_ = "nsubj"
        elif verb.tag_ == "VBD" and verb.dep_ in ("advcl", "conj", "ccomp"):
            _split_list(verb)


def _split_list(verb: Token) -> None:
    """ "Iran broke with Egypt and Iraq invaded Kuwait"."""
    last = _before(verb)
    has_object = any(c.dep_ == "dobj" for c in verb.children)
    if last is None or last.dep_ != "conj" or not has_object or any(c.dep_ == "mark" for c in verb.children):
        return
    if last.i and last.doc[last.i - 1].lower_ == "and" and last.head.i > verb.head.i:
        _set(last, verb, "nsubj")


def _participle_clause(sentence: Span) -> None:
    """ "France, forced to withdraw, recognized Italy": the verb of the sentence is the second."""
    first = sentence.root
    subject = next((c for c in first.children if c.dep_ == "nsubj" and c.i < first.i), None)
    if subject is None or first.tag_ not in ("VBD", "VBN") or first.i < 2:
        return
    if first.doc[first.i - 1].text != "," or _subject_end(subject) != first.i - 2:
        return
    if any(c.dep_ in ("dobj", "aux", "neg") for c in first.children):
        return
    second = next((c for c in first.children if c.dep_ == "conj" and c.tag_ == "VBD"), None)
    if second is None or second.doc[second.i - 1].text != ",":
        return
    _set(second, second, "ROOT")
    _set(subject, second, "nsubj")
    _set(first, subject, "acl")
    first.tag_ = "VBN"


def _subject_end(subject: Token) -> int:
    return max(t.i for t in subject.subtree)


def _finite_conjunct(sentence: Span) -> None:
    """ "accused Spain of aiding Peru and broke relations": a past tense is no fellow of a gerund."""
    for verb in sentence:
        if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ not in ("VB", "VBG"):
            continue
        if _finite(verb.head) or any(c.dep_ in _SUBJECTS or "aux" in c.dep_ for c in verb.children):
            continue
        above = next((t for t in verb.ancestors if t != verb.head and syntax.is_verb(t) and _finite(t)), None)
        if above is not None and any(c.dep_ == "dobj" for c in verb.children):
            verb.head = above


def _echo(sentence: Span) -> None:
    """ "A opposed a treaty, as did B": B is one subject more."""
    for mark in sentence:
        if mark.lower_ not in ("as", "so") or mark.i + 2 >= sentence.end or mark.i <= sentence.start:
            continue
        verb, subject = mark.nbor(1), mark.nbor(2)
        said = subject.head if subject.dep_ in ("compound", "det", "amod", "poss") else subject
        if verb.lower_ not in _ECHOES or said.head != verb or said.dep_ not in ("nsubj", "nsubjpass"):
            continue
        first = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.head.i]
        if verb.head != verb and first and len([c for c in verb.children if c.dep_ not in _EMPTY]) == 1:
            _set(said, first[0], "conj")
            verb.dep_ = "aux"


def _gapped(sentence: Span) -> None:
    """ "gave Peru to A and Chile to B": Chile is no receiver, and Peru does not go to B."""
    for second in sentence:
        if second.dep_ != "prep" or not syntax.is_verb(second.head) or second.lower_ not in ("to", "from"):
            continue
        verb = second.head
        for first in syntax.prepositions(verb, second.lower_):
            if first.i >= second.i or not any(c.dep_ == "dobj" and c.i < first.i for c in verb.children):
                continue
            added = [t for t in syntax.prep_objects(first) if t.dep_ == "conj" and first.i < t.i < second.i]
            if added:
                _set(added[-1], verb, "dep")
                second.head = added[-1]


def _last_named(sentence: Span) -> None:
    """ "between the colony of A and B, which was …": it is said of what stands right before it."""
    for verb in sentence:
        which = next((c for c in verb.children if c.tag_ == "WDT" and c.i < verb.i), None)
        if verb.dep_ != "relcl" or which is None or which.i < 2 or which.nbor(-1).text != ",":
            continue
        last = which.nbor(-2)
        singular = any(v.lower_ in ("was", "is", "has") for v in (verb, *verb.children))
        if singular and last.dep_ == "conj" and last != verb.head and verb.head.is_ancestor(last):
            verb.head = last
