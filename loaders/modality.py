"""Whether a clause asserts, denies, intends or reports what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Modality
from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIVE = frozenset("not n't never no neither nor hardly scarcely without".split())
_INTENDING = frozenset(
    "agree aim ask attempt call claim commit consider contemplate decide demand deserve desire "
    "determine encourage expect hop hope intend invite move need negotiate offer persuade plan "
    "pledge prefer prepare press pressure promise propose recommend request resolve seek strive "
    "swear threaten try undertake urge vow want warn wish work".split()
)
_FAILING = frozenset(
    "fail refuse decline prevent stop avoid neglect cease forbid bar deter dissuade hesitate resist prohibit "
    "ban failure refusal inability unwillingness unwilling unable".split()
)
_FEARING = frozenset(
    "fear dread worry afraid doubt fearful anxious concerned worried reluctant reluctance hesitant".split()
)
_OCCURRING = frozenset("appear arrive begin be come exist follow happen materialize occur start take".split())
_ACHIEVING = frozenset("able first last quick slow right wrong proud instrumental".split())
_KEEPING = frozenset("keep hinder discourage restrain block save protect exclude".split())
_REPORTING = frozenset(
    "say claim allege report believe argue suggest rumor suspect maintain assert insist expect "
    "think assume".split()
)
_UNREAL = frozenset("proposed possible potential planned prospective future hypothetical eventual".split())
_HYPOTHETICAL = frozenset("would could might may should can must shall will".split())
_INTENDED_NOUNS = frozenset(
    "claim plan proposal request demand hope hop desire intention aim goal purpose effort attempt "
    "promise threat fear call offer pledge bid wish idea concept question possibility prospect "
    "agreement decision willingness task".split()
)
_CONTENT_VERBS = frozenset(
    "encourage urge seek propose demand fear oppose want desire request favor favour advocate "
    "prevent avoid discuss consider recommend expect anticipate promise threaten plan call prohibit "
    "forbid require support".split()
)


def modality(trigger: Token) -> Modality:
    """How the sentence means the relation that `trigger` evokes."""
    verb = syntax.clause(trigger)
    above = verb != trigger and syntax.is_verb(verb) and not _presupposed(trigger, verb)
    denied = _negated(trigger) or (above and _negated(verb, trigger))
    if prevented(trigger):
        denied = not denied
    if denied:
        return "negated"
    if _intended(trigger) or (verb != trigger and syntax.is_verb(verb) and _intended(verb)):
        return "intended"
    if verb != trigger and syntax.is_verb(verb) and verb.lemma_ in _CONTENT_VERBS and _indefinite(trigger):
        return "intended"
    return "reported" if _reported(verb) else "asserted"


def _presupposed(noun: Token, verb: Token) -> bool:
    """ "The alliance with Spain did not last": what is denied is not the alliance."""
    definite = any(c.dep_ in ("poss", "det") and c.lower_ not in ("no", "a", "any") for c in noun.children)
    return definite and noun.dep_ == "nsubj" and noun.head == verb and verb.lemma_ not in _OCCURRING


def _negated(token: Token, trigger: Token | None = None) -> bool:
    for child in token.children:
        if trigger is not None and _about(trigger, child):
            continue
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIVE and child.dep_ in ("det", "preconj", "advmod", "cc")
        ):
            return True
        noun = next(child.children, child) if child.dep_ == "agent" else child  # "by no nation"
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") and any(
            c.lower_ in ("no", "neither", "none") for c in [noun, *noun.children]
        ):
            return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if token.dep_ == "conj" and syntax.is_verb(token) and token.head != token:
        return False
    return False


def _about(trigger: Token, noun: Token) -> bool:
    """ "had no illusions about the alliance": what is denied is not what the noun is about."""
    return (
        noun.dep_ == "dobj" and noun.is_ancestor(trigger) and trigger.head.lower_ not in ("of", "for", "to")
    )


def _open(trigger: Token) -> bool:
    """ "under pressure to leave", "whether it left", "no sign of any treaty": nobody says that it is so."""
    if trigger.dep_ == "acl" and trigger.head.lemma_ in ("pressure", "temptation"):
        return True
    verb = syntax.clause(trigger)
    if any(c.lower_ == "whether" and c.dep_ == "mark" for c in verb.children) and verb.tag_ != "VB":
        return True
    hypothetical = not syntax.is_verb(trigger) and any(c.lower_ == "any" for c in trigger.children)
    return hypothetical and syntax.is_verb(verb) and (_negated(verb) or _intended(verb))


def feared(trigger: Token) -> bool:
    """Whether a clause says what somebody fears or doubts, or is asked or free to do: that is no fact, and
    no intention either."""
    token = trigger
    if _open(trigger):
        return True
    while token.head != token:
        if any(c.lower_ == "lest" for c in token.children):
            return True
        as_subject, content = token.dep_ in ("nsubj", "nsubjpass"), token.dep_ == "ccomp"
        token = token.head
        if content and any(c.lemma_ in _FEARING and c.dep_ == "nsubj" for c in token.children):
            return True  # "fears arose that …"
        if token.lemma_ in _FEARING:
            return not as_subject  # "the Soviet threat worried Truman" is a fact
        if token.dep_ in ("relcl", "conj"):
            return False
    return False


def prevented(trigger: Token) -> bool:
    """Whether a verb says that it did not come about: "refused to recognize", "kept from aiding"."""
    verb = syntax.clause(trigger)
    return _fails(trigger) or (verb != trigger and _fails(verb))


def _fails(token: Token) -> bool:
    head = token.head.head if token.dep_ == "pcomp" else token.head
    nominal = token.dep_ == "acl" and token.tag_ == "VB"  # "the failure to win support"
    if not (nominal or token.dep_ in ("xcomp", "pcomp")) or head == token:
        return False
    kept = token.dep_ == "pcomp" and token.head.lower_ == "from" and head.lemma_ in _KEEPING
    kept = kept and not _intended(head)  # "blocked attempts to exclude him from …"
    return (head.lemma_ in _FAILING or kept) and not _negated(head)  # "did not refuse to sign"


def _intended(token: Token) -> bool:
    if not syntax.is_verb(token) and any(c.lower_ in _UNREAL for c in token.children):
        return True
    children = [c for c in token.children if c.dep_ == "aux"]
    if any(c.lower_ in _HYPOTHETICAL for c in children):
        return True
    if token.head == token:
        return False
    if token.dep_ == "conj" and token.tag_ == "VB" and syntax.is_verb(token.head) and not children:
        return not _has_subject(token) and _intended(token.head)  # "to sign and ratify"
    return _intended_infinitive(token) if any(c.lower_ == "to" for c in children) else _intended_phrase(token)


def _intended_infinitive(token: Token) -> bool:
    """ "to seize power", "agreed to withdraw", "a claim to succeed"."""
    head = token.head
    if token.dep_ in ("xcomp", "ccomp"):
        if head.pos_ == "ADJ":  # "eager to sign"
            return head.lower_ not in _ACHIEVING
        whether = any(c.lower_ in ("whether", "how", "when") for c in token.children)
        wished = head.lemma_ in _INTENDING or head.lemma_ == "be"
        return whether or wished or (syntax.is_verb(head) and _intended(head))
    if token.dep_ == "conj" and syntax.is_verb(head):
        return not _has_subject(token) and _intended(head)
    return token.dep_ in ("advcl", "acl", "relcl")


def _intended_phrase(token: Token) -> bool:
    """ "hoped that …", "the task of aiding", "a request for recognition"."""
    head = token.head
    if token.dep_ == "pcomp":
        return head.head.lemma_ in (_INTENDED_NOUNS | _INTENDING)
    if token.dep_ == "ccomp":  # "claimed that it had trained them" reports
        return head.lemma_ in _INTENDING - _REPORTING
    return token.dep_ == "pobj" and head.head.lemma_ in _INTENDED_NOUNS and head.lower_ in ("for", "of", "to")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _indefinite(noun: Token) -> bool:
    return not syntax.is_verb(noun) and not any(
        c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.children
    )


def _reported(verb: Token) -> bool:
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _REPORTING:
        return True
    if verb.dep_ == "xcomp" and syntax.is_passive(verb.head):
        return verb.head.lemma_ in _REPORTING
    return False
