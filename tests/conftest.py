"""A browser for the journeys, pages as people open them, and the accessibility check."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tools.chromium import find_chromium

AXE = Path(__file__).parent / "vendor/axe.min.js"
PHONE = (360, 740)
DESK = (1280, 900)
_AXE_RUN = """
    axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
        preload: false,
    }).then(found => found.violations.map(
        rule => rule.id + ": " + rule.help + rule.nodes.map(
            node => "\\n    " + node.target.join(" ") + "  " + node.failureSummary.split("\\n").join(" ")
        ).join("")
    ))
"""


class OpenPage(Protocol):
    """Open a page of the live server as one person with one device does."""

    def __call__(
        self,
        path: str = "",
        *,
        size: tuple[int, int] = DESK,
        script: bool = True,
        language: str = "ar-SA",
    ) -> Page: ...


@dataclass
class Troubles:
    """What a browser complained of while pages were open: scripts that failed, refusals by CSP."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Write down every script error and console error of a page."""
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._console(page, message))

    def _console(self, page: Page, message: ConsoleMessage) -> None:
        # A page that answers 4xx on purpose is logged as a failed resource; that is no trouble.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.said.append(f"{page.url}: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's, else the packaged one; started once for all journeys."""
    chromium = find_chromium()
    # Playwright's loop runs in this thread, where Django would refuse the tests' own queries.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    environment: dict[str, str | float | bool] = dict(chromium.environment)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.program, args=list(chromium.flags), env=environment
        )
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Open pages, each call a device of its own with its own cookies.

    `open_page("/manarat/", size=PHONE, script=False)`; paths are of the live server. At the
    end the test fails when a script broke or the content security policy refused something.
    """
    contexts = []
    troubles = Troubles()

    def open_(
        path: str = "",
        *,
        size: tuple[int, int] = DESK,
        script: bool = True,
        language: str = "ar-SA",
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            locale=language,
            timezone_id="Asia/Riyadh",
            reduced_motion="reduce",
            has_touch=size[0] < 600,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        troubles.listen(page)
        if path:
            page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not troubles.said, "\n".join(troubles.said)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One page at a desk, in Arabic, not yet at any address."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing against the page as it stands (WCAG 2.2 AA)."""
    if not AXE.is_file():
        pytest.fail("axe is missing; run `make setup`.")
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        # Over the debugger, because a strict policy refuses scripts that the page did not bring.
        session = page.context.new_cdp_session(page)
        _evaluate(session, source)
        found = _evaluate(session, _AXE_RUN)
        session.detach()
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


def _evaluate(session: Any, expression: str) -> Any:
    answer = session.send(
        "Runtime.evaluate",
        {"expression": expression, "awaitPromise": True, "returnByValue": True},
    )
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")
