"""How names are compared: without case, diacritics, punctuation or a leading article."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "’": "'", "‘": "'"}
)

_GENITIVE = re.compile(r"'s?\b")
_INITIAL = re.compile(r"\b(\w)\.(?=\w\b|\s|$)")
_BETWEEN = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(the|a|an) ")


def fold(name: str) -> str:
    """The form of `name` under which it is looked up.

    >>> fold("Hồ Chí Minh"), fold("the U.S."), fold("Stalin's"), fold("USSR")
    ('ho chi minh', 'us', 'stalin', 'ussr')
    """
    text = name.lower() if name.isascii() else _without_marks(name)
    if "'" in text:
        text = _GENITIVE.sub("", text)
    if "." in text:
        text = _INITIAL.sub(r"\1", text)
    return _ARTICLE.sub("", _BETWEEN.sub(" ", text).strip())


def _without_marks(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED))
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def slug(name: str) -> str:
    """A readable identifier made from `name`.

    >>> slug("Communist International (Comintern)")
    'communist-international-comintern'
    """
    return fold(name).replace(" ", "-") or "unnamed"
