"""What a rep asks head office, and an admin decides in a browser of their own."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_orders import add_line, begin_order, placed_orders
from tests.office_company import ANN, HEAD, Company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService

pytestmark = NEEDS_LIBRARIES


@pytest.fixture
def admin(browser: Browser, service: RunningService, gate: WatchedGate) -> Iterator[OrderPad]:
    """The order pad in a browser of an admin's own."""
    context = browser.new_context(
        base_url=service.address, ignore_https_errors=True, locale="en-US"
    )
    context.set_default_timeout(20_000)
    yield OrderPad(context.new_page(), gate)
    context.close()


def in_conflict(pad: OrderPad, company: Company) -> None:
    """Place an order for a product that head office sells no more, and sync."""
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    begin_order(pad)
    add_line(pad, "Thing A", 2)
    expect(pad.find("order-total")).to_have_text("$20.00")
    pad.find("work-offline").click()
    pad.find("place-order").click()
    expect(pad.find("order-state")).to_contain_text("Waiting to send")
    company.change_product("A", sell_until=date(2026, 1, 1))
    pad.find("work-offline").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    answered(pad, company)
    expect(pad.find("order-state")).to_contain_text("Action needed")


def answered(pad: OrderPad, company: Company) -> None:
    company.office.answer_waiting()
    pad.find("sync-now").click()


def test_an_admin_decides_what_a_rep_asked(
    pad: OrderPad, admin: OrderPad, company: Company
) -> None:
    in_conflict(pad, company)
    pad.find("answer-conflict").click()
    pad.find("ask-head-office").click()
    pad.page.locator("#asked-note").fill("An old customer: may they have it?")
    pad.find("send-question").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    answered(pad, company)
    expect(pad.find("order-state")).to_contain_text("Head office is deciding")
    # a rep sees no cases
    expect(pad.page.get_by_role("link", name="Cases")).to_be_hidden()

    admin.sign_in(HEAD)
    admin.wait_until_in_step()
    admin.find("open-cases").click()
    expect(admin.find("case-row")).to_contain_text("An old customer: may they have it?")
    admin.find("case-row").click()
    choice = admin.find("conflict-action").filter(has_text="Approve")
    expect(choice).to_contain_text("total becomes $20.00")
    choice.click()
    admin.find("resolve-conflict").click()
    expect(admin.find("change-state")).to_contain_text("At head office")
    answered(admin, company)
    expect(admin.find("decided-case")).to_have_count(1)
    expect(admin.find("case-row")).to_have_count(0)
    assert not admin.problems

    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Confirmed")
    assert len(placed_orders(company)) == 1


def test_an_admin_hands_a_case_back_with_a_note(
    pad: OrderPad, admin: OrderPad, company: Company
) -> None:
    in_conflict(pad, company)
    pad.find("answer-conflict").click()
    pad.find("ask-head-office").click()
    pad.find("send-question").click()
    expect(pad.find("order-state")).to_contain_text("At head office")
    answered(pad, company)
    expect(pad.find("order-state")).to_contain_text("Head office is deciding")
    admin.sign_in(HEAD)
    admin.wait_until_in_step()
    admin.go("Cases")
    admin.find("case-row").click()
    admin.find("hand-back").click()
    admin.page.locator("#asked-note").fill("Offer them Thing B.")
    admin.find("send-decision").click()
    expect(admin.find("change-state")).to_contain_text("At head office")
    answered(admin, company)
    expect(admin.find("case-row")).to_have_count(0)
    pad.find("sync-now").click()
    expect(pad.find("order-state")).to_contain_text("Action needed")
    pad.find("answer-conflict").click()
    expect(pad.page.locator("dialog")).to_contain_text("Offer them Thing B.")
