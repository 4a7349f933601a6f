"""Old data in the page: what is said of it, and what is shown no more."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_orders import add_line, begin_order
from tests.office_company import ANN, Company

pytestmark = NEEDS_LIBRARIES

AGEING = """async (days) => {
    const opening = indexedDB.open("smartclient");
    const of = (request) => new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
    });
    const database = await of(opening);
    const places = database.transaction("places", "readwrite").objectStore("places");
    for (const kind of await of(places.getAllKeys())) {
        const place = await of(places.get(kind));
        if (!place.asOf) continue;
        const asOf = new Date(Date.parse(place.asOf) - days * 86_400_000).toISOString();
        await of(places.put({...place, asOf}, kind));
    }
    database.close();
}"""
"""Makes all that this browser holds older by some days."""

DISCARDING = """async () => {
    const release = document.querySelector("script[type=module]").src.replace("main.js", "");
    const load = (name) => import(`${release}data/${name}.js`);
    const {Channel} = await load("channel");
    const {Database} = await load("database");
    const {Feeds} = await load("feeds");
    const database = new Database(() => {});
    const key = await new Channel(() => {}).askForKey();
    const opened = async () => {
        const feeds = new Feeds(database, key, () => {});
        await feeds.read();
        return feeds;
    };
    const feeds = await opened();
    feeds.hide(new Map([["products", (row) => row[1] === "A"]]));
    await feeds.discard("products");
    const again = await opened();
    const {asOf, loading, cursor} = again.place("products");
    await database.close();
    const skus = [...again.rows("products").values()].map((row) => row[1]);
    return {skus, asOf: Boolean(asOf), loading, cursor};
}"""
"""Removes hidden products from the disk, and reads what is there then."""


def grow_old(pad: OrderPad, context: BrowserContext, days: int) -> None:
    """Have everything here be older, without a link, and unlock it again."""
    pad.find("offline-ready").wait_for(state="attached")
    context.set_offline(True)
    pad.page.evaluate(AGEING, days)
    pad.page.reload()
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.find("link-state").wait_for()


def test_what_is_too_old_is_shown_no_more_until_it_is_here_again(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    company.policy("freshness.products", "1d mark, 7d warn, 20d remove")
    company.policy("freshness.customers", "1d mark, 20d remove")
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    begin_order(pad)
    add_line(pad, "Thing A", 2)
    expect(pad.find("order-total")).to_have_text("$20.00")
    pad.go("Catalog")
    expect(pad.find("product-row")).to_have_count(4)
    expect(pad.find("data-age")).to_be_hidden()

    grow_old(pad, context, 2)
    pad.go("Catalog")
    expect(pad.find("data-age")).to_contain_text(re.compile("roducts.* as of "))
    expect(pad.find("product-row")).to_have_count(4)

    grow_old(pad, context, 20)
    pad.go("Catalog")
    # what unsent work is shown with stays
    expect(pad.find("product-row")).to_have_count(1)
    expect(pad.find("product-row")).to_contain_text("Thing A")
    pad.go("Customers")
    expect(pad.find("customer-row")).to_have_count(1)
    expect(pad.find("customer-row")).to_contain_text("Corner Shop")
    # the rules are not asked again before it holds
    pad.page.reload()
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.go("Catalog")
    expect(pad.find("product-row")).to_have_count(1)

    context.set_offline(False)
    expect(pad.find("product-row")).to_have_count(4)
    expect(pad.find("data-age")).to_be_hidden()
    assert not [each for each in pad.problems if "INTERNET_DISCONNECTED" not in each]


def test_what_is_removed_for_its_age_leaves_the_disk_and_is_loaded_again(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    held = pad.page.evaluate(DISCARDING)
    assert held == {"skus": ["A"], "asOf": True, "loading": True, "cursor": [0, 0]}
    pad.page.reload()
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.go("Catalog")
    expect(pad.find("product-row")).to_have_count(4)
