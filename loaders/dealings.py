"""States that a text is about, two by two: who deals with whom, also where it is left unsaid."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.dating import UNDATED, Dating
from loaders.discourse import Discourse
from loaders.mentions import Mention, Names
from loaders.substitution import Word

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass
class Dealings:
    """The states of one parsed text; `words` are what each token stands for."""

    names: Names
    words: Sequence[Word]
    discourse: Discourse
    context: Dating = field(default=UNDATED, kw_only=True)  # the date that the text is at

    def state(self, mention: Mention) -> str | None:
        """The state that a mention means at the date that the text is at, None if it means none."""
        return self.names.state(mention, self.context.day)

    def first(self, pair: tuple[Mention, Mention], sentence: Span) -> tuple[Mention, Mention]:
        """`pair` with the state first that `sentence` names first, if it names one: it is who acted."""
        named = [self.words[t.i].mention for t in sentence]
        here = [state for m in named if m is not None and (state := self.state(m))]
        return pair[::-1] if here and here[0] == self.state(pair[1]) else pair

    def kin(self, state: str, others: Collection[str | None]) -> bool:
        """Whether `state` came before or after one of `others`: the same country under another regime."""
        after = self.names.gazetteer.successors
        return any(state in after.get(o or "", ()) or o in after.get(state, ()) for o in others)

    def note_dealings(self, one: Mention, other: Mention) -> None:
        """Two states dealt with each other: what follows may leave them unsaid."""
        if self.state(one) and self.state(other):
            self.discourse.dealings = (self.discourse.sentence, one, other)

    def pair(self, verb: Token) -> tuple[Mention, Mention] | None:
        """The two states that the text is about here, unless the sentence of `verb` names a third."""
        named = {state: m for t in verb.sent if (m := self.words[t.i].mention) and (state := self.state(m))}
        before = [m for m in named.values() if m.end <= self.words[verb.i].start]
        if verb.dep_ == "conj" and len(named) == len(before) == 2:  # "A recognized B, and relations began"
            return before[0], before[1]
        here = set(named)
        for pair in self.discourse.parties():
            ends = {self.state(m) for m in pair}
            here = {state for state in here if state in ends or not self.kin(state, ends)}
            whole = pair is self.discourse.topic and ends <= here  # both are named, whoever else is
            if len(ends) == 2 and None not in ends and (here <= ends or whole):
                return pair
        return None
