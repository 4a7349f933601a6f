"""Customers changed in the page, answered, and in conflict."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.office_company import ANN, SHOP, Company

pytestmark = NEEDS_LIBRARIES


def open_shop(pad: OrderPad) -> None:
    pad.go("Customers")
    pad.find("customer-search").fill("Corner")
    pad.find("customer-row").click()
    pad.find("edit-customer").wait_for()


def test_a_phone_number_that_head_office_changed_as_well_is_chosen(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.find("offline-ready").wait_for(state="attached")
    context.set_offline(True)
    open_shop(pad)
    pad.find("edit-customer").click()
    pad.find("customer-phone").fill("555-0111")
    pad.find("customer-name").fill("Corner Store")
    pad.page.keyboard.press("Enter")
    # tentative looks tentative: in italics, with a sign and a word
    expect(pad.find("change-state")).to_contain_text("Waiting to send")
    expect(pad.page.locator("h1 .tentative")).to_have_text("Corner Store")
    expect(pad.find("unsent-count")).to_have_text("1 change of a customer only in this browser")
    pad.go("Customers")
    pad.find("customer-search").fill("store")
    expect(pad.find("customer-row")).to_contain_text("Corner Store")
    pad.find("customer-row").click()

    company.change_customer(SHOP, phone="555-0199")
    context.set_offline(False)
    expect(pad.find("change-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("change-state")).to_contain_text("Action needed")
    pad.go("Today")
    pad.find("change-row").click()
    pad.find("answer-conflict").click()
    expect(pad.find("conflict-row")).to_have_count(1)
    pad.find("conflict-action").filter(has_text="555-0199").click()
    pad.find("resolve-conflict").click()
    expect(pad.find("change-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("change-state")).to_have_count(0)
    expect(pad.page.locator("h1")).to_have_text("Corner Store")
    [row] = company.rows("customers", number=SHOP)
    assert (row.name, row.phone) == ("Corner Store", "555-0199")
    assert not [each for each in pad.problems if "INTERNET_DISCONNECTED" not in each]


def test_what_cannot_be_saved_is_said_in_the_dialog(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    open_shop(pad)
    pad.find("edit-customer").click()
    pad.find("customer-name").fill(" ")
    pad.find("save-customer").click()
    expect(pad.page.get_by_role("alert").filter(has_text="needs a name")).to_be_visible()
