"""An order is priced once, from facts that are gathered once, whatever is done with it."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from smartclient.domain.sales.orders import Order
from smartclient.quoting import preview
from smartclient.store.reference.rule_context import RuleContextReader
from tests.use_cases.rep_world import BIKE, Rep


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often an order is priced and how often facts are gathered for it."""
    counted: Counter[str] = Counter()

    def count(owner: Any, name: str, what: str) -> None:  # noqa: ANN401 (a module or a class)
        function = getattr(owner, name)

        def counting(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (handed on)
            counted[what] += 1
            return function(*args, **kwargs)

        monkeypatch.setattr(owner, name, counting)

    count(preview, "price_order", "priced")
    count(RuleContextReader, "for_order", "gathered")
    count(RuleContextReader, "for_pricing", "gathered")
    return counted


@pytest.mark.parametrize("action", ["quote", "save_draft", "place", "amend", "repeat"])
def test_an_order_is_priced_once(rep: Rep, calls: Counter[str], action: str) -> None:
    order = rep.order((BIKE, 2))
    if action in {"amend", "repeat"}:
        order = rep.use_cases.orders.place(order).order
    calls.clear()
    act: dict[str, Callable[[Order], object]] = {
        "quote": rep.use_cases.orders.quote,
        "save_draft": rep.use_cases.orders.save_draft,
        "place": rep.use_cases.orders.place,
        "amend": rep.use_cases.orders.amend,
        "repeat": lambda order: rep.use_cases.orders.repeat(order.id),
    }
    act[action](order)
    assert calls == Counter(priced=1, gathered=1)
