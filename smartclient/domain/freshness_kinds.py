"""The kinds of data that a device holds, and how old each may be as delivered."""

from collections.abc import Mapping

from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import FreshnessPolicy, parse_freshness

_SOLD_FROM = "1d mark, 7d warn, 90d refuse"
"""A sync a day is what a rep's work needs. An order from data that head office finds too old is
evaluated again there, so it is taken all the same, until the prices are those of another quarter.
"""

_LOOKED_UP = "1d mark, 7d warn"
"""What informs a rep, and is checked again by head office with whatever is made of it."""

_AS_DELIVERED: Mapping[str, str] = {
    "customers": _LOOKED_UP,
    "addresses": "7d mark, 30d warn",
    "products": _SOLD_FROM,
    "prices": _SOLD_FROM,
    "offers": _SOLD_FROM,
    "offer_products": _SOLD_FROM,
    "stock": "4h mark, 2d warn",
    "tax_rates": _SOLD_FROM,
    "ship_methods": "7d mark, 30d warn",
    "orders": _LOOKED_UP,
    "open_work": _LOOKED_UP,
    "cases": _LOOKED_UP,
    "reps": "1d mark",
    "laptops": "1d mark",
    "stopped": "1d mark",
    "policy_history": "1d mark",
    "enrolled_devices": "1d mark",
    "pinned_customers": _LOOKED_UP,
    "policies": "off",
    "take_along": "off",
    "photos": "off",
    "documents": "off",
}

DEFAULT_FRESHNESS: Mapping[str, FreshnessPolicy] = {
    kind: parse_freshness(written) for kind, written in _AS_DELIVERED.items()
}
"""How old the data of each kind may be, as delivered, by the kinds' keys in ``status``."""


AGES_BY: Mapping[str, str] = {"document_parts": "documents"}
"""Kinds that have no policy of their own, with the kind that they are shown as and age by."""


GO_WITH: Mapping[str, str] = {
    "addresses": "customers",
    "offer_products": "offers",
    "photos": "products",
    "document_parts": "documents",
}
"""Kinds that leave a device with those that they belong to, by these."""

ALWAYS_KEPT = frozenset({"policies", "take_along", "open_work", "cases", "stopped"})
"""Kinds that stay on a device whatever their age: what says so itself, and undecided work."""


def parse_kept_freshness(text: str) -> FreshnessPolicy:
    """The policy that ``text`` writes for a kind that is always kept; RefusedError for *remove*."""
    policy = parse_freshness(text)
    if policy != policy.without_removal():
        raise RefusedError(
            "This data always stays on the devices, so it can't be removed for its age. Write "
            "mark, warn or refuse instead of remove."
        )
    return policy


def default_freshness() -> dict[str, FreshnessPolicy]:
    """How old the data of each kind may be, as delivered."""
    return dict(DEFAULT_FRESHNESS)
