"""What a cell calls somebody, taken apart: titles, several names, catalogue order, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from loaders.offices import any_of, offices, plain_pattern

# Ranks that tables put before a name, beside the offices that texts do.
_RANKS = (
    "prince", "princess", "crown prince", "crown princess", "grand duke", "grand duchess", "duke", "duchess",
    "pope", "amir", "sheikh", "sheik", "governor", "governor general", "governor-general", "archbishop",
    "lord", "sir", "dame", "count", "baron", "viscount", "dr.", "mr.", "mrs.", "ms.",
)  # fmt: skip
_SUFFIXES = re.compile(r"(?:Jr|Sr|[IVX]+|\d\w*|Inc|Ltd|PhD|MP)\.?")
_BRACKETS = re.compile(r" ?\(([^()]*)\)")


def parts(cell: str, separators: Sequence[str], titles: tuple[str, ...] | None) -> list[str]:
    """The names in one cell.  Where titles count, a separator parts two names if each has its own title.

    >>> parts("King Olav and Queen Sonja", [" and "], ()), parts("Trinidad and Tobago", [" and "], ())
    (['King Olav', 'Queen Sonja'], ['Trinidad and Tobago'])
    >>> parts("Premier and Prince Norodom", [" and "], ()), parts("France; Spain", [";"], None)
    (['Premier and Prince Norodom'], ['France', 'Spain'])
    """
    found = [" ".join(cell.split())]
    for separator in separators:
        found = [name for one in found for name in _parted(one, separator, titles)]
    return [name for name in found if name]


def _parted(name: str, separator: str, titles: tuple[str, ...] | None) -> Iterator[str]:
    left, found, right = name.partition(separator)
    if found and titles is not None and not (_has_title(left, titles) and _has_title(right, titles)):
        yield name
        return
    yield left.strip()
    if found:
        yield from _parted(right.strip(), separator, titles)


def _has_title(name: str, titles: tuple[str, ...]) -> bool:
    return len(stages(name.strip(), titles)) > 1


def stages(name: str, titles: tuple[str, ...] | None) -> list[str]:
    """`name`, and the same without its first title, without its second…

    >>> stages("Acting President-elect Park", ()), stages("Prime Minister Shah Mahmud", ())
    (['Acting President-elect Park', 'Park'], ['Prime Minister Shah Mahmud', 'Shah Mahmud', 'Mahmud'])
    """
    found = [name]
    while titles is not None:
        match = _titles(titles).match(found[-1])
        if match is None:
            break
        found.append(found[-1][match.end() :])
    return found


@lru_cache(maxsize=16_384)
def tried(name: str, titles: tuple[str, ...] | None) -> tuple[str, ...]:
    """All forms of all stages, in the order in which they are looked up.

    >>> tried("King Norodom (Cambodia)", ())[:3]
    ('King Norodom (Cambodia)', 'King Norodom', 'Cambodia')
    """
    return tuple(form for stage in stages(name, titles) for form in forms(stage))


def forms(stage: str) -> list[str]:
    """The ways in which the gazetteer may know `stage`, the likeliest first.

    >>> forms("Korea, Republic of"), forms("Siam (Thailand)")
    (['Korea, Republic of', 'Republic of Korea'], ['Siam (Thailand)', 'Siam', 'Thailand'])
    """
    found = [stage]
    if "(" not in stage and "," not in stage:
        return found
    bare = without_brackets(stage)
    turned = in_order(bare)
    inside = _BRACKETS.search(stage)
    found += [bare] if bare else []
    found += [turned] if turned else []
    found += [inside[1].strip()] if inside and inside.end() == len(stage) else []
    return list(dict.fromkeys(found))


def without_brackets(name: str) -> str:
    """
    >>> without_brackets("Rudolphus (Ruud) Lubbers")
    'Rudolphus Lubbers'
    """
    return _BRACKETS.sub("", name).strip()


def in_order(name: str) -> str | None:
    """A name in catalogue order put straight; None if it is in none.

    >>> in_order("Gandhi, Indira"), in_order("Congo, Republic of the"), in_order("Aquino, 3rd")
    ('Indira Gandhi', 'Republic of the Congo', None)
    """
    first, comma, rest = name.partition(", ")
    if not comma or "," in rest or not rest[:1].isupper() or _SUFFIXES.fullmatch(rest):
        return None
    return f"{rest} {first}"


@cache
def _titles(more: tuple[str, ...]) -> re.Pattern[str]:
    known = any_of((*offices(), *_RANKS, *more))
    to_be = r"(?:- ?| )?(?i:elect|designate)?"
    return re.compile(rf"(?:{plain_pattern()} )*{known}{to_be},? (?!(?:and|&|of) )(?=\S)")
