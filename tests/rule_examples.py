"""An order for each business rule that breaks just this one, or more than one for a rule."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from smartclient.domain.check_out import CheckOut
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.rules.context import BelievedDays, EarlierOrder, RuleContext
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Order
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    HELMET,
    NOW,
    TODAY,
    context,
    offer,
    order,
    price,
    stock,
    with_policy,
    with_product,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExample:
    """An order that breaks the rule ``code`` by what ``context`` says.

    ``resolved`` is a field that the report names where head office resolves it by itself.
    """

    code: RuleCode
    order: Order
    context: RuleContext
    resolved: str

    @property
    def asked(self) -> RuleContext:
        """The context in which a person is asked about it, whatever the policy is by default."""
        return replace(self.context, policies=with_policy(self.code, ResolvedBy.REP))


def _example(code: RuleCode, placed: Order, known: RuleContext, resolved: str) -> RuleExample:
    return RuleExample(code=code, order=placed, context=known, resolved=resolved)


def _order(sku: Sku, quantity: int, **known: RuleContext) -> Order:
    return order((sku, quantity), (HELMET, 1), **known)


def _customer(**changes: object) -> RuleContext:
    return context(customer=replace(CUSTOMER, **changes))  # type: ignore[arg-type]


_CHECK_OUT = CheckOut(
    epoch="first",
    counter=1,
    first=1,
    holder=Login("south\\ben"),
    device="laptop",
    since=NOW,
    asked_at=NOW,
    until=NOW + timedelta(days=3),
    days=3,
)
_TEN = context(offers={BOTTLE: (offer("10", code="TEN"),)})
_TWIN = EarlierOrder(
    id=OrderId("twin"),
    number="SO-1",
    order_date=TODAY,
    quantities=((BOTTLE, 5), (HELMET, 1)),
)
_OTHER_TWIN = replace(_TWIN, id=OrderId("other-twin"), number="SO-2")
_LAST_YEAR = date(2025, 11, 21)

EXAMPLES = (
    _example(RuleCode.UNKNOWN_PRODUCT, _order(Sku("OLD"), 1), context(), "line"),
    _example(
        RuleCode.DISCONTINUED,
        _order(FRAME, 1),
        context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT)),
        "sku",
    ),
    _example(
        RuleCode.DISCONTINUED,
        _order(FRAME, 1),
        context(products=with_product(FRAME, discontinued_on=TODAY)),
        "line",
    ),
    _example(
        RuleCode.NOT_YET_ON_SALE,
        _order(FRAME, 1),
        context(products=with_product(FRAME, sell_from=TODAY + timedelta(days=3))),
        "deliver_on",
    ),
    _example(
        RuleCode.RENUMBERED_PRODUCT,
        _order(Sku("WB-OLD"), 1, known=context(renumbered={Sku("WB-OLD"): BOTTLE})),
        context(renumbered={Sku("WB-OLD"): BOTTLE}),
        "sku",
    ),
    _example(
        RuleCode.MERGED_CUSTOMER,
        order((BOTTLE, 1), customer=CustomerNumber("C-OLD")),
        context(merged_from=CustomerNumber("C-OLD")),
        "customer",
    ),
    _example(
        RuleCode.PRICE_CHANGED,
        _order(BOTTLE, 1),
        context(prices={BOTTLE: (price(BOTTLE, "9.99"),)}),
        "unit_price",
    ),
    _example(
        RuleCode.OFFER_NOT_VALID, _order(BOTTLE, 2, known=_TEN), context(), "discount_percent"
    ),
    _example(
        RuleCode.BELOW_MINIMUM,
        _order(BOTTLE, 1),
        context(products=with_product(BOTTLE, min_order_quantity=5)),
        "quantity",
    ),
    _example(
        RuleCode.NOT_A_PACK_MULTIPLE,
        _order(BOTTLE, 5),
        context(products=with_product(BOTTLE, pack_size=4)),
        "quantity",
    ),
    _example(
        RuleCode.NOT_ENOUGH_STOCK, _order(BOTTLE, 5), context(stock=stock(BOTTLE, 4)), "back_order"
    ),
    _example(
        RuleCode.CREDIT_LIMIT_EXCEEDED,
        _order(BOTTLE, 5),
        _customer(credit_limit=Decimal(1)),
        "accepted",
    ),
    _example(
        RuleCode.CUSTOMER_ON_HOLD,
        _order(BOTTLE, 5),
        _customer(status=CustomerStatus.ON_HOLD),
        "accepted",
    ),
    _example(
        RuleCode.CUSTOMER_CLOSED,
        _order(BOTTLE, 5),
        _customer(status=CustomerStatus.CLOSED),
        "",
    ),
    _example(
        RuleCode.CUSTOMER_CHECKED_OUT,
        _order(BOTTLE, 5),
        context(checked_out=_CHECK_OUT),
        "accepted",
    ),
    _example(RuleCode.NOT_IN_PARTITION, _order(BOTTLE, 5), context(in_partition=False), ""),
    _example(
        RuleCode.POSSIBLE_DUPLICATE_ORDER,
        _order(BOTTLE, 5),
        context(earlier_orders=(_TWIN, _OTHER_TWIN)),
        "accepted",
    ),
    _example(
        RuleCode.REFERENCE_DATA_TOO_OLD,
        _order(BOTTLE, 5),
        context(reference_as_of=NOW - timedelta(days=90)),
        "accepted",
    ),
    _example(
        RuleCode.ORDER_DATE_NOT_BELIEVED,
        order((BOTTLE, 5), order_date=_LAST_YEAR),
        context(
            received_on=TODAY,
            days=BelievedDays(first=TODAY - timedelta(days=2), last=TODAY),
        ),
        "order_date",
    ),
)
