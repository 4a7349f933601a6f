"""A real browser before the real service."""

# ruff: noqa: F811 (fixtures are asked for by their names)

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.order_pad import OrderPad
from tests.web.conftest import company, gate, service  # noqa: F401 (the same company and service)
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService

CHROMIUM = shutil.which("chromium")

# the rules take seconds to begin, and longer where much else runs
expect.set_options(timeout=40_000)


# Playwright runs an event loop of its own in this thread, which others want for theirs
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install the package chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # root may not use the sandbox
            # a certificate that was only clicked through blocks service workers
            args=["--no-sandbox", "--ignore-certificate-errors"],
        )
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser, service: RunningService) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=service.address, ignore_https_errors=True, locale="en-US")
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def pad(page: Page, gate: WatchedGate) -> OrderPad:
    return OrderPad(page, gate)
