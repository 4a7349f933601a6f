"""The reconciliation report: what became of an order between asking and confirming."""

from smartclient.domain.ids import Login
from smartclient.domain.orders import Order
from smartclient.domain.problems import Change, Problem


def compare_orders(
    asked: Order,
    confirmed: Order,
    *,
    problems: tuple[Problem, ...] = (),
    by: Login | str = "",
) -> tuple[Change, ...]:
    """Return what differs; each change names the rule of the problem it answers, if any."""
    raise NotImplementedError
