"""The examples of a class: "countries that bordered the Union, including Poland and Romania" are the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.mentions import Mention
from loaders.substitution import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

# Plural nouns whose examples, behind "including" or "such as", are whom they stand for.
_CLASSES = frozenset(
    "country nation state power government republic ally neighbor neighbour leader statesman politician "
    "official diplomat group organization organisation colony territory island party member delegate senator "
    "congressman general critic intellectual scientist commander revolutionary founder".split()
)


def examples(noun: Token, words: Sequence[Word]) -> list[Mention]:
    """Names behind "including" or "such as" in the phrase of a plural `noun`; [] if it is no such class."""
    if noun.tag_ != "NNPS" and (noun.tag_ != "NNS" or noun.lemma_.lower() not in _CLASSES):
        return []  # "Russians such as Bakunin" are no class of a noun, but have their examples too
    for word in noun.subtree:
        such = word.lower_ == "as" and word.i > 0 and word.nbor(-1).lower_ == "such"
        if word.i > noun.i and (such or word.lower_ == "including"):
            return _names_after(word, words)
    return []


def _names_after(word: Token, words: Sequence[Word]) -> list[Mention]:
    """The names of a list that begins right behind `word`."""
    found: list[Mention] = []
    for token in word.doc[word.i + 1 : word.sent.end]:
        mention = words[token.i].mention
        if mention is not None and mention.use != "demonym":
            found.append(mention)
        elif token.lower_ not in (",", "and", "the", "or", "as", "well"):
            break
    return found
