"""How a date fits the relation that it is given to: an act has one, a role was held, a state ended."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.relations import Relation, relation
from loaders import backdrop, syntax
from loaders.dating import UNDATED, Dating, by_then
from loaders.frames import Frame
from loaders.modality import modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENTERING = frozenset("become appoint elect name make choose crown install swear inaugurate reelect".split())
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
# What is asked or ordered comes before what is done about it.
_ASKING = frozenset(("REQUESTED_AID_FROM", "INSTRUCTED", "INVITED"))
# What a verb of ending can end; "halted exports" begins a sanction.
_ENDED = frozenset(("FOUGHT", "OCCUPIED", "RULED", "ALLIED_WITH", "COOPERATED_WITH", "TRADED_WITH"))
_ANSWERING = frozenset("accept grant reject refuse approve deny decline fulfil fulfill obey answer".split())


def fitted(frame: Frame, trigger: Token, dating: Dating) -> Dating:
    """The date of the relation that `frame` sees in `trigger`, made from the date of its phrase or clause."""
    kinds = relation(frame.type)
    if dating is UNDATED or not (dating.start or dating.end):
        return dating
    if _is_role(frame, kinds):
        return _of_role(trigger, dating)
    if backdrop.is_ended(trigger) and (frame.trigger == "noun" or frame.type in _ENDED):
        ends = kinds.aspect == "durative" and dating.end is None
        return replace(dating, start=None, end=dating.start) if ends else UNDATED
    if kinds.aspect != "punctual" and any(c.lower_ == "former" for c in trigger.children):
        return replace(dating, start=None, end=by_then(dating.start))
    if _done_before(frame, trigger) or (dating.ahead and kinds.aspect == "durative"):
        return replace(dating, start=by_then(dating.start), end=None)
    return _of_act(dating) if kinds.aspect == "punctual" else dating


def is_not_until(kinds: Relation, dating: Dating) -> bool:
    """ "did not withdraw until 1968" says that they did, in 1968."""
    return kinds.aspect != "durative" and dating.start is None and dating.end is not None


def is_consent(verb: Token) -> bool:
    """ "A and B agreed to resume relations": of the two that it takes, both have said so."""
    agreed = verb.head
    if (
        verb.dep_ != "xcomp"
        or agreed.lemma_ != "agree"
        or agreed.tag_ != "VBD"
        or modality(agreed) != "asserted"
    ):
        return False
    sides = [n for s in syntax.subjects(agreed) for n in (s, *syntax.prepositional(s, "of"))]
    joined = any(c.dep_ == "conj" for n in sides for c in n.children)
    return joined or any(c.lower_ in ("two", "both") for n in sides for c in n.children)


def _is_role(frame: Frame, kinds: Relation) -> bool:
    by_name = {"is", "named"} & set(frame.source)
    return frame.trigger == "noun" and kinds.aspect == "durative" and bool(by_name)


def _of_role(trigger: Token, dating: Dating) -> Dating:
    """ "He became president" begins a role, "he came as president" finds him in it; "President Nixon" only
    names him, and so does not date what he was."""
    if backdrop.is_title(trigger) and (not dating.own or dating.origin == "relative"):
        return UNDATED
    return dating if syntax.clause(trigger).lemma_ in _ENTERING else _held(dating)


def _held(dating: Dating) -> Dating:
    """Begun by the date and not ended before it."""
    if dating.start and not dating.end and not dating.opens and _PLAIN_DATE.fullmatch(dating.start):
        return replace(dating, start=f"../{dating.start}", end=f"{dating.start}/..")
    return dating


def _of_act(dating: Dating) -> Dating:
    """An act has one date: the end of a state that it opens is not its own, a stretch of days holds it."""
    start, end = dating.start, dating.end
    if start is None or end is None or start == end:
        return replace(dating, start=start or end, end=None)
    within = _PLAIN_DATE.fullmatch(start) and _PLAIN_DATE.fullmatch(end)
    return replace(dating, start=f"{start}/{end}" if within else start, end=None)


def _done_before(frame: Frame, trigger: Token) -> bool:
    """What the sentence has happen by its date: "now renamed …", "agreed to his request", "on its orders"."""
    if backdrop.is_done_by_then(trigger) or frame.type not in _ASKING:
        return backdrop.is_done_by_then(trigger)
    if syntax.is_verb(trigger):  # "acting on behalf of"
        return trigger.dep_ == "advcl" and bool(syntax.prepositional(trigger, "on"))
    answered = trigger.dep_ == "dobj" and trigger.head.lemma_ in _ANSWERING
    return answered or trigger.dep_ == "pobj"
