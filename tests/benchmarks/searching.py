"""Search as you type in a large store, against the bare full-text query."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from smartclient.domain.ids import CustomerNumber
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.use_cases import UseCases
from tests.benchmarks.company import customer_of
from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.workplace import CLOCK, bare_cipher

TYPED = ("l", "li", "lig", "light", "light p", "light pum", "sku-00123", "copper filter 77")
ROWS = 50
ROUNDS = 15


def measure(folder: Path, store: Store) -> list[Figure]:
    """Type a few words, letter by letter, into the catalog and the customers."""
    use_cases = UseCases(store, CLOCK)
    bare = bare_cipher(folder / "store.db")
    customer = CustomerNumber(customer_of(7))
    figures = [
        _typed(
            "search the catalog, first 50 rows",
            lambda text: use_cases.catalog.search(text, limit=ROWS),
            lambda text: _bare_query(bare, "products", text),
        ),
        _typed(
            "search the catalog, priced for a customer",
            lambda text: use_cases.catalog.search(text, customer=customer, limit=ROWS),
            lambda text: _bare_query(bare, "products", text),
        ),
    ]
    bare.close()
    return figures


def _typed(what: str, ours: Callable[[str], object], floor: Callable[[str], object]) -> Figure:
    """Return the figure of typing all of TYPED once, each step answered."""

    def all_of(search: Callable[[str], object]) -> Callable[[], None]:
        def typed() -> None:
            for text in TYPED:
                search(text)

        return typed

    return at_most(what, *in_turn(all_of(ours), all_of(floor), ROUNDS), bound=3)


def _bare_query(connection: Any, table: str, text: str) -> list[Any]:  # noqa: ANN401
    words = " ".join(f'"{word}"*' for word in text.split())
    return connection.execute(  # type: ignore[no-any-return]
        f"SELECT t.* FROM {table}_search s JOIN {table} t ON t.id = s.rowid"
        f" WHERE {table}_search MATCH ? ORDER BY rank LIMIT {ROWS}",
        (words,),
    ).fetchall()
