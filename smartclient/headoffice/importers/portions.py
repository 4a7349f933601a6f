"""Portions: the changes of an import in the order in which they are switched, a few at a time.

What a reader must see whole is one unit: a product with its prices, its offers and its stock, a
customer with its addresses, an order with its lines. A portion holds whole units.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from smartclient.domain.sales.orders import Fulfilment, PlacedOrder
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.importers.values import Value

ROWS_AT_ONCE: Final = 1_000
"""How many rows one transaction writes: a server locks a whole table from some 5,000 on, counting
those of its indexes."""

_AT_ONCE: Final[Mapping[str, int]] = {"photos": 20, "document_parts": 40}
"""How many rows with content one transaction writes: they are large."""

CURRENCY: Final = "currency"
PRODUCT: Final = "product"
CUSTOMER: Final = "customer"

_UNITS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "territories": ("territory", ("name",)),
    "reps": ("rep", ("login",)),
    "tax_rates": ("tax rate", ("country", "state", "applies_to")),
    "ship_methods": ("ship method", ("name",)),
    "photos": ("photo", ("name",)),
    "offers": ("offer", ("code",)),
    "products": (PRODUCT, ("sku",)),
    "prices": (PRODUCT, ("sku",)),
    "offer_products": (PRODUCT, ("sku",)),
    "stock": (PRODUCT, ("sku",)),
    "customers": (CUSTOMER, ("number",)),
    "addresses": (CUSTOMER, ("customer",)),
    "documents": ("document", ("sku", "category", "title", "hash")),
    "document_parts": ("part of a document", ("hash", "part")),
}
"""The kind of unit that a row of a table belongs to, and the fields that name the unit.

A document with other content is another unit: an import is continued with what it staged.
"""

_KINDS: Final = (CURRENCY, *dict.fromkeys(kind for kind, _ in _UNITS.values()), "order")
"""The kinds of units in the order in which they are switched: what is named comes first."""

_SUCCESSORS: Final = {"products": (PRODUCT, "replaced_by"), "customers": (CUSTOMER, "merged_into")}
"""The field in which a row names another unit of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row to add (without an id), to change, or to remove (``values`` are what it was).

    ``seen`` are the values that a change was planned from, None where nobody else writes the row.
    """

    unit: str
    table: str
    row_id: int | None = None
    values: Mapping[str, Any]
    seen: Mapping[str, Any] | None = None
    is_removed: bool = False

    @property
    def rows(self) -> int:
        """How many rows of a portion it counts as."""
        with_content = 0 if self.is_removed else _AT_ONCE.get(self.table, 0)
        return ROWS_AT_ONCE // with_content if with_content else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """An order to add, and the login of its rep."""

    unit: str
    placed: PlacedOrder
    rep: str

    @property
    def rows(self) -> int:
        """How many rows of a portion it counts as."""
        return 1 + len(self.placed.order.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAdvance:
    """A stored order whose fulfilment advanced."""

    unit: str
    number: str
    fulfilment: Fulfilment
    on: date | None

    @property
    def rows(self) -> int:
        """How many rows of a portion it counts as: the customer's balance is one, too."""
        return 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCurrency:
    """The company's currency to set."""

    currency: str
    unit: str = CURRENCY
    rows: int = 1


Change = RowChange | NewOrder | OrderAdvance | NewCurrency
Portion = Sequence[Change]


def unit_of(table: str, values: Mapping[str, Any]) -> str:
    """The name of the unit that a row with these values belongs to."""
    kind, fields = _UNITS[table]
    return unit_named(kind, *(values[field] for field in fields))


def unit_named(kind: str, *names: Value) -> str:
    """The name of a unit: its kind, and its names in the form in which they are compared."""
    return f"{kind}:{'|'.join(name_key(str(name)) for name in names)}"


def portions_of(changes: Iterable[Change], *, rows: int = ROWS_AT_ONCE) -> Iterator[Portion]:
    """Yield the changes in portions of at most ``rows`` rows, larger ones for larger units."""
    portion: list[Change] = []
    size = 0
    for group in _groups(changes):
        extent = sum(change.rows for change in group)
        if portion and size + extent > rows:
            yield portion
            portion, size = [], 0
        portion += group
        size += extent
    if portion:
        yield portion


def _groups(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield what is switched at once, in order."""
    by_unit: dict[str, list[Change]] = {}
    for change in changes:
        by_unit.setdefault(change.unit, []).append(change)
    named = _successors(by_unit)
    leaders = _leaders(by_unit, named)
    depths = _depths(named)
    groups: dict[str, list[str]] = {}
    for unit in by_unit:
        groups.setdefault(leaders.get(unit, unit), []).append(unit)
    for first in sorted(groups, key=lambda unit: (_rank(unit), depths.get(unit, 0))):
        yield [change for unit in groups[first] for change in by_unit[unit]]


def _rank(unit: str) -> int:
    return _KINDS.index(unit.partition(":")[0])


def _successors(by_unit: Mapping[str, Sequence[Change]]) -> dict[str, str]:
    """The unit that each one names as what takes its place, where that changes, too."""
    named: dict[str, str] = {}
    for unit, changes in by_unit.items():
        for change in changes:
            if isinstance(change, RowChange) and change.table in _SUCCESSORS:
                kind, field = _SUCCESSORS[change.table]
                successor = unit_named(kind, change.values.get(field) or "")
                if successor in by_unit:
                    named[unit] = successor
    return named


def _leaders(
    by_unit: Mapping[str, Sequence[Change]], named: Mapping[str, str]
) -> Mapping[str, str]:
    """The first unit of the group of each one that is switched with others.

    A product that leaves an offer is switched with it where the offer changes, too: otherwise it
    would be sold by terms that were never meant for it. What replaces it is, too.
    """
    parents: dict[str, str] = {}

    def root(unit: str) -> str:
        while unit in parents:
            unit = parents[unit]
        return unit

    for unit, changes in by_unit.items():
        for change in changes:
            if not isinstance(change, RowChange) or not change.is_removed:
                continue
            offer = unit_named("offer", change.values.get("offer_code", ""))
            if offer in by_unit:
                for member in _chain(unit, named):
                    _join(parents, root(offer), root(member))
    return {unit: root(unit) for unit in parents}


def _join(parents: dict[str, str], one: str, other: str) -> None:
    if one != other:
        first, second = sorted((one, other), key=_rank)
        parents[second] = first


def _chain(unit: str, named: Mapping[str, str]) -> Sequence[str]:
    """A unit, what takes its place, what takes that one's, and so on."""
    chain = {unit: None}
    while (unit := named.get(unit, "")) and unit not in chain:
        chain[unit] = None
    return tuple(chain)


def _depths(named: Mapping[str, str]) -> Mapping[str, int]:
    """How many units each waits for that take its place: those are there before it names them."""
    depths: dict[str, int] = {}
    for unit in named:
        chain: dict[str, None] = {}
        following = unit
        while following in named and following not in depths and following not in chain:
            chain[following] = None
            following = named[following]
        depth = depths.get(following, 0)
        for member in reversed(chain):
            depth += 1
            depths[member] = depth
    return depths
