"""Whether a clause asserts, denies, intends or reports what it says, or says it at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Modality
from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIVE = frozenset("not n't never no neither nor hardly scarcely without little".split())
_INTENDING = frozenset(
    "agree aim ask attempt beseech call claim command commit consider contemplate decide demand deserve "
    "desire determine direct encourage exhort expect hop hope implore instruct intend invite move need "
    "negotiate offer order persuade plan "
    "pledge prefer prepare press pressure promise propose recommend request resolve seek strive "
    "swear threaten try undertake urge vow want warn wish work".split()
)
_PONDERING = frozenset("consider contemplate propose recommend suggest advocate favor favour prefer".split())
_FAILING = frozenset(
    "fail refuse decline prevent stop avoid neglect cease forbid bar deter dissuade hesitate resist prohibit "
    "ban refrain abstain desist unable unwilling powerless".split()
)
_REFUSING = frozenset("refuse decline".split())
_FAILING_NOUNS = frozenset("failure refusal inability unwillingness".split())
_LACKING = frozenset("lack absence want denial".split())
_FEARING = frozenset(
    "fear dread worry afraid doubt fearful anxious concerned worried reluctant reluctance hesitant".split()
)
_BACKGROUND = frozenset("after amid because before by despite during following since".split())
_RISING = frozenset("rise go".split())  # "rose to become", "went on to become": they did
# Who unites to form a body has formed it; who emerges from talks to sign has signed.
_UNITING = frozenset("join unite combine merge meet gather emerge ally".split())
_FORMING = frozenset("form create found establish sign conclude constitute proclaim".split())
_TOWARD = ("toward", "towards")
# "began talks to arrange a withdrawal": with an object of its own such a verb takes a purpose.
_PURSUING = frozenset("begin start open hold resume continue conduct enter undertake".split())
_ACHIEVING = frozenset("able first last quick slow right wrong proud instrumental".split())
_KEEPING = frozenset("keep hinder discourage restrain block save protect exclude".split())
_UNREAL = frozenset("proposed possible potential planned prospective future hypothetical eventual".split())
_REPORTING = frozenset(
    "say claim allege report believe argue suggest rumor suspect maintain assert insist expect "
    "think assume".split()
)
_ACCUSING = frozenset("accuse suspect blame charge condemn criticize criticise denounce".split())
_HEARSAY = frozenset("allegedly reportedly supposedly purportedly".split())
_HYPOTHETICAL = frozenset("would could might may should can must shall will".split())
_IN_TIME = frozenset("later subsequently ultimately soon".split())
_CONDITIONS = frozenset("if unless whether lest".split())
_INTENDED_NOUNS = frozenset(
    "claim plan proposal request demand hope hop desire intention aim goal purpose effort attempt "
    "promise threat fear call offer pledge bid wish idea concept question possibility prospect "
    "agreement decision willingness task talk insistence pressure advantage benefit desirability "
    "feasibility likelihood chance readiness".split()
)
# What is asked for has not come about, however definite ("called for the withdrawal of").
_DEMANDING = frozenset(
    "agree await encourage urge seek propose demand want desire request advocate recommend insist call "
    "press push argue plead hope plan promise threaten expect anticipate envisage require risk delay "
    "postpone".split()
)
# What one takes a stand on is a fact only if it is spoken of as one ("opposed the withdrawal of").
_CONTENT_VERBS = _DEMANDING | frozenset("fear oppose favor favour discuss consider support".split())
_PROPOSALS = frozenset("proposal demand request ultimatum suggestion goal aim objective".split())
# What is headed off does not come about.
_AVERTING = frozenset("ban prohibit forbid outlaw prevent avoid avert forestall thwart preclude".split())
# Verbs that add only that the event of their object happened: "gave support", "launched an invasion".
LIGHT_VERBS = frozenset(
    "launch conduct make give mount begin start stage undertake wage carry hold play take provide offer "
    "lend extend express declare announce complete continue resume initiate pursue maintain execute have "
    "exert exercise impose grant withhold sign conclude be remain become win receive obtain gain".split()
)


def modality(trigger: Token) -> Modality:
    """How the sentence means the relation that `trigger` evokes."""
    verb = syntax.clause(trigger)
    inside = verb != trigger and syntax.is_verb(verb) and not _taken_for_granted(trigger, verb)
    denied = (
        _negated(trigger)
        or _lacking(trigger)
        or _averted(trigger, verb)
        or (inside and _negated(verb, trigger))
    )
    if _fails(trigger) or (inside and _fails(verb)):
        denied = not denied
    if denied:
        return "negated"
    if _intended(trigger) or _proposed(trigger, verb) or (inside and _intended(verb)):
        return "intended"
    if verb != trigger and syntax.is_verb(verb) and _wanted(trigger, verb):
        return "intended"
    return "reported" if _reported(verb) else "asserted"


def _taken_for_granted(trigger: Token, verb: Token) -> bool:
    """Whether a clause presupposes what a word in it says, whatever the clause itself denies or wants:
    "did not end until the conquest of Algeria", "hoped to persuade President Nasser"."""
    if syntax.is_verb(trigger):
        return trigger.dep_ == "amod"
    if trigger.dep_ in ("compound", "nmod", "appos") or any(c.dep_ == "appos" for c in trigger.children):
        return True
    direct = trigger.dep_ in ("dobj", "attr", "nsubjpass", "oprd") and verb.lemma_ in LIGHT_VERBS
    return not direct and not _indefinite(trigger) and trigger.dep_ != "attr"


def _wanted(trigger: Token, verb: Token) -> bool:
    """Whether a noun is what its verb wants: "sought recognition", "called for the withdrawal"."""
    if syntax.is_verb(trigger) or trigger.dep_ in ("compound", "nmod", "appos") or trigger.i < verb.i:
        return False
    wanted = verb.lemma_ in _DEMANDING and syntax.governing_verb(trigger) == verb
    if any(t.dep_ == "prep" and t.lower_ in _BACKGROUND for t in trigger.ancestors if t.head == verb):
        return False  # "the talks were threatened after the invasion"
    return wanted or (verb.lemma_ in _CONTENT_VERBS and _indefinite(trigger))


def says_nothing(trigger: Token) -> bool:
    """Whether a clause does not say it, of anybody's will or word: what somebody fears or doubts, what
    would be if something else were, what is asked about, what "any" such thing would do."""
    if not syntax.is_verb(trigger) and any(c.lower_ in ("any", "every") for c in trigger.children):
        return True
    if trigger.dep_ == "acl" and trigger.head.lemma_ in ("pressure", "temptation"):
        return True
    return (
        _unwished(trigger)
        or _too_much(trigger)
        or _feared(trigger)
        or _conditional(trigger)
        or _prevention_wanted(trigger)
    )


def _prevention_wanted(trigger: Token) -> bool:
    """ "sought to prevent Poland from joining": whether Poland joined is not said."""
    verb = syntax.clause(trigger)
    token = trigger if _fails(trigger) else verb
    head = token.head.head if token.dep_ == "pcomp" else token.head
    return _fails(token) and syntax.is_verb(head) and token.dep_ != "conj" and _intended(head)


def _unwished(trigger: Token) -> bool:
    """ "did not want to antagonize Spain": whether they did is not said."""
    wish = trigger.head
    return trigger.dep_ == "xcomp" and wish.lemma_ in ("want", "wish", "intend") and _negated(wish)


def _too_much(trigger: Token) -> bool:
    """ "was too weak to justify pressing Israel": nobody pressed."""
    return any(
        token.head.pos_ in ("ADJ", "ADV")
        and any(c.lower_ == "to" for c in _auxiliaries(token))
        and any(c.lower_ == "too" for c in token.head.children)
        for token in (trigger, *trigger.ancestors)
    )


def _feared(trigger: Token) -> bool:
    token = trigger
    while token.head != token:
        as_subject, content = token.dep_ in ("nsubj", "nsubjpass"), token.dep_ == "ccomp"
        token = token.head
        if content and any(c.lemma_ in _FEARING and c.dep_ == "nsubj" for c in token.children):
            return True  # "fears arose that …"
        if token.lemma_ in _FEARING:
            return not as_subject  # "the Soviet threat worried Truman" is a fact
        if token.dep_ in ("relcl", "conj"):
            return False
    return False


def _conditional(trigger: Token) -> bool:
    """Inside "if …", "unless …", "whether …"."""
    token = trigger
    for _ in range(8):
        if any(c.lower_ in _CONDITIONS and c.dep_ in ("mark", "advmod") for c in token.children):
            return syntax.is_verb(token)
        if token.head == token or token.dep_ == "relcl":
            return False
        token = token.head
    return False


def _about(trigger: Token, noun: Token) -> bool:
    """ "had no illusions about the alliance": what is denied is not what the noun is about."""
    return (
        noun.dep_ == "dobj" and noun.is_ancestor(trigger) and trigger.head.lower_ not in ("of", "for", "to")
    )


def _negated(token: Token, trigger: Token | None = None) -> bool:
    for child in token.children:
        if trigger is not None and child != trigger and _about(trigger, child):
            continue
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIVE and child.dep_ in ("det", "preconj", "advmod", "cc", "amod")
        ):
            return not _only(child)
        noun = next(child.children, child) if child.dep_ == "agent" else child  # "by no nation"
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") and any(
            c.lower_ in ("no", "neither", "none") for c in [noun, *noun.children]
        ):
            return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if _scarcely(token):
        return True
    if token.dep_ == "dobj" and token.head.lemma_ == "reject" and _indefinite(token):
        return True  # "rejected French mediation"
    return token.dep_ == "pcomp" and _instead(token.head)


def _scarcely(verb: Token) -> bool:
    """ "did little to help"."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ in ("little", "nothing")


def _only(negation: Token) -> bool:
    """ "not only …" denies nothing."""
    after = negation.doc[negation.i + 1 : negation.i + 2]
    return any(t.lower_ in ("only", "merely", "just") for t in after)


def _instead(preposition: Token) -> bool:
    """ "rather than recognizing", "instead of recognizing"."""
    before = preposition.doc[max(preposition.i - 1, 0)].lower_
    return (before, preposition.lower_) in (("rather", "than"), ("instead", "of"))


def _proposed(noun: Token, verb: Token) -> bool:
    """ "the proposal included the withdrawal of": what a proposal holds has not come about."""
    held = noun.dep_ in ("dobj", "conj", "attr") and verb.lemma_ in ("include", "contain", "comprise", "be")
    return held and any(s.lemma_ in _PROPOSALS or _unreal(s) for s in syntax.subjects(verb))


def _unreal(noun: Token) -> bool:
    return any(c.lower_ in _UNREAL for c in noun.children)


def _averted(noun: Token, verb: Token) -> bool:
    """ "avoided war with": an object, and none that was there already."""
    return noun.dep_ == "dobj" and noun.head == verb and verb.lemma_ in _AVERTING and not _negated(verb)


def _lacking(noun: Token) -> bool:
    """ "the lack of support from"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _LACKING


def prevented(trigger: Token) -> bool:
    """Whether a verb says that it was kept from coming about: "kept from aiding", "failed to win".

    Whoever refused until a day was free to act, and did so then.
    """
    verb = syntax.clause(trigger)
    failing = [v for v in (trigger, verb) if _fails(v)]
    return any(v.head.lemma_ not in _REFUSING for v in failing)


def _fails(token: Token) -> bool:
    while token.dep_ == "conj" and token.tag_ == "VB" and token.head.tag_ == "VB":
        token = token.head  # "refused to recognize or receive"
    if token.dep_ == "pcomp" and token.head.lower_ in _TOWARD and syntax.is_verb(token):
        token = syntax.clause(token.head)  # "kept from taking steps toward aiding"
    head = token.head.head if token.dep_ == "pcomp" else token.head
    if head == token:
        return False
    if token.dep_ in ("acl", "relcl") and head.lemma_ in _FAILING_NOUNS:
        return not _negated(head)
    if token.dep_ == "conj" and token.tag_ == "VB" and not _auxiliaries(token) and syntax.is_verb(head):
        return _fails(head)  # "failed to find and defeat"
    if token.dep_ not in ("xcomp", "pcomp"):
        return False
    if head.lemma_ == "have" and any(c.lower_ == "yet" for c in head.children):
        return True  # "had yet to sign"
    kept = token.dep_ == "pcomp" and token.head.lower_ == "from" and head.lemma_ in _KEEPING
    adjective = syntax.clause(head)
    return (head.lemma_ in _FAILING or kept) and not (_negated(head) or _negated(adjective))


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "aux"]


def _intended(token: Token) -> bool:
    if not syntax.is_verb(token) and _unreal(token):
        return True
    children = _auxiliaries(token)
    if any(c.lower_ == "would" for c in children) and any(c.lower_ in _IN_TIME for c in token.children):
        return False  # "would later appoint": so it came
    if any(c.lower_ in _HYPOTHETICAL for c in children):
        return True
    if token.head == token:
        return False
    alike = token.tag_ == "VB" or (token.tag_ == "VBN" and token.head.tag_ == "VBN")
    if token.dep_ == "conj" and alike and not children and syntax.is_verb(token.head):
        # "would be recognized and supported"; or an infinitive of a list, parted from its "to"
        lost = token.tag_ == "VB" and token.head.tag_ in ("VBD", "VBZ")
        return not _has_subject(token) and (lost or _intended(token.head))
    return _intended_infinitive(token) if any(c.lower_ == "to" for c in children) else _intended_phrase(token)


def _intended_infinitive(token: Token) -> bool:
    """ "to seize power", "agreed to withdraw", "a claim to succeed"."""
    head = token.head
    pursued = token.dep_ == "xcomp" and head.lemma_ in _PURSUING
    if _came_about(token) or (pursued and any(c.dep_ == "dobj" for c in head.children)):
        return pursued
    if token.dep_ in ("xcomp", "ccomp") or (token.dep_ == "advcl" and syntax.is_made_to(token, head)):
        if head.pos_ == "ADJ":  # "eager to sign"
            return head.lower_ not in _ACHIEVING
        whether = any(c.lower_ in ("whether", "how", "when") for c in token.children)
        wished = head.lemma_ in _INTENDING or head.lemma_ == "be" or syntax.decision(token) is not None
        return whether or wished or (syntax.is_verb(head) and _intended(head))
    if token.dep_ == "conj" and syntax.is_verb(head):
        return not _has_subject(token) and _intended(head)
    if token.dep_ in ("acl", "relcl") and _is_one_of_a_row(head):
        return False
    how = token.dep_ == "pcomp" and any(c.lower_ in ("how", "whether", "when") for c in token.children)
    return how or token.dep_ in ("advcl", "acl", "relcl")  # "instructions on how to negotiate"


def _came_about(token: Token) -> bool:
    """ "rose through the ranks to become head", "met to form a union": they did."""
    verb = syntax.clause(token.head)
    if token.dep_ not in ("advcl", "acl", "xcomp", "relcl") or verb.tag_ not in ("VBD", "VBN"):
        return False
    if token.lemma_ == "become":
        return verb.lemma_ in _RISING
    return verb.lemma_ in _UNITING and token.lemma_ in _FORMING and not _intended(verb)


def _is_one_of_a_row(noun: Token) -> bool:
    """ "the first nation to recognize": it did."""
    words = (noun.lower_, *(c.lower_ for c in noun.children))
    return any(word in ("first", "second", "third", "last", "only") for word in words)


def _intended_phrase(token: Token) -> bool:
    """ "hoped that …", "the task of aiding", "a request for recognition"."""
    head = token.head
    if token.dep_ == "pcomp" and head.lower_ == "by" and syntax.is_verb(head.head):
        return _intended(head.head)  # "would weaken it by taking"
    if token.dep_ == "pcomp":
        return head.head.lemma_ in (_INTENDED_NOUNS | _INTENDING) or _in_return(head)
    if token.dep_ == "ccomp" and head.lemma_ in ("have", "get", "see"):  # "wished to have it annexed by"
        return _intended(head)
    if token.dep_ == "xcomp" and token.tag_ == "VBG":  # "considered forging"
        return head.lemma_ in _PONDERING
    if token.dep_ == "ccomp":  # "claimed that it had trained them" reports
        return head.lemma_ in _INTENDING - _REPORTING
    return token.dep_ == "pobj" and head.head.lemma_ in _INTENDED_NOUNS and head.lower_ in ("for", "of", "to")


def _in_return(preposition: Token) -> bool:
    """ "would keep the coast in exchange for ceding the hills": neither has happened."""
    return preposition.lower_ in ("for", "by") and any(
        c.lower_ in _HYPOTHETICAL for c in _auxiliaries(syntax.clause(preposition))
    )


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _indefinite(noun: Token) -> bool:
    return not syntax.is_verb(noun) and not any(
        c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children
    )


def _reported(verb: Token) -> bool:
    if any(c.lower_ in _HEARSAY for c in verb.children):
        return True
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _REPORTING:
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for", "with"):
        return verb.head.head.lemma_ in _ACCUSING
    if verb.dep_ == "xcomp" and syntax.is_passive(verb.head) and verb.head.lemma_ in _REPORTING:
        return True
    inner = verb.dep_ in ("pcomp", "advcl", "conj", "xcomp") and verb.tag_ in ("VB", "VBG", "VBN")
    return inner and not _has_subject(verb) and _reported(syntax.clause(verb.head))
