"""Terms: the prices of a product for a customer on a day, by quantity, and the next price."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.catalog import STANDARD_PRICE_LIST, Price, Product
from smartclient.domain.sales.pricing import HUNDRED, best_offer, offer_open, price_of
from smartclient.domain.text.canonical import same_name
from smartclient.read_models.overview import OfferTerms, ProductSheet


def offer_terms(sku: Sku, price: Decimal, on: date, context: RuleContext) -> tuple[OfferTerms, ...]:
    """The discount by quantity: the best offer of each range of quantities, ascending."""
    open_offers = [offer for offer in context.offers.get(sku, ()) if offer_open(offer, on)]
    begins = {max(1, offer.min_quantity) for offer in open_offers}
    begins |= {o.max_quantity + 1 for o in open_offers if o.max_quantity is not None}
    stretches = sorted(begins)
    terms: list[OfferTerms] = []
    for begin, following in zip_longest(stretches, stretches[1:]):
        offer = best_offer(sku, begin, on, context)
        if offer is None:
            continue
        end = None if following is None else following - 1
        last = terms[-1] if terms else None
        if last is not None and last.code == offer.code and last.to_quantity == begin - 1:
            terms[-1] = replace(last, to_quantity=end)
            continue
        terms.append(
            OfferTerms(
                code=offer.code,
                description=offer.description,
                percent=offer.discount_percent,
                from_quantity=begin,
                to_quantity=end,
                price=price * (HUNDRED - offer.discount_percent) / HUNDRED,
                until=offer.valid_to,
            )
        )
    return tuple(terms)


def product_sheet(
    product: Product, price_list: str, on: date, context: RuleContext, stock_as_of: datetime | None
) -> ProductSheet:
    """``product`` with the terms of ``price_list``."""
    sku = product.sku
    price = price_of(sku, price_list, on, context)
    standard = price_of(sku, STANDARD_PRICE_LIST, on, context)
    shown = product.list_price if price is None else price
    coming = _next_price(context.prices.get(sku, ()), price_list, on)
    stock = context.stock.get(sku)
    replaced_by = product.replaced_by
    return ProductSheet(
        product=product,
        on=on,
        price=shown,
        standard_price=product.list_price if standard is None else standard,
        own_price=price_list != STANDARD_PRICE_LIST and _has_price(context, sku, price_list, on),
        next_price=None if coming is None else coming.amount,
        next_from=None if coming is None else coming.valid_from,
        offers=offer_terms(sku, shown, on, context),
        stock=None if stock is None else stock.on_hand,
        stock_as_of=None if stock is None else stock_as_of,
        replacement=None if replaced_by is None else context.products.get(replaced_by),
        former_sku=product.former_sku,
    )


def _has_price(context: RuleContext, sku: Sku, price_list: str, on: date) -> bool:
    return any(
        same_name(price.price_list, price_list)
        and price.valid_from <= on
        and (price.valid_to is None or on <= price.valid_to)
        for price in context.prices.get(sku, ())
    )


def _next_price(prices: Iterable[Price], price_list: str, on: date) -> Price | None:
    """The price that begins next: on the customer's own list, else on everyone's."""
    coming = [price for price in prices if price.valid_from > on]
    own = [price for price in coming if same_name(price.price_list, price_list)]
    standard = [price for price in coming if price.price_list == STANDARD_PRICE_LIST]
    return min(own or standard, key=lambda price: price.valid_from, default=None)
