"""What the browser does to what is stored: broken records, and all of it gone."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_leaving import place_without_a_link
from tests.office_company import ANN, Company

pytestmark = NEEDS_LIBRARIES

BREAKING = """async (store) => {
    const of = (request) => new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
    });
    const database = await of(indexedDB.open("smartclient"));
    const records = database.transaction(store, "readwrite").objectStore(store);
    let broken = 0;
    for (const key of await of(records.getAllKeys())) {
        if (store === "pages" && key[0] !== "products") continue;
        const record = await of(records.get(key));
        const sealed = record.sealed ?? record;
        sealed[sealed.length - 1] ^= 1;
        await of(records.put(record, key));
        broken += 1;
    }
    database.close();
    return broken;
}"""
"""Changes a byte of each record of a store; of pages, those of the products."""


def unlock(pad: OrderPad) -> None:
    pad.page.reload()
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.find("link-state").wait_for()


def remove_everything(pad: OrderPad) -> None:
    """Remove the database, as a browser does that runs out of room."""
    origin = pad.page.evaluate("location.origin")
    session = pad.page.context.new_cdp_session(pad.page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})


def test_a_feed_of_which_a_record_is_broken_comes_again_alone(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    assert pad.page.evaluate(BREAKING, "pages") > 0
    unlock(pad)
    pad.wait_until_in_step()
    pad.go("Catalog")
    expect(pad.find("product-row")).to_have_count(4)
    pad.go("Customers")
    expect(pad.find("customer-row")).to_have_count(2)


def test_broken_work_is_said_and_keeps_nobody_from_working(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    place_without_a_link(pad, context)
    assert pad.page.evaluate(BREAKING, "orders") == 1
    unlock(pad)
    broken = pad.page.get_by_text("1 record of your work in this browser is broken.")
    broken.wait_for()
    context.set_offline(False)
    # its request is whole, and goes
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    company.office.answer_waiting()
    assert company.count("orders") == 1


def test_a_browser_that_removed_everything_says_what_is_lost(
    pad: OrderPad, context: BrowserContext
) -> None:
    place_without_a_link(pad, context)
    remove_everything(pad)
    pad.page.reload()
    note = pad.page.get_by_text("The browser removed what Smart Client kept here.")
    expect(note).to_contain_text("Lost is what only this browser had: 1 order.")
    context.set_offline(False)
    pad.find("sign-in-code").fill(str(pad.gate.code_for(ANN)))
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("sign-in").click()
    pad.wait_until_in_step()
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    # once said, and not after signing out
    pad.page.get_by_text("Menu", exact=True).click()
    pad.page.get_by_role("button", name="Sign out", exact=True).click()
    pad.find("remove-everything").click()
    pad.find("sign-in").wait_for()
    expect(note).to_have_count(0)
    pad.page.reload()
    pad.find("sign-in").wait_for()
    expect(note).to_have_count(0)


def test_storage_that_vanishes_under_an_open_page_is_noticed(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    remove_everything(pad)
    pad.find("sync-now").click()
    note = pad.page.get_by_text("The browser removed what Smart Client kept here.")
    expect(note).to_contain_text("Nothing is lost")
