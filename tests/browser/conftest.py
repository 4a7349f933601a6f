"""A real browser before the real service."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from smartclient.domain.clock import SystemClock
from tests.browser.order_pad import OrderPad
from tests.office_company import Company, found_company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service

CHROMIUM = shutil.which("chromium")


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
def company(tmp_path: Path) -> Iterator[Company]:
    found = found_company(tmp_path, SystemClock())
    yield found
    found.office.close()


@pytest.fixture
def gate(company: Company) -> WatchedGate:
    return WatchedGate(company.office)


@pytest.fixture
def service(gate: WatchedGate, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(gate, tmp_path / "home") as running:
        yield running


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
