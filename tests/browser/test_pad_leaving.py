"""What happens to unsent orders where a browser is signed out, by whatever side."""

from playwright.sync_api import BrowserContext, expect

from smartclient.contract.web.gate import DeviceState
from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_orders import add_line, begin_order, placed_orders
from tests.office_company import ANN, BEN, Company
from tests.web.watched_gate import Enrolled

pytestmark = NEEDS_LIBRARIES


def place_without_a_link(pad: OrderPad, context: BrowserContext) -> None:
    """Sign in and place an order that stays in this browser."""
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.find("offline-ready").wait_for(state="attached")
    context.set_offline(True)
    begin_order(pad)
    add_line(pad, "Thing A", 3)
    pad.find("place-order").click()
    expect(pad.find("unsent-count")).to_have_text("1 order only in this browser")
    # it is the network, and nothing at head office
    expect(pad.page.get_by_text("Head office is not reached.")).to_be_visible()


def test_a_browser_that_lost_its_cookie_goes_on_by_a_new_code(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    place_without_a_link(pad, context)
    context.clear_cookies()
    context.set_offline(False)
    pad.find("sync-now").click()
    # a code of somebody else's would send this rep's orders under another name
    pad.sign_in_again(BEN)
    expect(pad.page.locator("dialog")).to_contain_text("This code is for another rep.")
    pad.find("new-code").fill(str(pad.gate.code_for(ANN)))
    pad.find("sign-in-again").click()
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    expect(pad.find("new-code-wanted")).to_be_hidden()
    company.office.answer_waiting()
    assert len(placed_orders(company)) == 1


def test_signing_out_and_a_forgotten_passphrase_say_how_many_orders_are_lost(
    pad: OrderPad, context: BrowserContext
) -> None:
    place_without_a_link(pad, context)
    dialog = pad.page.locator("dialog")
    pad.page.get_by_text("Menu", exact=True).click()
    pad.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(dialog).to_contain_text("Only this browser has 1 order. That would be lost")
    dialog.get_by_role("button", name="Cancel").click()
    pad.page.get_by_role("button", name="Lock", exact=True).click()
    pad.find("start-again").click()
    expect(dialog).to_contain_text("Only this browser has 1 order. That is lost with it.")


def test_what_was_not_sent_is_handed_over_before_a_wipe(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    place_without_a_link(pad, context)
    [browser] = company.rows("enrolled_devices")
    pad.gate.set_state(Enrolled("", b"", browser.device), DeviceState.WIPING)
    # the exchange begins by itself
    context.set_offline(False)
    pad.find("sign-in").wait_for()
    [wiped] = company.rows("enrolled_devices")
    assert wiped.state == DeviceState.WIPED
    # an admin decides what becomes of it
    [kept] = company.rows("handed_over")
    assert kept.device == browser.device
    assert company.count("inbox") == 0
