"""The colours of families and kinds stay apart for every eye, and stand out from their ground."""

from __future__ import annotations

import itertools

import pytest

from graph.relations import FAMILIES
from graph.view_style import KIND_STYLES, NIGHT, PAPER, contrast

Colour = tuple[float, float, float]

# What is left of linear red, green and blue without one kind of cone (Machado, Oliveira and Fernandes 2009).
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear colour to cone responses, and their cube roots to Oklab: lightness, green to red, blue to yellow.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix, colour: Colour) -> Colour:
    return tuple(sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)


def linear(colour: str) -> Colour:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def seen(colour: str, sight: str) -> Colour:
    """The colour in Oklab, in which a distance of 0.02 is about the least that can be seen."""
    left = tuple(min(max(part, 0.0), 1.0) for part in times(SIGHT[sight], linear(colour)))
    return times(OKLAB, tuple(part ** (1 / 3) for part in times(CONES, left)))


def nearest(colours: dict[str, str], sight: str) -> tuple[float, str, str]:
    return min(
        (sum((a - b) ** 2 for a, b in zip(seen(one, sight), seen(other, sight), strict=True)) ** 0.5, *names)
        for names in itertools.combinations(sorted(colours), 2)
        for one, other in [[colours[name] for name in names]]
    )


def test_black_and_white_are_as_far_apart_as_can_be():
    for sight in SIGHT:
        assert nearest({"a": "#000000", "b": "#ffffff"}, sight)[0] == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", ["colour", "night"])
def test_families_stay_apart(sight, ground):
    distance, *names = nearest({name: getattr(family, ground) for name, family in FAMILIES.items()}, sight)
    assert distance >= 0.09, names


@pytest.mark.parametrize("sight", SIGHT)
def test_kinds_stay_apart(sight):
    distance, *names = nearest({kind: style.color for kind, style in KIND_STYLES.items()}, sight)
    assert distance >= 0.06, names


def test_no_two_kinds_share_a_shape():
    assert len({style.shape for style in KIND_STYLES.values()}) == len(KIND_STYLES)


@pytest.mark.parametrize(("which", "ground"), [("colour", PAPER), ("night", NIGHT)])
def test_lines_stand_out_from_their_ground(which, ground):
    for name, family in FAMILIES.items():
        assert contrast(getattr(family, which), ground) >= 4.5, name
