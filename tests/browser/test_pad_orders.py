"""Orders in the page: entered with and without a link, answered, and in conflict."""

import re
from datetime import date
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.office_company import ANN, Company

pytestmark = NEEDS_LIBRARIES

ON_ITS_WAY = re.compile("Waiting to send|Sending|At head office")


def begin_order(pad: OrderPad, customer: str = "Corner") -> None:
    """Open the editor on a new order."""
    pad.go("Customers")
    pad.find("customer-search").fill(customer)
    pad.find("customer-row").first.click()
    pad.find("new-order").click()
    pad.find("place-order").wait_for()


def add_line(pad: OrderPad, search: str, quantity: int) -> None:
    """Enter a line by keyboard alone."""
    pad.find("product-search").fill(search)
    pad.find("product-row").first.wait_for()
    pad.page.keyboard.press("Enter")
    pad.find("quantity").fill(str(quantity))
    pad.page.keyboard.press("Enter")


def placed_orders(company: Company) -> list[Any]:
    return list(company.rows("orders"))


def test_an_order_is_entered_placed_and_confirmed(pad: OrderPad, company: Company) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    begin_order(pad)
    add_line(pad, "Thing A", 3)
    add_line(pad, "Thing B", 2)
    expect(pad.find("order-total")).to_have_text("$50.00")
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text(ON_ITS_WAY)
    expect(pad.find("order-number")).to_have_text(re.compile(r"-0001\*$"))
    expect(pad.find("order-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Confirmed")
    [order] = placed_orders(company)
    expect(pad.find("order-number")).to_have_text(order.number)
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    assert not pad.problems


def test_an_order_entered_without_a_link_waits_and_goes_by_itself(
    pad: OrderPad, company: Company, context: BrowserContext
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.find("offline-ready").wait_for(state="attached")
    context.set_offline(True)
    begin_order(pad)
    add_line(pad, "Thing C", 1)
    expect(pad.find("order-total")).to_have_text("$10.00")
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text("Waiting to send")
    expect(pad.find("unsent-count")).to_have_text("1 order only in this browser")
    assert not placed_orders(company)
    context.set_offline(False)
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    company.office.answer_waiting()
    expect(pad.find("order-state")).to_contain_text("Confirmed", timeout=40_000)
    assert len(placed_orders(company)) == 1


def test_a_conflict_is_resolved_in_a_dialog(pad: OrderPad, company: Company) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    pad.find("work-offline").click()
    begin_order(pad)
    add_line(pad, "Thing A", 1)
    add_line(pad, "Thing B", 1)
    expect(pad.find("order-total")).to_have_text("$20.00")
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text("Waiting to send")
    company.change_product("A", sell_until=date(2026, 1, 1))
    pad.find("work-offline").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Action needed")
    pad.find("answer-conflict").click()
    expect(pad.find("conflict-row")).to_have_count(1)
    drop = pad.find("conflict-action").filter(has_text="Drop line 1")
    expect(drop).to_contain_text("total becomes $10.00")
    drop.click()
    pad.find("resolve-conflict").click()
    expect(pad.find("order-state")).to_contain_text(ON_ITS_WAY)
    expect(pad.find("order-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Confirmed")
    expect(pad.find("order-total")).to_have_text("$10.00")


def test_a_draft_is_kept_as_it_is_typed(pad: OrderPad) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    begin_order(pad)
    add_line(pad, "Thing A", 4)
    expect(pad.find("order-line")).to_have_count(1)
    pad.find("note").fill("Leave it with the <b>neighbour</b>")
    expect(pad.find("unsent-count")).to_have_text("1 order only in this browser")
    expect(pad.find("order-total")).to_have_text("$40.00")
    pad.page.wait_for_timeout(500)
    pad.page.reload()
    pad.find("passphrase").fill("correct horse battery")
    pad.find("unlock").click()
    expect(pad.find("note")).to_have_value("Leave it with the <b>neighbour</b>")
    expect(pad.find("order-line")).to_have_count(1)
    expect(pad.find("order-total")).to_have_text("$40.00")


def test_what_is_typed_into_a_placed_order_is_kept_until_it_is_sent(
    pad: OrderPad, company: Company
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    begin_order(pad)
    add_line(pad, "Thing A", 2)
    expect(pad.find("order-total")).to_have_text("$20.00")
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Confirmed")
    pad.find("change-order").click()
    add_line(pad, "Thing B", 3)
    expect(pad.find("order-total")).to_have_text("$50.00")
    pad.page.reload()
    pad.find("passphrase").fill("correct horse battery")
    pad.find("unlock").click()
    expect(pad.find("order-line")).to_have_count(2)
    pad.go("Orders")
    # nothing of it counts before it is sent
    expect(pad.find("order-row")).to_contain_text("$20.00")
    pad.find("order-row").click()
    pad.find("change-order").click()
    expect(pad.find("order-line")).to_have_count(2)
    expect(pad.find("place-order")).to_be_enabled()
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    company.office.answer_waiting()
    pad.find("sync-now").click()
    expect(pad.find("order-total")).to_have_text("$50.00")
    pad.find("change-order").click()
    add_line(pad, "Thing C", 1)
    expect(pad.find("order-total")).to_have_text("$60.00")
    pad.find("discard-draft").click()
    expect(pad.find("order-total")).to_have_text("$50.00")
    pad.find("change-order").click()
    expect(pad.find("order-line")).to_have_count(2)
