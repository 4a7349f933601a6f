"""Rules about what the customer was quoted: the price, and the offer."""

from datetime import date

from smartclient.domain.limits import is_quantity
from smartclient.domain.money import ZERO, exact_text
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import line_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.catalog import Offer
from smartclient.domain.sales.order_diff import percent_text
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import (
    HUNDRED,
    best_offer,
    offer_applies,
    offer_open,
    price_day,
    price_list_of,
    price_of,
)
from smartclient.domain.text.canonical import same_name

ACCEPT_PRICE = Action(ActionKind.ACCEPT_PRICE)
ACCEPT_WITHOUT_OFFER = Action(ActionKind.ACCEPT_WITHOUT_OFFER)


def price_changed(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that the price on the line's day is not the one quoted.

    Head office resolves it where it fell, or rose within the tolerance.
    """
    quoted = line.unit_price
    if quoted is None:
        return None
    day = price_day(line, order, context)
    now = price_of(line.sku, price_list_of(context.customer), day, context)
    if now is None or now == quoted:
        return None
    within = now <= quoted * (HUNDRED + context.policies.price_tolerance_percent) / HUNDRED
    price_now = exact_text(now, context.currency)
    return line_problem(
        RuleCode.PRICE_CHANGED,
        line,
        context,
        before=exact_text(quoted, context.currency),
        after=price_now,
        actions=(ACCEPT_PRICE,),
        settled_by=ResolvedBy.HEAD_OFFICE if within else None,
        arguments={"now": price_now},
    )


def offer_not_valid(line: OrderLine, order: Order, context: RuleContext) -> Problem | None:
    """Find that the discount quoted is not what the offers give on the line's day.

    Head office resolves it where the customer gets more than was quoted.
    """
    if line.unit_price is None:
        return None
    day = price_day(line, order, context)
    best = best_offer(line.sku, line.quantity, day, context)
    now = ZERO if best is None else best.discount_percent
    named = _offer_named(line, context)
    if now == line.discount_percent and (
        now == 0 or (named is not None and _gives(named, line, day))
    ):
        return None
    bracket = _bracket_missed(named, line, day) if now < line.discount_percent else ""
    change = (Action(ActionKind.CHANGE_QUANTITY, bracket),) if bracket else ()
    return line_problem(
        RuleCode.OFFER_NOT_VALID,
        line,
        context,
        before=percent_text(line.discount_percent),
        after=percent_text(now),
        actions=(ACCEPT_WITHOUT_OFFER, *change),
        settled_by=ResolvedBy.HEAD_OFFICE if now >= line.discount_percent else None,
        arguments={
            "offer": line.offer,
            "offer_text": "" if named is None else named.description,
            "now_offer": "" if best is None else best.code,
            "bracket": bracket,
        },
    )


def _offer_named(line: OrderLine, context: RuleContext) -> Offer | None:
    offers = context.offers.get(line.sku, ())
    return next((offer for offer in offers if same_name(offer.code, line.offer)), None)


def _gives(offer: Offer, line: OrderLine, day: date) -> bool:
    """Whether the offer gives the discount that was quoted."""
    same: bool = offer.discount_percent == line.discount_percent
    return same and offer_applies(offer, line.quantity, day)


def _bracket_missed(offer: Offer | None, line: OrderLine, day: date) -> str:
    """The nearest quantity at which the quoted offer would hold, "" when nothing helps."""
    if (
        offer is None
        or offer.discount_percent < line.discount_percent
        or not offer_open(offer, day)
    ):
        return ""
    least, most = offer.min_quantity, offer.max_quantity
    if line.quantity < least:
        return str(least) if is_quantity(least) else ""
    return str(most) if most is not None and line.quantity > most else ""
