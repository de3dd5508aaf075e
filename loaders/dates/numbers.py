"""Numbers and month names in words."""

from __future__ import annotations

import re

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"

CARDINALS = {word: number for number, word in enumerate(_SMALL.split(), 1)}
CARDINALS |= {f"twenty-{word}": 20 + number for word, number in list(CARDINALS.items())[:9]}
CARDINALS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)} | {"a": 1, "an": 1}

ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
ORDINALS |= {f"twenty-{word}": 20 + number for word, number in list(ORDINALS.items())[:9]}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

MONTHS = {month: number for number, month in enumerate(_MONTHS.split(), 1)}


def ordinal(words: str) -> int:
    """The number that an ordinal, a cardinal or digits give; 0 for anything else.

    >>> ordinal("30th"), ordinal("twenty-first"), ordinal("three"), ordinal("many")
    (30, 21, 3, 0)
    """
    word = re.sub(r"\s+", "-", words.strip().lower())
    digits = re.match(r"[0-9]+", word)
    return int(digits[0]) if digits else ORDINALS.get(word, CARDINALS.get(word, 0))
