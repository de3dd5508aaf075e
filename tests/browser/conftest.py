"""A real Chromium, offline, that notes everything a page must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import gold_to_jsonl
import page_store
import pytest

from graph import ledger, view
from graph.stores.embedded import EmbeddedStore

SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
  violations.push(`${violatedDirective} ${sample}`);
});
"""


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("needs Playwright: it is in the development dependencies")
    path = os.environ.get("HISTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        _missing("needs a Chromium on PATH, or named by HISTGRAPH_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a file in a fresh, offline context; the test fails on any request, error or violation."""
    contexts, problems = [], []

    def opened(path: Path, fragment: str = "", **options: Any) -> Any:
        options = {
            "viewport": {"width": 1440, "height": 900},
            "offline": True,
            "reduced_motion": "reduce",
        } | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        address = path.as_uri()
        page.on("console", lambda message: problems.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                request.url.split("#")[0] == address or problems.append(f"request: {request.url}")
            ),
        )
        page.goto(f"{address}#{fragment}" if fragment else address)
        assert page.evaluate("globalThis.histgraph !== undefined"), problems
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            problems += [f"violation: {one}" for one in page.evaluate("violations")]
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def small(folder: Path) -> Path:
    view.write(page_store.small(), folder / "small.html", "The Delta")
    return folder / "small.html"


@pytest.fixture(scope="session")
def large(folder: Path) -> Path:
    view.write(page_store.large(), folder / "large.html", "Annals")
    return folder / "large.html"


@pytest.fixture(scope="session")
def gold_store(shared: Path, folder: Path) -> Iterator[EmbeddedStore]:
    (folder / "gold.jsonl").write_text(gold_to_jsonl.jsonl(shared), encoding="utf-8")
    with EmbeddedStore(folder / "gold.db", create=True) as opened:
        [report] = ledger.load(opened, [folder / "gold.jsonl"])
        assert report.outcome == "read", report.error
        yield opened


@pytest.fixture(scope="session")
def gold(gold_store: EmbeddedStore, folder: Path) -> Path:
    view.write(gold_store, folder / "gold.html", "Two documents")
    return folder / "gold.html"
