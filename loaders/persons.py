"""Names of persons whom a text introduces by an office: "Ambassador Donald R. Heath"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.dates.grammar import MONTH_NAMES
from loaders.offices import office_pattern, office_words, plain_pattern

_GREAT = "[A-ZÀ-ÞČĐİŁŚŞŠŽ]"
_WORD = rf"{_GREAT}[\w’‘ʿʼ'-]*[^\W\dA-Z]\w*|{_GREAT}\."
_PARTICLE = r"(?:(?:de|da|del|della|di|von|van|der|den|al|bin|ibn|la|le|el|du|dos|ul|ur) |d['’]|al-|el-|ben )"
NAME = rf"{_PARTICLE}?(?:{_WORD})(?:(?: (?:{_PARTICLE})*|-)(?:{_WORD})){{0,4}}(?: [IVX]+(?![\w.’'-]))?"
# What can stand between an office and a name, and what no name begins or ends with.
_HOST = r"(?: for (?:[A-Z][\w-]+ ){1,5}Affairs)?(?: (?:to|of|in) (?:the )?(?:U\.S\.|[A-Z]\w+(?: [A-Z]\w+)?))?"
# Words of rank and courtesy that a name is known without.
HONORIFIC = (
    r"(?:Count|Baron|Viscount|Sir|Dame|Dr\.|Mr\.|Mrs\.|Ms\.|Madame|Reverend|Rev\.|Señor|Don|Dom|Ensign)"
)
NO_NAME = (
    frozenset(
        "Dey Executive Elect Resident Staff Order Level Orders Consular Congress Senate House Cabinet "
        "Parliament Government Administration In On At By For From With After Before During The A An He "
        "She It They This That But And When While As".split()
    )
    | set(MONTH_NAMES.split("|"))
    | {word.capitalize() for word in office_words()}
)


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<office>{office_pattern()}){_HOST}(?P<comma>,)? (?:{HONORIFIC} )?"
        rf"(?P<name>{NAME})(?P<close>,)?"
        rf"(?=(?:,? (?P<third>{NAME})(?=, and ))?(?:,? and (?P<second>{NAME}))?)"
    )


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{plain_pattern()} )?{office_pattern()} )+(?:{HONORIFIC} )?(?=[A-Z])")


@cache
def _followed() -> re.Pattern[str]:
    """ "Karl Behr, Minister of Belgium," and "Karl Behr, the Belgian Minister to"."""
    return re.compile(
        rf"(?<![\w.’'-])(?P<name>{NAME}), (?:the |its |their )?(?:{plain_pattern()} )*"
        rf"(?:{_GREAT}[\w.’']+ ){{0,3}}"
        rf"(?P<office>{office_pattern()})(?=,| of | to | for )"
    )


def titled_names(text: str) -> Iterator[str]:
    """Names right behind an office, or right before one, each as often as it stands there.

    >>> list(titled_names("Soviet Ambassador Constantine Oumansky met U.S. diplomat Thomas Corwin."))
    ['Constantine Oumansky', 'Thomas Corwin']
    """
    for match in _titled().finditer(text):
        several = match["office"].lower().endswith("s") and match["second"] is not None
        others = (match["third"], match["second"]) if several else ()
        for name in (match["name"], *others):
            bare = re.sub(r"['’]s?$", "", without_title(name)) if name else ""
            if bare and _is_name(bare, match):
                yield bare

    for match in _followed().finditer(text):
        bare = without_title(match["name"])
        if " " in bare and not NO_NAME & set(bare.split(" ")):
            yield bare


def _is_name(name: str, match: re.Match[str]) -> bool:
    words = name.split(" ")
    if NO_NAME & set(words) or not re.search("[a-z]", name):
        return False
    if len(words) == 1 and (match["comma"] or match["office"][0].islower()):
        return False
    return not match["comma"] or match["close"] is not None


def without_title(name: str) -> str:
    """`name` without the offices before it.

    >>> without_title("Foreign Minister Edvard Beneš")
    'Edvard Beneš'
    """
    match = _leading().match(name)
    return name[match.end() :] if match else name
