"""The order pad in Chromium: first sync, opening again, search as you type, and its download."""

import re
import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx2
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.codes import EnrolmentCode
from smartclient.headoffice.admin.service import HeadOffice
from tests.benchmarks import order_pad_scripts as scripts
from tests.benchmarks.company import LOGIN
from tests.benchmarks.figures import Figure, amount_of_at_most, rate_of_at_least
from tests.benchmarks.searching import TYPED
from tests.benchmarks.workplace import make_office
from tests.served_process import Served, served
from tests.web.watched_gate import WatchedGate

PRODUCTS: Final = 100_000
ROUNDS: Final = 3
PAGE_ROWS: Final = 2_000
LINES: Final = 50
STORED: Final = (FeedKind.PRODUCTS, FeedKind.STOCK, FeedKind.OFFER_PRODUCTS)
PASSPHRASE: Final = "correct horse battery"
_WITHIN: Final = 120_000
_ONLINE: Final = "[data-testid=link-state][data-state=online]"


def measure(folder: Path) -> list[Figure]:
    """Sign browsers in on a large catalog, open one again and search in it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("order pad: not measured, there is no Chromium on this machine\n")
        return []
    office = make_office(folder, products=PRODUCTS, customers=50, orders=0)
    url = f"sqlite:///{folder / 'headoffice.db'}"
    with served(folder / "service", url, "--self-signed") as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--ignore-certificate-errors"]
        )
        figures = [*_downloads(there), *_in_browser(browser, there, office)]
        browser.close()
    office.close()
    return figures


def _in_browser(browser: Browser, there: Served, office: HeadOffice) -> list[Figure]:
    synced, stored = [], []
    for turn in range(ROUNDS):
        with _opened(browser, there) as page:
            synced.append(_first_sync(page, WatchedGate(office).code_for(LOGIN)))
            assert page.evaluate(scripts.COLLECT, _pages_of(page)) >= PRODUCTS
            stored.append(page.evaluate(scripts.BARE_STORE))
            if turn == ROUNDS - 1:
                rest = [*_open_again(page), *_searches(page), *_work(page)]
    rate, bare = (PRODUCTS / statistics.median(each) * 1_000 for each in (synced, stored))
    sys.stdout.write(f"order pad: {synced} ms first sync, {stored} ms bare storing\n")
    what = f"first sync of {PRODUCTS:,} products into a browser"
    return [rate_of_at_least(what, rate, bare, bound=60_000, unit="rows/s"), *rest]


@contextmanager
def _opened(browser: Browser, there: Served) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        base_url=there.url(there.port), ignore_https_errors=True, locale="en-US"
    )
    context.set_default_timeout(_WITHIN)
    page = context.new_page()
    page.add_init_script(scripts.SEEN)
    yield page
    context.close()


def _first_sync(page: Page, code: EnrolmentCode) -> float:
    """Milliseconds from the sign-in, as soon as its key is made, until all is here."""
    page.goto("/")
    page.get_by_test_id("offline-ready").wait_for(state="attached")
    page.get_by_test_id("sign-in-code").fill(str(code))
    page.get_by_test_id("passphrase").fill(PASSPHRASE)
    page.get_by_test_id("sign-in").click()
    page.locator(_ONLINE).wait_for(state="attached")
    return float(page.evaluate("seen.online - seen.open"))


def _pages_of(page: Page) -> dict[str, Any]:
    script = page.locator("script[src]").first.get_attribute("src") or ""
    path = script.removesuffix("main.js")
    return {"path": path, "kinds": [str(kind) for kind in STORED], "limit": PAGE_ROWS}


def _open_again(page: Page) -> list[Figure]:
    """Load the page again as a browser keeps it, and unlock it on the catalog."""
    usable, opened, bare = [], [], []
    for _ in range(ROUNDS):
        page.goto("/#catalog")
        page.reload()
        page.get_by_test_id("passphrase").wait_for()
        usable.append(page.evaluate("seen.entrance"))
        page.get_by_test_id("passphrase").fill(PASSPHRASE)
        began = page.evaluate("performance.now()")
        page.get_by_test_id("unlock").click()
        page.get_by_test_id("product-row").first.wait_for()
        opened.append(page.evaluate("seen.rows") - began)
        page.locator(_ONLINE).wait_for(state="attached")
        page.evaluate(scripts.COLLECT, _pages_of(page))
        page.evaluate(scripts.BARE_STORE)
        bare.append(page.evaluate(scripts.BARE_OPEN, PASSPHRASE))
    sys.stdout.write(f"order pad: usable {usable}, opened {opened}, barely {bare} ms\n")
    return [
        amount_of_at_most(
            "the order pad usable, kept by the browser",
            statistics.median(usable),
            1_000,
            form="{:,.0f} ms",
        ),
        amount_of_at_most(
            f"open {PRODUCTS:,} products again, by passphrase",
            statistics.median(opened),
            1_000,
            form="{:,.0f} ms",
            floor=statistics.median(bare),
        ),
    ]


def _searches(page: Page) -> list[Figure]:
    """Type letter by letter; what it costs the main thread, and when the rows are painted."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    painted, busy = [], []
    for text in TYPED:
        before = _task_seconds(session)
        painted.append(page.evaluate(scripts.TYPE, {"text": text}))
        busy.append((_task_seconds(session) - before) * 1_000)
    sys.stdout.write(f"order pad: painted {painted}, busy {busy} ms\n")
    return [
        amount_of_at_most(
            f"search {PRODUCTS:,} products, main thread a key",
            statistics.median(busy),
            16,
            form="{:,.1f} ms",
        ),
        amount_of_at_most(
            "the same until the rows are painted", max(painted), 150, form="{:,.0f} ms"
        ),
    ]


def _task_seconds(session: CDPSession) -> float:
    """How long the main thread of the page has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def _work(page: Page) -> list[Figure]:
    """Price, judge and save a long order, in another tab's worker."""
    wanted = {"path": _pages_of(page)["path"], "lines": LINES, "rounds": 30}
    took = page.evaluate(scripts.WORK, wanted)
    sys.stdout.write(f"order pad: {took} ms an order of {LINES} lines\n")
    return [
        amount_of_at_most(
            f"an order of {LINES} lines priced and judged", took["quoted"], 10, form="{:,.1f} ms"
        ),
        amount_of_at_most(
            "an order saved durably, to a bare strict transaction",
            took["saved"] / took["bare"],
            3,
            form="{:,.1f} times",
        ),
    ]


def _downloads(there: Served) -> list[Figure]:
    """What a browser loads first of all: each file of the release as it travels."""
    base, size = there.url(there.port), 0
    with httpx2.Client(verify=there.trusted) as client:
        release = client.get(
            f"{base}/service-worker.js", headers={"Accept-Encoding": "identity"}
        ).text
        for path in sorted(set(re.findall(r'"(/pad/[^"]+)"', release))):
            with client.stream("GET", base + path, headers={"Accept-Encoding": "zstd"}) as answer:
                size += sum(map(len, answer.iter_raw()))
    assert size
    return [amount_of_at_most("first download of the order pad", size / 1e6, 8, form="{:,.1f} MB")]
