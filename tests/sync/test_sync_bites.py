"""A link that is cut again and again: what crosses at once shrinks until it gets through."""

from collections.abc import Sequence

from smartclient.contract.messages import Request
from smartclient.domain.errors import OutOfReachError
from smartclient.read_models.sync_progress import LinkState
from tests.sync.sync_world import Company, Laptop

BEARS = 12
"""How many requests the link bears at once."""

PLACED = 40


def test_a_link_that_bears_little_is_offered_less_until_it_gets_through(
    company: Company, laptop: Laptop
) -> None:
    offered: list[int] = []

    def cut(batch: Sequence[Request]) -> None:
        offered.append(len(batch))
        if len(batch) > BEARS:
            raise OutOfReachError("The link broke.")

    laptop.sync()
    laptop.link.refuse = cut
    for _ in range(PLACED):
        laptop.order()
    cuts = 0
    while laptop.sync().link is not LinkState.ONLINE:
        cuts += 1
        assert cuts < 10
    assert offered[0] == PLACED
    assert max(offered[cuts:]) <= BEARS
    assert company.orders() == PLACED
    again = offered.copy()
    for _ in range(BEARS):
        laptop.order()
    assert laptop.sync().sent == BEARS
    assert offered[len(again) :] == [BEARS]
