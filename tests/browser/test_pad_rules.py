"""Head office's rules in the page: the very answers that they give outside of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from smartclient.orderpad.calls import call
from tests.browser.order_pad import OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.orderpad.sample_device import SampleDevice
from tests.set_clock import SetClock

ORDERS = 15
Json = Any

pytestmark = NEEDS_LIBRARIES


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleDevice]:
    clock = SetClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    made = SampleDevice(tmp_path_factory.mktemp("device"), clock)
    yield made
    made.close()


def ask_rules(page: Page, calls: list[tuple[str, Json]], rows: Json) -> list[Json]:
    """Return what the rules in the page answer to calls about the same rows."""
    answers: list[Json] = page.evaluate(
        """async ([calls, rows]) => {
            const main = document.querySelector("script[src$='main.js']").src;
            const { Rules } = await import(new URL("data/rules.js", main));
            const rules = new Rules(() => {});
            const answers = [];
            for (const [name, asked] of calls) {
                answers.push(await rules.ask(name, { ...asked, rows }).then(
                    (result) => ({ result }),
                    (error) => ({ refused: error.said }),
                ));
            }
            return answers;
        }""",
        [calls, rows],
    )
    return answers


def test_the_rules_say_the_same_in_the_page(pad: OrderPad, device: SampleDevice) -> None:
    calls: list[tuple[str, Json]] = [
        ("quote", {**device.asked(order), "rows": None})
        for order in device.any_orders(ORDERS, seed=23)
    ]
    order = calls[0][1]["order"]
    calls += [
        ("quote", {**calls[0][1], "order": {**order, "customer": "C-99999"}}),
        ("place", {**calls[0][1], "order": {**order, "lines": []}, "count": 1}),
    ]
    pad.open()
    answers = ask_rules(pad.page, calls, device.rows)
    for answer, (name, asked) in zip(answers, calls, strict=True):
        outside = json.loads(call(name, json.dumps({**asked, "rows": device.rows})))
        assert answer == outside
    assert ["refused" in answer for answer in answers[-2:]] == [True, True]
    assert not pad.problems
