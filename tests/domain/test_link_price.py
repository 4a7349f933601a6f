"""What a link costs, by what the system, the rep and the company say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from smartclient.domain.link_price import (
    HIGHEST_PRICE,
    CostlyMark,
    LinkPrices,
    Tariff,
    Transport,
    price_of,
)

figures = some.integers(0, HIGHEST_PRICE)
prices = some.builds(
    LinkPrices,
    tariffs=some.fixed_dictionaries(dict.fromkeys(Tariff, figures)),
    transports=some.dictionaries(some.sampled_from(Transport), figures),
)
transports = some.sampled_from(Transport)
marks = some.sampled_from(CostlyMark)


@pytest.mark.parametrize(
    ("transport", "metered", "mark", "price"),
    [
        (Transport.WIFI, False, CostlyMark.AUTO, 0),
        (Transport.WIFI, True, CostlyMark.AUTO, 3),
        (Transport.WIFI, True, CostlyMark.OFF, 0),
        (Transport.WIFI, False, CostlyMark.ON, 6),
        (Transport.CELLULAR, False, CostlyMark.AUTO, 3),
        (Transport.CELLULAR, False, CostlyMark.OFF, 0),
        (Transport.UNKNOWN, True, CostlyMark.ON, 6),
    ],
)
def test_a_link_is_free_metered_or_costly_as_delivered(
    transport: Transport, *, metered: bool, mark: CostlyMark, price: int
) -> None:
    assert price_of(transport, metered=metered, mark=mark, prices=LinkPrices()) == price


@given(
    transport=transports,
    metered=some.booleans(),
    mark=some.sampled_from([CostlyMark.OFF, CostlyMark.AUTO]),
    price=figures,
)
def test_the_companys_price_of_a_transport_holds_whatever_the_system_says(
    transport: Transport, *, metered: bool, mark: CostlyMark, price: int
) -> None:
    set_by_company = LinkPrices(transports={transport: price})
    assert price_of(transport, metered=metered, mark=mark, prices=set_by_company) == price


@given(transport=transports, metered=some.booleans(), mark=marks, prices=prices)
def test_the_reps_mark_makes_no_link_cheaper(
    transport: Transport, *, metered: bool, mark: CostlyMark, prices: LinkPrices
) -> None:
    marked = price_of(transport, metered=metered, mark=CostlyMark.ON, prices=prices)
    assert marked >= price_of(transport, metered=metered, mark=CostlyMark.AUTO, prices=prices)
    assert 0 <= price_of(transport, metered=metered, mark=mark, prices=prices) <= HIGHEST_PRICE
