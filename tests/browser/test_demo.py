"""The sample company's order pad, as ``smartclient demo --browser`` opens it."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from smartclient.cli.demo.browser import PORT
from tests.cli.cheap_program import CHEAP_PROGRAM
from tests.cli.terminal import ROOT


@contextmanager
def demonstration(home: Path) -> Iterator[str]:
    """Start it without opening a page, and yield the rep's link; end it as Ctrl+C does."""
    process = subprocess.Popen(
        [*CHEAP_PROGRAM, "demo", "--browser", "--home", str(home)],
        cwd=ROOT,
        env={**os.environ, "BROWSER": "true"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        yield next(line.rsplit(" ", 1)[1].strip() for line in lines if line.startswith("Be anna"))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_sample_company_opens_in_a_browser_of_this_computer(
    browser: Browser, tmp_path: Path
) -> None:
    with demonstration(tmp_path) as link:
        assert re.fullmatch(rf"http://localhost:{PORT}/#code=[\w-]+", link)
        context = browser.new_context(locale="en-US")
        page = context.new_page()
        page.goto(link)
        page.get_by_test_id("passphrase").fill("correct horse battery")
        page.get_by_test_id("sign-in").click()
        page.locator("[data-testid=link-state][data-state=online]").wait_for()
        # a browser takes the cookie without a certificate, and a service worker
        page.get_by_test_id("offline-ready").wait_for(state="attached")
        page.get_by_role("navigation").get_by_role("link", name="Customers").click()
        expect(page.get_by_test_id("customer-row").first).to_be_visible()
        context.close()
