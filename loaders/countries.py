"""Today's states: names, demonyms and capitals, read from the `countryinfo` package (MIT)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.names import slug

# Of the other spellings only English official names are names in English texts: the rest are codes
# ("IS"), names in other languages ("Island") and inverted names ("Korea, Republic of").
_OFFICIAL = re.compile(
    r"[A-Za-z' ]*\b(Republic|Kingdom|Sultanate|Principality|Commonwealth|Confederation|Federation|State)\b"
    r"[A-Za-z' ]*"
)
# No polity of its own, or there twice, or misleading: typed in our tables where needed.
_LEFT_OUT = frozenset(
    {
        "Antilles néerlandaises", "Palestine, State of", "Vatican City State", "Serbia and Montenegro",
        "Bonaire, Sint Eustatius and Saba", "Bouvet Island", "Heard Island and McDonald Islands",
        "United States Minor Outlying Islands", "French Southern and Antarctic Lands", "South Georgia",
        "British Indian Ocean Territory", "Svalbard and Jan Mayen", "Saint Martin (French part)",
        "Sint Maarten (Dutch part)", "Virgin Islands, British", "Virgin Islands, U.S.", "Jersey",
        "Guernsey", "Christmas Island", "Cocos (Keeling) Islands", "Saint Barthélemy", "Niue", "Tokelau",
        "Norfolk Island", "Pitcairn Islands", "Wallis and Futuna", "Turks and Caicos Islands",
        "Åland Islands", "Anguilla", "Faroe Islands", "Aruba", "Saint Pierre and Miquelon", "Réunion",
        "Vietnam", "Russia", "Germany", "Taiwan", "North Korea", "South Korea", "Yemen",
        "Holy See (Vatican City State)", "Montserrat", "Mayotte", "Isle of Man", "Martinique",
        "Republic of Macedonia", "Palestine",
    }
)  # fmt: skip


def _table(row: Mapping[str, Any]) -> dict[str, Any]:
    name = str(row["name"]).removeprefix("The ")
    demonym, capital = row.get("demonym") or "", row.get("capital") or ""
    spellings = [str(s) for s in row.get("altSpellings", ())]
    return {
        "name": name,
        "aliases": [s for s in spellings if s != name and _OFFICIAL.fullmatch(s)],
        "demonyms": [d for d in re.split(r"[,/]", demonym) if d],
        "capitals": [capital] if isinstance(capital, str) and capital else [],
    }


@cache
def countries() -> Mapping[str, dict[str, Any]]:
    """Tables by id, with the keys `name`, `aliases`, `demonyms`, `capitals` of the gazetteer's own.

    The files are read without importing the package: its import costs more than their reading.

    >>> countries()["mongolia"]["capitals"]
    ['Ulaanbaatar']
    """
    spec = find_spec("countryinfo")
    if spec is None or spec.origin is None:
        return {}
    rows = (json.loads(f.read_bytes()) for f in sorted((Path(spec.origin).parent / "data").glob("*.json")))
    return {
        slug(str(row["name"])): _table(row)
        for row in rows
        if row.get("name") and row["name"] not in _LEFT_OUT
    }
