"""The order pad's entrance: signing in, unlocking, and what stays in the browser."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.office_company import ANN, SHOP, Company
from tests.web.watched_gate import WatchedGate


def test_a_rep_signs_in_and_finds_customers_and_products(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.go("Customers")
    expect(pad.find("customer-row")).to_have_count(2)
    pad.go("Catalog")
    pad.find("product-search").fill("thing d")
    expect(pad.find("product-row").first).to_be_visible()
    assert not pad.problems


def test_the_page_opens_without_a_network_and_with_the_passphrase_alone(
    pad: OrderPad, context: BrowserContext
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.find("offline-ready").wait_for(state="attached")
    context.set_offline(True)
    pad.page.reload()
    pad.find("passphrase").fill("not this one")
    pad.find("unlock").click()
    expect(pad.page.get_by_role("alert")).to_contain_text("not the passphrase")
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.go("Customers")
    expect(pad.find("customer-row")).to_have_count(2)


def test_a_forgotten_passphrase_costs_what_is_here_and_no_more(
    pad: OrderPad, gate: WatchedGate
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.page.reload()
    pad.find("start-again").click()
    expect(pad.page.get_by_role("dialog")).to_contain_text("Nobody can open what is here")
    pad.find("remove-everything").click()
    pad.find("sign-in-code").wait_for()
    expect(pad.page.get_by_role("status")).to_contain_text("signed out")
    pad.sign_in(ANN, "another passphrase")
    pad.wait_until_in_step()
    assert len(gate.office.devices.all()) == 2


def test_a_second_tab_opens_without_the_passphrase_and_locks_with_the_first(
    pad: OrderPad, context: BrowserContext, gate: WatchedGate
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    second = OrderPad(context.new_page(), gate)
    second.open()
    second.wait_until_in_step()
    second.page.get_by_text("Menu").click()
    second.page.get_by_role("button", name="Lock").click()
    for each in (pad, second):
        each.find("unlock").wait_for()


def test_what_changes_at_head_office_comes_by_itself_and_work_offline_stops_that(
    pad: OrderPad, company: Company
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.go("Customers")
    company.change_customer(SHOP, name="Renamed Shop")
    expect(pad.find("customer-row").filter(has_text="Renamed Shop")).to_be_visible()
    pad.find("work-offline").click()
    expect(pad.find("link-state")).to_have_text("Working offline")
    company.change_customer(SHOP, name="Not Yet")
    pad.page.wait_for_timeout(1_500)
    expect(pad.find("customer-row").filter(has_text="Not Yet")).to_have_count(0)
    pad.find("work-offline").click()
    expect(pad.find("customer-row").filter(has_text="Not Yet")).to_be_visible()


def test_texts_full_of_markup_are_shown_as_text(pad: OrderPad, company: Company) -> None:
    name = '<img src=x onerror="alert(1)"><b>Bold</b> & “more”'
    company.change_customer(SHOP, name=name)
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.go("Customers")
    expect(pad.find("customer-row").filter(has_text=name)).to_be_visible()
    assert pad.page.locator("img, main b").count() == 0
    assert not pad.problems


def test_nothing_readable_lies_in_the_browsers_database(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    held = pad.page.evaluate(
        """async () => {
          const open = indexedDB.open("smartclient");
          await new Promise((resolve) => (open.onsuccess = resolve));
          const texts = [];
          for (const name of open.result.objectStoreNames) {
            const all = open.result.transaction(name).objectStore(name).getAll();
            await new Promise((resolve) => (all.onsuccess = resolve));
            const read = (value) => value instanceof Uint8Array
              ? new TextDecoder("latin1").decode(value)
              : value && typeof value === "object"
                ? Object.values(value).map(read).join(" ")
                : String(value);
            texts.push(all.result.map(read).join(" "));
          }
          open.result.close();
          return texts.join(" ");
        }"""
    )
    assert "ann" in held  # whose browser it is stands there
    for secret in ("Thing", "S-1", "correct horse"):
        assert secret not in held


def test_two_tabs_say_nothing_to_each_other_once_both_know_what_changed(
    pad: OrderPad, context: BrowserContext, gate: WatchedGate, company: Company
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    second = OrderPad(context.new_page(), gate)
    second.open()
    second.wait_until_in_step()
    second.go("Customers")
    company.change_customer(SHOP, name="Renamed Shop")
    expect(second.find("customer-row").filter(has_text="Renamed Shop")).to_be_visible()
    said = second.page.evaluate(
        """async () => {
          let heard = 0;
          const listening = new BroadcastChannel("smartclient");
          listening.onmessage = ({ data }) => { if (data.kind === "changed") heard += 1; };
          await new Promise((resolve) => setTimeout(resolve, 1500));
          listening.close();
          return heard;
        }"""
    )
    assert said == 0


def test_the_other_tab_goes_on_with_head_office_once_the_first_is_closed(
    pad: OrderPad, context: BrowserContext, gate: WatchedGate, company: Company
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    second = OrderPad(context.new_page(), gate)
    second.open()
    second.wait_until_in_step()
    second.go("Customers")
    company.change_customer(SHOP, name="First Name")
    expect(second.find("customer-row").filter(has_text="First Name")).to_be_visible()
    pad.page.close()
    company.change_customer(SHOP, name="Second Name")
    expect(second.find("customer-row").filter(has_text="Second Name")).to_be_visible()
    second.page.reload()
    second.find("passphrase").fill(PASSPHRASE)
    second.find("unlock").click()
    second.go("Customers")
    expect(second.find("customer-row").filter(has_text="Second Name")).to_be_visible()
