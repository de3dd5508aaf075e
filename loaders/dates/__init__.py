"""Date expressions in English historical prose, as the boundaries of what they date, in EDTF.

`find_dates` finds the phrases; `resolve_relative`, `complete_year` and `in_sequence` give those that
count from another date, or leave out their year, the date that they mean.
"""

from __future__ import annotations

from loaders.dates.counting import resolve_distance
from loaders.dates.finder import find_dates
from loaders.dates.phrases import DatePhrase, Distance, Governor
from loaders.dates.relative import complete_year, in_sequence, resolve_anchor, resolve_relative

__all__ = [
    "DatePhrase",
    "Distance",
    "Governor",
    "complete_year",
    "find_dates",
    "in_sequence",
    "resolve_anchor",
    "resolve_distance",
    "resolve_relative",
]
