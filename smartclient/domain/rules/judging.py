"""Judging: all rules over one order, as head office does and as the laptop foresees it."""

from dataclasses import dataclass

from smartclient.domain.facts import Facts
from smartclient.domain.orders import Order
from smartclient.domain.problems import Change, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules say of an order.

    ``order`` is the order as head office would take it: numbers mapped, prices taken within the
    tolerance, sums made. ``problems`` are those head office does not settle itself, ``report``
    what it changed.
    """

    order: Order
    problems: tuple[Problem, ...] = ()
    report: tuple[Change, ...] = ()


def judge(order: Order, facts: Facts) -> Judgement:
    """Return what the rules say of ``order``."""
    raise NotImplementedError
