"""Whom "the President", "the emperor" takes up: who was last called so, or led the United States."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.mentions import Mention, Names

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 6  # sentences within which a title takes up whoever was called by it
_TITLES = frozenset(
    "president premier emperor empress king queen sultan shah czar tsar kaiser chancellor pope dey bey pasha "
    "khedive ambassador general admiral commodore archduke".split()
)


@dataclass
class Titles:
    """The titles by which one text calls persons, as last words of their offices."""

    called: dict[str, set[str]] = field(default_factory=dict)  # title -> actor ids

    def note(self, title: str, actor: str | None) -> None:
        """That the text calls `actor` "foreign minister" (a title of one word or several)."""
        if actor is not None:
            self.called.setdefault(title.lower().rpartition(" ")[2], set()).add(actor)

    def holder(
        self, token: Token, seen: Iterable[tuple[int, Mention]], sentence: int, names: Names, day: int | None
    ) -> Mention | None:
        """The one person of the last sentences whom the title `token` can mean; `seen` are all mentions, each
        with its sentence."""
        if not is_title(token):
            return None
        near = {
            actor: m
            for s, m in seen
            if sentence - s <= FAR and m.kind == "Person" and (actor := names.actor(m, day))
        }
        of_america = _presidents(near, names, day) if token.lower_ == "president" else set()
        called = {actor for actor in near if actor in self.called.get(token.lower_, ())}
        capital = token.text[0].isupper() and len(of_america) == 1
        meant = of_america if capital else of_america | called
        return near[next(iter(meant))] if len(meant) == 1 else None


def is_title(token: Token) -> bool:
    """ "the President" alone: not "the president of Egypt", nor "the former president"."""
    determined = any(c.lower_ in ("the", "this") for c in token.children)
    plain = all(c.dep_ in ("det", "case", "punct", "cc", "conj", "relcl", "appos") for c in token.children)
    return (
        token.lower_ in _TITLES and determined and plain and token.dep_ not in ("attr", "appos", "compound")
    )


def _presidents(near: Iterable[str], names: Names, day: int | None) -> set[str]:
    """Of some persons, those who led the United States: on `day`, if it tells them apart."""
    terms = {
        actor: [t for t in names.gazetteer.offices.get(actor, ()) if t.of == "united-states"]
        for actor in near
    }
    found = {actor for actor, held in terms.items() if held}
    then = {actor for actor in found if any(not t.distance(day) for t in terms[actor])}
    return then if len(found) > 1 and then else found
