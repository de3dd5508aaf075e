"""Which actor named before "the treaty" or "this organization" takes up, told by kind, name and distance."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.mentions import Mention

FAR = 8  # sentences within which a noun takes up the only actor that is called by it
FEW = 4  # the same, where the text has named several
HARD_BY = 1  # the same, if the title names another
NEAR = 1  # sentences within which it takes up what is not called by it
# Sentence, mention: in the order of the text.
Seen = tuple[int, Mention]


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun can take up; see anaphora.toml."""

    kinds: frozenset[str]
    named: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    generic: bool = False

    def fits(self, mention: Mention, name: str) -> bool:
        """Whether an actor of this kind and `name` can be meant at all."""
        return mention.kind in self.kinds and not self.unless & set(name.split())

    def calls(self, mention: Mention, name: str) -> bool:
        """Whether the noun is part of the name, or known to be said of it."""
        return mention.form in self.forms or bool(self.named & set(name.split()))


@cache
def nouns() -> Mapping[str, Noun]:
    """The nouns that take up an actor, by word."""
    rows: list[dict[str, Any]] = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    )["noun"]
    return {word: _noun(row) for row in rows for word in row["words"].split()}


def _noun(row: Mapping[str, Any]) -> Noun:
    words = {key: frozenset(str(row.get(key, "")).split()) for key in ("kinds", "named", "unless")}
    forms = frozenset(form for form in str(row.get("forms", "")).split("|") if form)
    return Noun(**words, forms=forms, generic=bool(row.get("generic")))


@dataclass(frozen=True, slots=True)
class Antecedents:
    """The actors named before a place: `seen` in order, `titled` those of the article's title.

    `unnamed` are the places (sentence, character) at which the same noun brought in something without a
    name: what it takes up then is that.  `identify` gives an actor's id and name.
    """

    seen: Sequence[Seen]
    titled: Sequence[Mention]
    unnamed: Sequence[tuple[int, int]]
    sentence: int
    identify: Callable[[Mention], tuple[str, str]]

    def of(self, word: str, not_these: Iterable[Mention] = ()) -> list[Mention]:
        """The one actor that "the `word`" can mean here (not those that deal with it: they have names
        of their own); of plural agreements, all of the last sentence that fit."""
        noun = nouns().get(word)
        if noun is None:
            return []
        fitting = [(s, m) for s, m in self.seen if noun.fits(m, self._name(m))]
        if noun.generic:
            others = self._ids(not_these)
            only = self._only([(s, m) for s, m in fitting if self.identify(m)[0] not in others])
            if only or not noun.named:
                return only
        called = [(s, m) for s, m in fitting if noun.calls(m, self._name(m))]
        return self._called(noun, called, plural=word.endswith("s"))

    def _name(self, mention: Mention) -> str:
        return f"{mention.text} {self.identify(mention)[1]}".replace("-", " ")

    def _called(self, noun: Noun, called: Sequence[Seen], *, plural: bool) -> list[Mention]:
        """The actor that the noun is part of the name of; the title's, unless another is hard by."""
        fits = [m for m in self.titled if noun.fits(m, self._name(m))]
        titled = self._distinct(m for m in fits if noun.generic or noun.calls(m, self._name(m)))
        if not called:  # "an agreement" may be the title's, once that has been named
            known = self._ids(titled) <= self._ids(m for _, m in self.seen)
            return titled if len(titled) == 1 and (known or not self.unnamed) else []
        last, at = called[-1][0], called[-1][1].start
        here = self._distinct(m for s, m in called if s == last)
        if self._unnamed_since(last, at) or (len(here) > 1 and not (plural and noun.kinds == {"Agreement"})):
            return []
        if titled and self._ids(titled) >= self._ids(here):
            return here
        if noun.generic and len(titled) == 1:
            return titled
        far = HARD_BY if titled else FAR if len(self._distinct(m for _, m in called)) == 1 else FEW
        return here if self.sentence - last <= far else []

    def _only(self, fitting: Sequence[Seen]) -> list[Mention]:
        """The one actor that the last sentence to name any names, unless that is long ago."""
        if not fitting or self.sentence - fitting[-1][0] > NEAR:
            return []
        last, mention = fitting[-1]
        found = self._distinct(m for s, m in fitting if s == last)
        if len(found) > 1:  # of several, the one that the article is about
            titled = self._ids(self.titled)
            found = [m for m in found if self.identify(m)[0] in titled]
        return found if len(found) == 1 and not self._unnamed_since(last, mention.start) else []

    def _ids(self, mentions: Iterable[Mention]) -> set[str]:
        return {self.identify(m)[0] for m in mentions}

    def _unnamed_since(self, sentence: int, char: int) -> bool:
        return any((s, at) > (sentence, char) for s, at in self.unnamed)

    def _distinct(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Each actor once, by its last mention."""
        return [*{self.identify(m)[0]: m for m in mentions}.values()]
