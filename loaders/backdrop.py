"""What a sentence says in the foreground, and what only stands behind it: the grammar of inherited dates.

"In 1972 President Nixon, who had fought the plan, visited China" dates the visit, and neither the
presidency nor the fight.  Works on spaCy tokens only; which dates there are is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# Clauses of these conjunctions happen when the main clause does; "after", "because", "although" do not.
_TOGETHER = frozenset("when while as whereupon where thereby once by with".split())
_AT_WHICH = frozenset(("when", "where", "whereupon"))
_CONTENT = frozenset("would should could might may will shall can had".split())
# Verbs and nouns that speak of an event without saying that it happens then.
_SPEAKING_OF = frozenset(
    "condemn oppose denounce criticize criticise protest deplore welcome approve discuss recall remember "
    "ignore follow blame justify regret mourn commemorate review study investigate fear expect predict "
    "precede continue exploit cite mention".split()
)
_BACKING = frozenset("support back endorse encourage aid".split())
_DEFINITE = frozenset("the this that these its his their".split())
_NOT_THEN = frozenset("after following before until since despite because prior given amid".split())
# "An indication of their recognition came in 1834": that was when it was seen.
_SIGNS = frozenset("indication sign evidence proof token confirmation reminder".split())
_ENDING = frozenset("end cease halt stop collapse unravel dissolve expire terminate abrogate lapse".split())
_HAPPENING = frozenset("emerge begin start occur happen erupt commence arise open follow last".split())
_OCCASIONS = frozenset(
    "election elections war conference summit crisis congress session battle campaign".split()
)
_UP_TO = ("until", "till")
# What a preposition before a dated event makes of its date; "" is nothing at all.
_PLACING = {
    **dict.fromkeys(("after", "following", "since"), "after"),
    **dict.fromkeys(("before",), "before"),
    **dict.fromkeys(_UP_TO, "until"),
    **dict.fromkeys(("despite", "because", "under", "unlike", "like", "against", "for", "than"), ""),
}
_LATER = frozenset("soon later eventually finally subsequently ultimately afterwards".split())
_CAUSING = frozenset("lead cause prompt trigger provoke bring produce result spark precipitate".split())
_ADJECTIVAL = ("amod", "appos", "compound", "nmod")
_ENTERED_AS = ("attr", "oprd", "dobj", "pobj", "conj", "acomp")
_OPENINGS = frozenset("outbreak beginning start onset opening outset".split())


def is_perfect(verb: Token) -> bool:
    """ "had signed": earlier than what the sentence tells."""
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)


def clause(word: Token) -> Token:
    """The verb of the clause of `word`; "following" and "including" are no verbs."""
    verb = syntax.clause(word)
    while verb.dep_ == "prep" and verb.head != verb:
        verb = syntax.clause(verb.head)
    return verb


def is_aside(verb: Token) -> bool:
    """A clause that only describes something, or tells what had been before."""
    while True:
        said = verb.dep_ == "ccomp" and not _content(verb)
        if is_perfect(verb) or said or (verb.dep_ in ("relcl", "acl") and not _relative(verb)):
            return True
        if verb.head == verb:
            return False
        verb = clause(verb.head)


def is_done_by_then(verb: Token) -> bool:
    """ "having defeated Russia, …", "the party, now renamed …": true by the time of the clause above."""
    having = any(c.dep_ == "aux" and c.lower_ == "having" for c in verb.children)
    described = verb.tag_ == "VBN" and verb.dep_ in ("relcl", "acl")
    return having or (described and any(c.lower_ in ("now", "already") for c in verb.children))


def is_then(verb: Token) -> bool:
    """Of the time of the clause above: "announced that it recognized …", and not "would recognize"."""
    return not any(c.dep_ in ("aux", "neg") and c.lower_ in _CONTENT | {"not", "to"} for c in verb.children)


def is_occasion(clause: Token) -> bool:
    """ "when he came": what happened, and so dates the main clause."""
    return any(c.lower_ == "when" for c in clause.children) and not is_perfect(clause)


def is_meanwhile(clause: Token) -> bool:
    """ "A helped the one, while B helped the other"."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "while" for c in clause.children)


def is_occasion_of(noun: Token, verb: Token) -> bool:
    """ "was beaten in the 1968 elections": the event at which it happened."""
    at = noun.head
    return (
        noun.lemma_ in _OCCASIONS
        and at.dep_ == "prep"
        and at.head == verb
        and at.lower_ in ("in", "at", "during")
    )


def is_attribute(trigger: Token) -> bool:
    """A participle, noun or title that only describes: "the Soviet-backed regime", "a longtime ally"."""
    return trigger.dep_ in ("amod", "appos") and trigger.head != trigger


def is_title(trigger: Token) -> bool:
    """A role that only names its bearer: "President Nixon", "the emperor", against "he was president"."""
    if any(c.lower_ == "then" for c in trigger.children):
        return False
    return trigger.dep_ in _ADJECTIVAL or trigger.dep_ not in _ENTERED_AS


def is_spoken_of(noun: Token) -> bool:
    """An event that the clause speaks about, which may have been at any time: "condemned the invasion"."""
    if syntax.is_verb(noun) or noun.head == noun:
        return False
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head.lemma_ in _SPEAKING_OF
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SIGNS:
        return True
    return _is_apart(noun, syntax.clause(noun))


def _is_apart(word: Token, verb: Token) -> bool:
    """Whether `word` stands in a phrase of `verb` that tells what was before, after or in spite of it."""
    while word not in (verb, word.head):
        if word.dep_ == "appos" or (word.dep_ in ("prep", "mark") and word.lower_ in _NOT_THEN):
            return True
        word = word.head
    return False


def spoken_of(trigger: Token) -> Token | None:
    """The event that an attitude is to, named again: "condemned the occupation"."""
    if trigger.lemma_ not in (_SPEAKING_OF | _BACKING):
        return None
    patients = [_meant(n) for n in syntax.patients(trigger)]
    events = [n for n in patients if any(c.lower_ in _DEFINITE for c in n.children)]
    return events[0] if events else None


def _meant(noun: Token) -> Token:
    """ "A supported the occupation; B condemned it": the occupation."""
    before = [t for t in noun.sent if t.i < noun.i and t.dep_ == "dobj"] if noun.lower_ == "it" else []
    return before[-1] if before else noun


def is_ended(trigger: Token) -> bool:
    """Whether a noun is said to come to its end: "ended the war", "the alliance collapsed"."""
    verb = trigger.head
    if syntax.is_verb(trigger):  # "ended the war with them"
        return trigger.lemma_ in _ENDING
    if trigger.dep_ not in ("dobj", "nsubj", "nsubjpass") or not syntax.is_verb(verb):
        return False
    later = [c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_ in ("begin", "start")]
    return any(v.lemma_ in _ENDING for v in (verb, *later))


def link(word: Token, trigger: Token) -> str | None:
    """How a phrase of `trigger` that holds `word` places it: "at", "after", "before"; None if none does."""
    how = "at"
    while word != trigger:
        if word.lower_ in _UP_TO and how != "at":
            return None  # "until after the coup": when it did is left open
        if word.head == word or (syntax.is_verb(word) and word.dep_ != "prep"):
            return None
        if word.dep_ in ("prep", "mark"):
            how = _PLACING.get(word.lower_, how)
        word = word.head
    return how or None


def opens(word: Token, verb: Token) -> bool:
    """Whether `word` stands in a prepositional phrase of `verb`."""
    while word.head not in (verb, word):
        word = word.head
    return word.head == verb and word.dep_ == "prep" and (word.i < verb.i or is_cleft(verb))


def is_cleft(verb: Token) -> bool:
    """ "It was after the war that …"."""
    return verb.lemma_ == "be" and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.children)


def clefts(verb: Token) -> list[Token]:
    """The "it was" above or below the verb of "it was in 1950 that …"."""
    return [be for be in (verb.head, *verb.children) if be != verb and is_cleft(be)]


def is_causing(verb: Token) -> bool:
    """ "led to war", "caused a split": what comes of it is not earlier than its cause."""
    to = verb.lemma_ not in ("lead", "bring") or bool(syntax.prepositional(verb, "to"))
    return verb.lemma_ in _CAUSING and to


def sharing(verb: Token) -> Token | None:
    """ "recognized and joined it in 1950": the verb behind, whose object and day are those of `verb` too."""
    behind = [c for c in verb.children if c.dep_ == "conj" and syntax.is_verb(c)]
    if not behind or any(c.dep_ in ("dobj", "prep", "xcomp", "ccomp") for c in verb.children if c.i > verb.i):
        return None
    between = verb.doc[verb.i + 1 : behind[0].i]
    return behind[0] if all(t.pos_ in ("CCONJ", "ADV") for t in between) else None


def happening(noun: Token) -> Token | None:
    """ "the split, which had emerged in 1963": the verb that only says when it was."""
    if syntax.is_verb(noun):
        return None
    for token in noun.subtree:
        if token.dep_ == "relcl" and token.i > noun.i and token.lemma_ in _HAPPENING:
            return token
    return None


def wider(verb: Token) -> Token | None:
    """The clause whose date holds for the clause of `verb` too; None if that one is on its own."""
    if verb.head == verb or is_perfect(verb):
        return None
    inherits = _INHERITING.get(verb.dep_)
    if inherits is None or not inherits(verb):
        return None
    above = syntax.clause(verb.head)
    # "After the attempt to overthrow him", "the Shanghai note, a step toward improving relations"
    apart = _is_apart(verb.head, above) and not any(c.lower_ == "when" for c in verb.children)
    return None if apart and not is_cleft(above) else above


def clause_of(trigger: Token) -> Token:
    """The verb of the clause of `trigger`: of the second of two that "and" joins, if it stands before it."""
    verb = syntax.clause(trigger)
    for other in verb.children:
        if other.dep_ == "conj" and verb.i < trigger.i < other.i and syntax.is_verb(other):
            joins = [c for c in verb.children if c.dep_ == "cc" and verb.i < c.i < trigger.i]
            if joins:
                return other
    return verb


def _relative(verb: Token) -> bool:
    """ "where he signed", "a letter in which he signed", "events that led to war", "it was then that he
    signed"; not "who signed"."""
    at_which = any(c.lower_ in _AT_WHICH for c in verb.children) or _in_which(verb)
    return at_which or _follows(verb) or is_done_by_then(verb) or is_cleft(syntax.clause(verb.head))


def _in_which(verb: Token) -> bool:
    before = [p for p in syntax.prepositions(verb, "in", "by", "at") if p.i < verb.i]
    return any(n.lower_ == "which" for p in before for n in syntax.prep_objects(p))


def _follows(verb: Token) -> bool:
    """ "events that led to war": what comes of something, not who led whom."""
    return is_causing(verb) and any(c.lower_ in ("that", "which") for c in verb.children)


def _coordinated(verb: Token) -> bool:
    """ "declared war and soon joined them": not on the same day."""
    return not any(c.lower_ in _LATER and c.dep_ == "advmod" for c in verb.children)


def _participle(verb: Token) -> bool:
    """ "a treaty recognizing Laos", "a promise to leave", but not "the troops sent by Laos"."""
    return verb.tag_ != "VBN" or is_done_by_then(verb)


def _adverbial(verb: Token) -> bool:
    marks = [c for c in verb.children if c.dep_ == "mark" or c.tag_ == "WRB"]
    return all(c.lower_ in _TOGETHER or c.lower_ == "to" for c in marks)


def _content(verb: Token) -> bool:
    """What is said, promised or feared is not of the day on which it is said; "it was in 1950 that …" is."""
    if is_cleft(verb.head):
        return True
    return not any(c.lower_ == "that" or (c.dep_ == "aux" and c.lower_ in _CONTENT) for c in verb.children)


def _gerund(verb: Token) -> bool:
    return verb.head.lower_ not in _NOT_THEN


_INHERITING = {
    "xcomp": lambda _: True,
    "conj": _coordinated,
    "pcomp": _gerund,
    "ccomp": _content,
    "advcl": _adverbial,
    "acl": _participle,
    "relcl": _relative,
}


def does_so(verb: Token) -> bool:
    """ "doing so": it has no date of its own, or its own is that of what it stands for."""
    return verb.lower_ == "doing" and any(c.lower_ == "so" for c in verb.children)


def opening(noun: Token) -> Token | None:
    """ "the outbreak of war": the noun whose date is when `noun` began."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if above != noun and above.lemma_ in _OPENINGS else None
