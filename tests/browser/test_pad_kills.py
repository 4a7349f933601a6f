"""A browser that is killed at any moment loses no order, and sends none twice.

``SMARTCLIENT_BROWSER_KILLS`` says how often it is killed; a long run has 200 and more.
"""

import contextlib
import os
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect, sync_playwright

from smartclient.contract.web.wire import Failure
from tests.browser.chromium import KillableChromium
from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_orders import add_line, begin_order
from tests.office_company import ANN, Company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService

CHROMIUM = shutil.which("chromium") or ""
KILLS = int(os.environ.get("SMARTCLIENT_BROWSER_KILLS", "12"))
LATEST = 0.5
"""Up to how many seconds after an order was placed, or a page unlocked, the browser is killed."""

KILLED_AGAIN = 0.25
"""How often it is killed as soon as it was opened again, while it takes in answers."""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    NEEDS_LIBRARIES,
    pytest.mark.timeout(120 + 60 * KILLS),
]


class Mortal:
    """A browser that is killed, and opened again with the profile that it left."""

    def __init__(
        self, playwright: Playwright, profile: Path, gate: WatchedGate, address: str
    ) -> None:
        self._playwright = playwright
        self._profile = profile
        self._gate = gate
        self.address = address
        self._source = random.Random(int(os.environ.get("SMARTCLIENT_BROWSER_SEED", "1")))
        self._running: KillableChromium | None = None
        self.kills = 0

    def open(self, place: str) -> OrderPad:
        """Begin, and load the page in a tab of its own."""
        self.kill()
        self._running = KillableChromium(self._playwright, CHROMIUM, self._profile)
        pad = OrderPad(self._running.context.new_page(), self._gate)
        pad.page.set_default_timeout(60_000)
        pad.page.goto(f"{self.address}/{place}")
        return pad

    def reopen(self) -> OrderPad:
        """Begin again where it was killed, as far as an exchange with head office."""
        pad = self.open("#today")
        while self._source.random() < KILLED_AGAIN:
            self.die_during(partial(unlock, pad))
            pad = self.open("#today")
        unlock(pad)
        # a cookie reaches the disk after half a minute only
        refused = f"[data-testid=link-state][data-state={Failure.CREDENTIAL_REFUSED.value}]"
        pad.page.locator(f"{refused}, [data-testid=link-state][data-state=online]").wait_for()
        if pad.find("new-code-wanted").is_visible():
            pad.sign_in_again(ANN)
        pad.wait_until_in_step()
        return pad

    def die_during(self, act: Callable[[], None]) -> None:
        """Be killed at some moment from now on, whatever ``act`` is at then."""
        assert self._running
        killer = threading.Timer(self._source.uniform(0, LATEST), self._running.kill)
        killer.start()
        self.kills += 1
        with contextlib.suppress(Error):
            act()
        killer.join()

    def kill(self) -> None:
        if self._running:
            self._running.kill()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture
def mortal(
    playwright: Playwright, tmp_path: Path, gate: WatchedGate, service: RunningService
) -> Iterator[Mortal]:
    profile = tmp_path / "profile"
    profile.mkdir()
    made = Mortal(playwright, profile, gate, service.address)
    yield made
    made.kill()


def unlock(pad: OrderPad) -> None:
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.find("link-state").wait_for()


def place(pad: OrderPad) -> None:
    pad.find("place-order").click()
    pad.find("order-state").wait_for()


def test_nothing_is_lost_or_sent_twice_where_the_browser_is_killed(
    mortal: Mortal, company: Company, gate: WatchedGate
) -> None:
    pad = mortal.open(f"#code={gate.code_for(ANN)}")
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("sign-in").click()
    pad.wait_until_in_step()
    orders = 0
    while mortal.kills < KILLS:
        orders += 1
        begin_order(pad)
        add_line(pad, "Thing A", orders)
        expect(pad.find("place-order")).to_be_enabled()
        mortal.die_during(partial(place, pad))
        company.office.answer_waiting()
        pad = mortal.reopen()
    drafts = place_all_drafts(pad, mortal.address)
    expect(pad.find("unsent-count")).to_have_attribute("data-count", "0")
    company.office.answer_waiting()
    quantities = Counter(order_quantity(company, row.order_id) for row in company.rows("orders"))
    # each of the orders is there, once, whenever it was that the browser was killed
    assert quantities == Counter(range(1, orders + 1)), f"{drafts} were drafts still"


def place_all_drafts(pad: OrderPad, address: str) -> int:
    """Place what was a draft still when the browser was killed; return how many those were."""
    drafts = 0
    while True:
        pad.page.goto(f"{address}/#customers")
        pad.page.goto(f"{address}/#today")
        pad.page.get_by_role("heading", name="What is on this device").wait_for()
        draft = pad.page.locator("[data-testid=order-row][data-state=draft]")
        if not draft.count():
            return drafts
        draft.first.click()
        expect(pad.find("place-order")).to_be_enabled()
        pad.find("place-order").click()
        expect(pad.find("order-state")).not_to_contain_text("Draft")
        drafts += 1


def order_quantity(company: Company, order_id: str) -> int:
    """Return the quantity on the one line of an order, by which it is known here."""
    [line] = company.rows("order_lines", order_id=order_id)
    return int(line.quantity)
