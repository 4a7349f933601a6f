"""A newer release of the page while an older one is open, with unsent work in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from smartclient.settings.resources import resource_folder
from smartclient.web.pad.release import PadRelease
from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_leaving import place_without_a_link
from tests.browser.test_pad_orders import add_line, begin_order
from tests.office_company import Company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service

pytestmark = NEEDS_LIBRARIES


@pytest.fixture
def release() -> PadRelease:
    return PadRelease(resource_folder("orderpad"))


@pytest.fixture
def service(gate: WatchedGate, tmp_path: Path, release: PadRelease) -> Iterator[RunningService]:
    with running_service(gate, tmp_path / "home", pad=release) as running:
        yield running


def upgrade(release: PadRelease, folder: Path) -> str:
    """Have the service give another release from now on; return its version."""
    changed = folder / "orderpad"
    shutil.copytree(resource_folder("orderpad"), changed)
    text = (changed / "views" / "today.js").read_text()
    (changed / "views" / "today.js").write_text(text.replace('say("Today")', '"Tomorrow"'))
    newer = PadRelease(changed)
    vars(release).update(vars(newer))
    return newer.version


def look_for_a_newer_one(pad: OrderPad) -> None:
    pad.page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.update())")


def test_a_newer_release_is_taken_on_ones_word_and_costs_no_work(
    pad: OrderPad,
    context: BrowserContext,
    gate: WatchedGate,
    company: Company,
    release: PadRelease,
    tmp_path: Path,
) -> None:
    place_without_a_link(pad, context)
    other = OrderPad(context.new_page(), gate)
    other.page.goto("/#today")
    other.find("link-state").wait_for()
    begin_order(other)
    add_line(other, "Thing B", 1)
    expect(other.find("order-line")).to_have_count(1)
    version = upgrade(release, tmp_path)
    pad.find("work-offline").click()
    context.set_offline(False)
    look_for_a_newer_one(pad)
    # until it is taken, all of the page is the older one
    pad.find("load-again").wait_for()
    pad.go("Today")
    expect(pad.page.locator("h1")).to_have_text("Today")
    pad.find("load-again").click()
    expect(pad.page.locator("h1")).to_have_text("Tomorrow")
    script = pad.page.locator("script[src]").first.get_attribute("src") or ""
    assert version in script
    # the other tab says so, and has what was typed in it
    expect(other.page.get_by_text("A newer version of this page")).to_be_visible()
    expect(other.find("order-line")).to_have_count(1)
    other.find("load-again").click()
    expect(other.find("order-line")).to_have_count(1)
    expect(other.find("unsent-count")).to_have_text("2 orders only in this browser")
    other.find("work-offline").click()
    expect(other.find("unsent-count")).to_have_text("1 order only in this browser")
    company.office.answer_waiting()
    assert company.count("orders") == 1


def test_a_release_that_is_cut_off_leaves_the_older_one_whole(
    pad: OrderPad,
    context: BrowserContext,
    release: PadRelease,
    tmp_path: Path,
) -> None:
    place_without_a_link(pad, context)
    upgrade(release, tmp_path)
    # what is changed in it can't be loaded
    context.route("**/views/today.js", lambda route: route.abort())
    context.set_offline(False)
    outcome = pad.page.evaluate(
        """navigator.serviceWorker.ready.then((worker) => new Promise((resolve) => {
            worker.onupdatefound = () => {
                const { installing } = worker;
                installing.onstatechange = () => resolve(installing.state);
            };
            worker.update().catch(() => {});
        }))"""
    )
    assert outcome == "redundant"
    expect(pad.find("load-again")).to_have_count(0)
    context.set_offline(True)
    pad.page.reload()
    pad.find("unlock").wait_for()
