"""The order pad's entrance: signing in, unlocking, and what stays in the browser."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.office_company import ANN


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
