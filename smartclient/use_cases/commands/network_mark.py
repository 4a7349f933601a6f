"""Marking the present network as expensive, or as not; it is remembered by the network's name."""

from typing import Final

from smartclient.domain.clock import Clock
from smartclient.domain.link_price import CostlyMark, NetworkMark
from smartclient.read_models.connection import NetworkHint
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.commands.connection import note_link_states

_MOST: Final = 200
"""How many networks are remembered; the one that was marked first is forgotten first."""


def mark_network(mark: CostlyMark, *, work: UnitOfWork, clock: Clock) -> None:
    """Remember what the rep says of the present network; ``auto`` forgets it."""
    with work:
        network = (work.meta.network or NetworkHint()).name
        others = tuple(each for each in work.meta.network_marks if each.network != network)
        own = () if mark is CostlyMark.AUTO else (NetworkMark(network=network, mark=mark),)
        work.meta.network_marks = (*others, *own)[-_MOST:]
        note_link_states(work, clock.now(), switched=True)
        work.commit()
