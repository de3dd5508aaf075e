"""What the page is made of besides its data: vis-network, our own scripts, and how they get into HTML."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from graph.errors import StoreError

ASSETS = Path(__file__).parent / "page"
SCRIPTS = (
    *("bidi", "days", "model", "when", "heap", "chains", "steps", "rings", "walks", "tracing", "rankings"),
    *("paths", "names", "near", "modality", "dom", "state", "labels", "stage", "nearby", "looks"),
    *("panning", "lines", "trail", "overlay", "camera", "network", "axis", "time", "combobox", "actorlist"),
    *("asked", "pathlink", "pathform", "changed", "changes", "about", "around", "evidence", "pathpanel"),
    *("legend", "room", "search", "groups", "lanes", "table", "outlines", "drawing", "traced", "svg"),
    *("keep", "main"),
)
LIBRARY = Path("lib", "vis-9.1.2", "vis-network.min.js")
LIBRARY_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def script_json(value: Any) -> str:
    r"""JSON that can stand inside a script element, and be written as UTF-8, whatever the texts in it.

    >>> print(script_json("</script>&\u2028"))
    "\u003c/script\u003e\u0026\u2028"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[<>&\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def csp_hash(text: str) -> str:
    """The source expression that lets a Content-Security-Policy admit exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def library() -> str:
    """vis-network as pyvis brings it, licence header and all; StoreError if it is another version."""
    import pyvis  # noqa: PLC0415 - imports IPython

    path = Path(pyvis.__file__).parent / LIBRARY
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(f"cannot read {path}", hint="install pyvis 0.3.2") from error
    if hashlib.sha256(content).hexdigest() != LIBRARY_SHA256:
        raise StoreError(f"{path} is not vis-network 9.1.2", hint="install pyvis 0.3.2")
    text = content.decode().replace("\r\n", "\n")  # as an HTML parser would, before it takes the hash
    return re.sub(r"\n//# sourceMappingURL=\S*\s*\Z", "\n", text)


def own_script() -> str:
    """The page's own modules in one script, each in a scope of its own."""
    modules = [_module(name, (ASSETS / f"{name}.js").read_text(encoding="utf-8")) for name in SCRIPTS]
    return "'use strict';\n" + "\n".join(modules)


def trimmed(text: str) -> str:
    """A script or a style sheet without what only its authors read: whole-line comments and indentation.

    Lines keep their order and their words.  No template literal may run over several lines.

    >>> trimmed("// One.\\n/** Two\\n * lines. */\\nconst one = () => {\\n  return '// 1'; // one\\n};\\n")
    "const one = () => {\\nreturn '// 1'; // one\\n};\\n"
    """
    text = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^[ \t]*//.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^\s+", "", text, flags=re.MULTILINE)


def own_style() -> str:
    """The page's style sheet."""
    return trimmed((ASSETS / "view.css").read_text(encoding="utf-8"))


def _module(name: str, text: str) -> str:
    """A module as a function that returns what it exports; its imports are read off the others."""
    text = trimmed(text)
    text = re.sub(r"^import ([^;]*?) from '\./(\w+)\.js';$", r"const \1 = $\2;", text, flags=re.MULTILINE)
    exported = re.findall(r"^export (?:const|function|class) (?:\{([^}]*)\}|(\w+))", text, flags=re.MULTILINE)
    names = ", ".join(some.strip(" ,") or one for some, one in exported)
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return f"const ${name} = (() => {{\n{text}return {{ {names} }};\n}})();\n"
