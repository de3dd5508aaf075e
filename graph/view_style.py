"""How actors and relations look: shapes and colours, contrast, label lines and the room they take."""

from __future__ import annotations

import colorsys
import unicodedata
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from graph.layout import Box

PAPER = "#ffffff"
NIGHT = "#14171b"
LINE_HEIGHT = 15
WIDEST_LINE = 20  # characters; longer names are set in several lines
LONGEST_LABEL = 72  # characters; the whole name stands in the panel and in the table


class KindStyle(NamedTuple):
    """A shape that vis-network knows, and a fill; the fills stay apart for the colour-blind."""

    shape: str
    color: str


KIND_STYLES: dict[str, KindStyle] = {
    "Person": KindStyle("dot", "#f2b84b"),
    "Organization": KindStyle("hexagon", "#d897bf"),
    "State": KindStyle("square", "#4f8fcb"),
    "Place": KindStyle("triangleDown", "#9fd3e6"),
    "Event": KindStyle("star", "#f3e55d"),
    "Agreement": KindStyle("triangle", "#5fb592"),
    "Group": KindStyle("diamond", "#cf8a63"),
}


_OTHER = KindStyle("dot", "#a8adb3")


def kind_styles(used: Iterable[str]) -> dict[str, KindStyle]:
    """How kinds of actor look: those that we know, and those that a store brings besides.

    >>> list(kind_styles(["State", "Ship", "Dynasty"]).items())[-2:]
    [('Dynasty', KindStyle(shape='dot', color='#a8adb3')), ('Ship', KindStyle(shape='dot', color='#a8adb3'))]
    """
    return KIND_STYLES | dict.fromkeys(sorted({*used} - KIND_STYLES.keys()), _OTHER)


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two `#rrggbb` colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff")), contrast("#777777", "#777777")
    (21, 1.0)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: str, background: str, least: float = 4.5) -> str:
    """`color`, darkened or lightened just as far as it needs to stand out from `background`.

    >>> readable("#0072b2", "#ffffff"), contrast(readable("#f0e442", "#ffffff"), "#ffffff") >= 4.5
    ('#0072b2', True)
    """
    step = 0.02 if _luminance(background) < 0.2 else -0.02
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(color))
    while contrast(color, background) < least:
        light = min(max(light + step, 0.0), 1.0)
        red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, light, saturation))
        color = f"#{red:02x}{green:02x}{blue:02x}"
    return color


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def label_lines(name: str) -> list[str]:
    """A name in lines of about equal length, broken between words.

    >>> label_lines("Democratic Republic of Vietnam"), label_lines("Ho Chi Minh")
    (['Democratic', 'Republic of Vietnam'], ['Ho Chi Minh'])
    """
    words = _shortened(" ".join(name.split())).split(" ")
    whole = sum(map(len, words)) + len(words) - 1
    wanted = -(-whole // WIDEST_LINE)
    if wanted < 2:
        return [" ".join(words)]
    width = next(w for w in range(max(map(len, words)), whole + 1) if len(_filled(words, w)) <= wanted)
    return _filled(words, width)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


def _filled(words: Sequence[str], width: int) -> list[str]:
    """Lines of at most `width` characters, the last filled first: a label widens downwards."""
    lines: list[str] = []
    for word in reversed(words):
        if lines and len(word) + 1 + len(lines[0]) <= width:
            lines[0] = f"{word} {lines[0]}"
        else:
            lines.insert(0, word)
    return lines


def radius(relations: int) -> float:
    """Pixels from the centre of an actor's symbol to its edge, by the number of its relations."""
    return min(round(7 + 2.1 * sqrt(relations), 1), 26.0)


def box(lines: Sequence[str], symbol_radius: float) -> Box:
    """The room of a symbol and its label, generous enough for any sans-serif font."""
    return Box(symbol_radius, max(map(_text_width, lines)) + 4, LINE_HEIGHT * len(lines) + 5)


def _text_width(text: str) -> float:
    return sum(map(_character_width, text))


def _character_width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 13.5
    if character in "iljItf.,:;'!|()[] ":
        return 4.4
    return 10.5 if character.isupper() or character in "mwMW—…" else 7.6
