"""Find the phrases of a text that say when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loaders.dates.counting import resolve_distance
from loaders.dates.distances import Counted, find_counted
from loaders.dates.eras import Era, find_eras
from loaders.dates.joining import Dated, find_placed
from loaders.dates.moments import text as edtf
from loaders.dates.nuclei import find_nuclei
from loaders.dates.phrases import DatePhrase
from loaders.dates.prepositions import mask


def find_dates(text: str) -> list[DatePhrase]:
    """The date phrases of `text`, in order and without overlaps; where two could be, the longer is taken.

    >>> for phrase in find_dates("From 1930 until early 1950 the party met (it was founded in May 1929)."):
    ...     print(phrase.text, phrase.role, phrase.start, phrase.end)
    From 1930 until early 1950 span 1930 1950-01/1950-04~
    in May 1929 at 1929-05 None
    """
    nuclei = find_nuclei(text)
    dated = Dated(text, mask(text, nuclei), nuclei)
    counted = (_counted(dated, found) for found in find_counted(dated.masked))
    eras = (_era(text, found) for found in find_eras(dated.masked))
    return _longest([*find_placed(dated), *counted, *eras])


def _longest(phrases: Iterable[DatePhrase]) -> list[DatePhrase]:
    chosen: list[DatePhrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.start_char - p.end_char, p.start_char)):
        if all(
            phrase.end_char <= other.start_char or other.end_char <= phrase.start_char for other in chosen
        ):
            chosen.append(phrase)
    return sorted(chosen, key=lambda phrase: phrase.start_char)


def _era(text: str, era: Era) -> DatePhrase:
    words = text[era.start : era.end]
    return DatePhrase(era.start, era.end, words, "era", anchor=f"era:{era.name}", frame=era.frame, rule="era")


def _counted(dated: Dated, found: Counted) -> DatePhrase:
    """A phrase that counts from another date, worked out where that one stands in the phrase itself."""
    points = "next" in found.rule or "followed" in found.rule
    only_long = found.distance.direction == "for" and found.anchor == "previous" and not points
    phrase = DatePhrase(
        found.start,
        found.end,
        dated.text[found.start : found.end],
        "duration" if only_long else "relative",
        anchor=found.anchor,
        offset=found.distance,
        rule=found.rule,
    )
    if found.date_at is None:
        return phrase
    moment = next(nucleus for nucleus in dated.nuclei if nucleus.start == found.date_at).moments[0]
    start, end = resolve_distance(found.distance, edtf(moment)) if moment.known else (None, None)
    return replace(phrase, start=start, end=end, moments=(moment,))
