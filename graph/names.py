"""How names are compared: without case, diacritics, punctuation or a leading article."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "’": "'", "‘": "'"}
)


def fold(name: str) -> str:
    """The form of `name` under which it is looked up.

    >>> fold("Hồ Chí Minh"), fold("the U.S."), fold("Stalin's"), fold("USSR")
    ('ho chi minh', 'us', 'stalin', 'ussr')
    """
    text = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"'s?\b", "", text)
    text = re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", text)
    text = re.sub(r"[\W_]+", " ", text).strip()
    return re.sub(r"^(the|a|an) ", "", text)


def slug(name: str) -> str:
    """A readable identifier made from `name`.

    >>> slug("Communist International (Comintern)")
    'communist-international-comintern'
    """
    return fold(name).replace(" ", "-") or "unnamed"
