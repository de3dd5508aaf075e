"""Grammatical relations over a parsed sentence: who is subject, object or complement of a word.

Everything here works on spaCy tokens and the labels of the English dependency scheme (ClearNLP), and on
nothing else: no names, no dates, no relation types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECT = ("dobj", "obj", "attr", "oprd")
_COMPLEMENTS = ("xcomp", "ccomp", "advcl", "acomp")
_RELATIVE = ("WDT", "WP", "WP$")
# Verbs whose object, not their subject, does what the infinitive after them says.
_OBJECT_CONTROL = frozenset(
    "accuse allow appoint ask assist authorise authorize ban bar beg beseech block bring cajole call "
    "cause compel convince deter direct discourage dispatch dissuade drive empower enable encourage "
    "entice exclude exhort expect forbid force help implore induce instruct invite keep lead let make "
    "move order permit persuade press pressure prevent prohibit prompt push request require send stop "
    "suspect tell train urge want warn".split()
)
_MAKING = frozenset(
    "allow cause compel convince drive empower enable encourage force induce lead permit persuade prompt "
    "push urge".split()
)
# "prevented from", "accused of", "forced into" doing
_CONTROLLING = frozenset("from of into for to against with".split())
_SENDING = frozenset("send dispatch appoint order invite".split())
_DECISIONS = frozenset(
    "agreement attempt bid decision desire effort failure intention move offer plan pledge promise proposal "
    "refusal threat willingness".split()
)
# What speaks for whoever writes or makes it.
_DOCUMENTS = frozenset(
    "letter note message telegram cable statement declaration resolution communiqué memorandum speech "
    "address manifesto decree order bill act law protest ultimatum".split()
)
_OF_A_ROW = frozenset("first second third last only few".split())
# Deverbal heads ("agreement to", "return to"): the infinitive's subject is theirs.
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Passive clause, or a past participle that modifies the noun it is said of."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children):
        return True  # "wanted to have Cuba annexed by Spain"
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own_subjects(verb):
        auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
        return not auxiliaries and is_verb(verb.head) and is_passive(verb.head)
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ in ("aux", "dobj") for c in verb.children):
        return False
    if verb.dep_ == "advcl" and any(c.lower_ == "with" for c in verb.lefts):
        return True  # "with Vietnam divided into …"
    return verb.dep_ in ("acl", "advcl", "amod", "relcl", "acomp") and not _own_subjects(verb)


def is_reciprocal(token: Token) -> bool:
    """ "each other", "one another"."""
    words = {token.lower_, *(c.lower_ for c in token.children)}
    return words >= {"each", "other"} or words >= {"one", "another"}


def conjuncts(token: Token) -> list[Token]:
    """`token` and all that is coordinated with it, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and (child.pos_ in _NOMINAL or is_verb(child) == is_verb(token)):
            found.extend(conjuncts(child))
    return found


def companions(token: Token) -> list[Token]:
    """Nouns joined by "along with", "together with", "as well as" to `token`."""
    after = token.doc[token.i + 1 : token.i + 2]
    return [
        noun
        for word in {*token.children, *after}
        if word.lower_ in ("along", "together")
        for p in word.children
        if p.lower_ == "with"
        for noun in prep_objects(p)
    ]


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECT]


def _antecedent(token: Token, clause: Token) -> Token:
    """The noun a relative pronoun stands for."""
    if token.tag_ not in _RELATIVE or clause.dep_ not in ("relcl", "acl", "ccomp"):
        return token
    cleft = [c for c in clause.head.children if c.dep_ == "attr"] if clause.head.lemma_ == "be" else []
    return cleft[0] if cleft else clause.head  # "It was Britain that …"


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that do what `verb` says (of a passive: the "by" agent)."""
    if is_passive(verb):
        if verb.dep_ == "amod":  # "Chinese-backed rebels"
            return [
                c
                for c in verb.children
                if c.dep_ in ("npadvmod", "compound", "nsubj", "amod") and c.i < verb.i
            ]
        return prepositional(verb, "by")
    own = _own_subjects(verb)
    if own:
        return [n for s in own for n in _subject_phrase(_antecedent(s, verb), s, verb)]
    return [] if depth > 6 else _inherited_subjects(verb, depth)


def _subject_phrase(noun: Token, subject: Token, verb: Token) -> list[Token]:
    """All that the subject `noun` coordinates; of "A and B, which was …" only B."""
    several = conjuncts(noun)
    if subject != noun and any(v.lower_ in ("was", "is", "has") for v in [verb, *verb.children]):
        return several[-1:]
    return [*several, *companions(noun)]


def _inherited_subjects(verb: Token, depth: int) -> list[Token]:
    """Subject of a verb that has none of its own, from the clause it depends on."""
    head = verb.head
    if head == verb:
        return _fronted(verb)
    if verb.dep_ == "conj":
        return _coordinated_subjects(verb, depth)
    if (verb.dep_ == "acl" or _is_infinitive_clause(verb)) and head.pos_ in _NOMINAL:
        own = verb.tag_ == "VBG" and head.lemma_ not in _DOCUMENTS  # but "sent a letter denouncing X"
        return conjuncts(head) if own else owners(head, depth + 1)
    decided = decision(verb)
    if decided is not None and deciders(decided):
        return deciders(decided)
    governor = head.head if verb.dep_ == "pcomp" else head
    if verb.dep_ == "pcomp" and head.lower_ == "in" and governor.lemma_ == "join":
        return [*subjects(governor, depth + 1), *patients(governor)]  # "joined X in urging"
    governed = verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "prep")
    return _controller(verb, governor, depth) if governed else []


def _is_infinitive_clause(verb: Token) -> bool:
    """ "was one of the first states to do it", "was not the only one to do it"; not "no longer in a
    position to do it", which is nobody's deed."""
    infinitive = verb.dep_ == "relcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return infinitive and any(c.lower_ in _OF_A_ROW for c in (verb.head, *verb.head.children))


def decision(verb: Token) -> Token | None:
    """ "alarmed by French plans to leave": the plans, where the parser gave "to leave" to another verb."""
    before = verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]
    if len(before) < 2 or before[1].lower_ != "to" or before[0].lemma_ not in _DECISIONS:
        return None
    return before[0]


def deciders(noun: Token) -> list[Token]:
    """Whose a decision is: its possessor, or the name or adjective before it."""
    said = [n for c in noun.children if c.dep_ == "poss" for n in conjuncts(c)]
    return said or _named_modifiers(noun) or [c for c in noun.children if c.tag_ == "JJ"]


def _coordinated_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    second = _second_subject(verb)
    if second is not None:
        return [*conjuncts(second), *companions(second)]
    if is_verb(head):
        return patients(head) if is_passive(head) else subjects(head, depth + 1)
    # "X … and, along with Y, maintained": the parser took the second subject for a conjunct
    return [t for t in conjuncts(head) if t.i < verb.i and t.pos_ in _NOMINAL][-1:]


def _controller(verb: Token, governor: Token, depth: int) -> list[Token]:
    if not is_verb(governor):
        return owners(governor, depth + 1) if governor.pos_ in _NOMINAL else []
    manner = verb.dep_ == "pcomp" and verb.head.lower_ not in _CONTROLLING  # "left without condemning"
    errand = depth == 0 and _is_sent_to(verb, governor)
    purpose = verb.dep_ == "advcl" and not (errand or is_made_to(verb, governor))
    controlled = governor.lemma_ in _OBJECT_CONTROL and not purpose
    if controlled and not manner and patients(governor):
        return patients(governor)
    if is_passive(governor):
        return patients(governor)
    return subjects(governor, depth + 1)


def is_made_to(verb: Token, governor: Token) -> bool:
    """ "led Britain to openly send aid": a complement, which the parser takes for a purpose."""
    marked = governor.lemma_ in _MAKING and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return marked and not any(t.text == "," for t in verb.doc[governor.i : verb.i])


def _is_sent_to(verb: Token, governor: Token) -> bool:
    """ "sent Jay, the envoy, to negotiate": the errand is his."""
    errand = governor.lemma_ in _SENDING and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return errand and verb.i > governor.i and [n.pos_ for n in patients(governor)] == ["PROPN"]


def _second_subject(verb: Token) -> Token | None:
    """ "A did this, and B … did that": B, which the parser may have coordinated with a noun before it."""
    for token in reversed(list(verb.doc[verb.head.i + 1 : verb.i])):
        if is_verb(token) or token.dep_ == "cc":
            return None  # "beat Egypt, and Syria, *and* occupied": no subject, but the last of a list
        if token.dep_ == "conj" and token.pos_ == "PROPN" and token.head.i < token.i:
            before = verb.doc[max(token.i - 2, 0) : token.i]
            if [t.lower_ for t in before] in ([",", "and"], [",", "but"]):
                return token
    return None


def _fronted(verb: Token) -> list[Token]:
    """Subject of a main verb that the parser left without one: the last noun before it."""
    before = [
        t for t in verb.doc[max(verb.i - 4, verb.sent.start) : verb.i] if t.pos_ not in ("ADV", "AUX", "PART")
    ]
    if (
        before
        and before[-1].pos_ in ("NOUN", "PROPN")
        and before[-1].dep_ in ("pobj", "dep", "npadvmod", "nmod")
    ):
        return before[-1:]
    return []


def objects_before(token: Token) -> list[Token]:
    """Objects that stand close before `token`, in order: what an "it" may take up."""
    return [t for t in token.doc[max(token.i - 25, 0) : token.i] if t.dep_ == "dobj"]


def patients(verb: Token) -> list[Token]:
    """Heads of the noun phrases to which `verb` is done (of a passive: its subject)."""
    if is_passive(verb):
        return _passive_patients(verb)
    own = [c for c in verb.children if c.dep_ in _OBJECT]
    if own:
        return [n for o in own for n in conjuncts(o)]
    if _reduced_relative(verb):
        return [verb.head]
    shared = [c for c in verb.children if c.dep_ == "conj" and is_verb(c)]
    if not shared or is_passive(shared[0]):
        return []
    between = [c for c in verb.children if verb.i < c.i < shared[0].i and c.dep_ in _COMPLEMENTS]
    return [] if between else patients(shared[0])  # "moved to send troops and opened talks" moved no talks


def _reduced_relative(verb: Token) -> bool:
    """ "the treaty Spain signed": a clause with a subject, and nothing that fills the noun's place in it."""
    if verb.dep_ != "relcl" or not any(c.dep_ == "nsubj" and c.tag_ not in _RELATIVE for c in verb.children):
        return False
    stranded = any(c.dep_ == "prep" and not prep_objects(c) for c in verb.children)
    adverbial = any(t.tag_ == "WRB" or t.tag_ in _RELATIVE for t in verb.subtree if t.i < verb.i)
    return not (stranded or adverbial) and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def _passive_patients(verb: Token) -> list[Token]:
    head = verb.head
    own = [c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")]
    if own:
        return [n for s in own for n in conjuncts(_antecedent(s, verb))]
    if verb.dep_ in ("acl", "amod", "relcl") and head.pos_ in _NOMINAL:
        return [head]
    if verb.dep_ == "acomp":  # "remained allied with", "was opposed to"
        return subjects(head)
    if verb.dep_ == "pcomp" and is_verb(head.head):  # "served before being replaced by Y"
        return patients(head.head) if is_passive(head.head) else subjects(head.head)
    if not is_verb(head) or verb.dep_ not in ("conj", "advcl"):
        return []
    return _shared_patients(verb, head)


def _shared_patients(verb: Token, head: Token) -> list[Token]:
    """What a passive without a subject of its own is said of: the subject of the clause it belongs to."""
    if is_passive(head):
        return patients(head)
    if verb.dep_ == "conj":  # "left the union and was recognized"
        return (subjects if any(c.dep_ == "auxpass" for c in verb.children) else patients)(head)
    return subjects(head) if verb.tag_ == "VBN" else []  # "Backed by X, Y fought"


def governs_infinitive(verb: Token) -> bool:
    """Whether "to" and a verb follow as its complement ("ordered the fleet *to sail*")."""
    below = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") if c.i > verb.i]
    below += [v for o in verb.children if o.dep_ == "dobj" for v in o.children if v.dep_ in ("acl", "relcl")]
    return any(c.dep_ == "aux" and c.lower_ == "to" for v in below for c in v.children)


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Who does what a noun says: possessor, "by" phrase, or the subject of the verb it depends on."""
    possessors = [n for c in noun.children if c.dep_ == "poss" for n in conjuncts(c)]
    agents = possessors or prepositional(noun, "by") or _named_modifiers(noun)
    agents = agents or [
        n for n in prepositional(noun, "of") if n.pos_ == "PROPN"
    ]  # "the refusal of Britain to"
    if agents or depth > 6:
        return agents
    verb = governing_verb(noun)
    return subjects(verb, depth + 1) if verb is not None else []


def _named_modifiers(noun: Token) -> list[Token]:
    """ "the Nazi decision to invade": adjectives and nouns before a noun that are names."""
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i]
    return [c for c in before if c.text[:1].isupper() and c.i > noun.sent.start]


def governing_verb(noun: Token) -> Token | None:
    """The verb that a noun is an object or complement of, through prepositions and coordination."""
    token = noun
    for _ in range(4):
        if token.dep_ in ("dobj", "obj", "attr", "oprd", "acomp", "nsubjpass") and is_verb(token.head):
            return token.head
        if token.dep_ in ("pobj", "prep", "conj", "pcomp") and token.head != token:
            token = token.head
            if is_verb(token):
                return token
        else:
            return None
    return None


def prep_objects(preposition: Token) -> list[Token]:
    """Nouns that a preposition governs, with their conjuncts."""
    found = [n for c in preposition.children if c.dep_ in ("pobj", "pcomp") for n in conjuncts(c)]
    if not found and preposition.lower_ == "out":  # "out of Yemen"
        found = [n for p in prepositions(preposition, "of") for n in prep_objects(p)]
    return found or (_between(preposition) if preposition.lower_ == "between" else [])


def _between(preposition: Token) -> list[Token]:
    """ "between A and B" where the parser lost A and B: the first two names after it."""
    names = [t for t in preposition.doc[preposition.i + 1 : preposition.i + 9] if t.pos_ == "PROPN"]
    return names[:2] if len(names) > 1 else []


def prepositions(head: Token, *words: str) -> Iterator[Token]:
    """Prepositions among `words` that depend on `head` ("on behalf of" is found by its first word)."""
    for child in head.children:
        if child.dep_ in ("prep", "dative", "agent", "mark") and child.lower_ in words:
            yield child


def prepositional(head: Token, *words: str) -> list[Token]:
    """Nouns joined to `head` by one of the prepositions `words`."""
    found = [noun for p in prepositions(head, *words) for noun in prep_objects(p)]
    if "to" in words:
        found += [n for c in head.children if c.dep_ == "dative" and c.pos_ in _NOMINAL for n in conjuncts(c)]
    return found


def sides_named(token: Token) -> list[Token]:
    """ "a pact between A and B to outlaw war between them": A and B."""
    if token.lower_ != "them" or token.head.lower_ != "between":
        return []
    before = [p for p in token.sent if p.lower_ == "between" and p.i < token.head.i]
    return prep_objects(before[-1]) if before else []


def clause(token: Token) -> Token:
    """The verb of the clause that `token` stands in (the sentence's root if there is none)."""
    while token.head != token:
        if is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod"):
            return token
        token = token.head
    return token


def phrase_above(token: Token) -> Iterator[Token]:
    """Nouns that the phrase of a possessive is part of, up to the verb."""
    above = token.head
    while above.head != above and not is_verb(above) and not is_verb(above.head):
        above = above.head
        yield above
        if above.lower_ in ("along", "together") and above.i:
            yield above.nbor(-1)


def determiners(token: Token) -> set[str]:
    """Articles, numerals and the like before a noun, in small letters."""
    return {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "amod", "predet")}
