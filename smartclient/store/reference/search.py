"""Full-text search: the indexes over products and customers, and escaped search terms.

What they hold and what is looked for have one form (``smartclient.domain.text.searching``), which
the store's connections know as ``search_text``.

The indexes hold no text of their own (contentless): an entry is removed by its row's id alone,
so an index can't be damaged by a row's former content. They are written in bulk, a page at a
time, in the transaction that brings the rows.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from smartclient.domain.text.searching import words_of

PRODUCTS_INDEX = "products_search"
CUSTOMERS_INDEX = "customers_search"


def _searched(text: str) -> str:
    """SQL: ``search_text`` of a text, called for what is more than ASCII alone.

    Most is ASCII, which it leaves as it is; and each call of Python waits for the other threads.
    """
    return (
        f"CASE WHEN length({text}) = length(CAST({text} AS BLOB)) THEN {text} "
        f"ELSE search_text({text}) END"
    )


_CATEGORIES = "category || ' ' || subcategory"
_ADD_PRODUCTS = (
    "INSERT INTO products_search(rowid, sku, name, category) "
    f"SELECT id, {_searched('sku')}, {_searched('name')}, "
    f"{_searched(_CATEGORIES)} FROM products "
)
_ADD_CUSTOMERS = (
    "INSERT INTO customers_search(rowid, number, name, contact, phone, email, city) "
    "SELECT id, "
    "search_text(number || ' ' || ltrim(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), '0')), "
    "search_text(name), search_text(contact), search_text(phone), search_text(email), search_text("
    "(SELECT group_concat(a.city, ' ') FROM addresses a WHERE a.customer = customers.number)) "
    "FROM customers "
)
_AMONG = "IN (SELECT value FROM json_each(?))"

_MERGING = {"automerge": 4, "crisismerge": 16, "hashsize": 1_048_576}
"""FTS5's own: the segments of an index are merged by and by with each write."""

_NO_MERGING = {"automerge": 0, "crisismerge": 1_000, "hashsize": 8_388_608}


def normalize_spoken_number(number: str) -> str:
    """A customer number as people say it: without the leading letters and zeros.

    The index over customers holds it too, so that “582” finds AW00000582.
    """
    return number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").lstrip("0")


def without_unstorable(text: str) -> str:
    """A search text without what can't be stored, and so found: NUL, lone surrogates."""
    return text.replace("\x00", " ").encode(errors="ignore").decode().strip()


def match_expression(text: str) -> str | None:
    """The FTS5 expression for a search text; None when it holds no word at all.

    Every word must be there, and each matches by its start. Words are quoted, so no character
    of them means anything to FTS5.
    """
    phrases = [" ".join(words) for word in text.split() if (words := words_of(word))]
    return " ".join(f'"{phrase}"*' for phrase in phrases) or None


def has_word(text: str) -> bool:
    """Whether ``text`` holds a character that the index keeps: a letter or a digit."""
    return bool(words_of(text))


def matching_ids(
    connection: Connection, index: str, expression: str, *, limit: int | None, offset: int = 0
) -> Sequence[int]:
    """The ids of the rows that match, lowest first.

    FTS5 can order by relevance too, but then it looks at every match: a hundred milliseconds for
    the single letter that a rep begins with.
    """
    return (
        connection.exec_driver_sql(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ? OFFSET ?",
            (expression, -1 if limit is None else limit, offset),
        )
        .scalars()
        .all()
    )


def ids_json(ids: Sequence[object]) -> str:
    """Keys as JSON for ``json_each``: any number of them in one parameter."""
    return msgspec.json.encode(ids).decode()


def index_products(connection: Connection, ids: Sequence[int]) -> None:
    """Reindex products, by their ids."""
    keys = ids_json(ids)
    remove_entries(connection, PRODUCTS_INDEX, ids)
    connection.exec_driver_sql(f"{_ADD_PRODUCTS} WHERE id {_AMONG}", (keys,))


def index_products_between(connection: Connection, after: int, last: int) -> None:
    """Put the products with after < id <= last into the index; it must hold none of them."""
    connection.exec_driver_sql(f"{_ADD_PRODUCTS} WHERE id > ? AND id <= ?", (after, last))


def set_merging(connection: Connection, index: str, *, on: bool) -> None:
    """Have each write merge some of an index, or leave that to later writes.

    A first load writes all of an index: to merge it meanwhile would take a tenth of the time. An
    index of many segments is searched nearly as fast.
    """
    for option, value in (_MERGING if on else _NO_MERGING).items():
        connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rank) VALUES (?, ?)", (option, value)
        )


def index_customers(connection: Connection, numbers: Sequence[str]) -> None:
    """Reindex customers, by their numbers."""
    keys = (ids_json(numbers),)
    connection.exec_driver_sql(
        "DELETE FROM customers_search WHERE rowid IN "
        f"(SELECT id FROM customers WHERE number {_AMONG})",
        keys,
    )
    connection.exec_driver_sql(f"{_ADD_CUSTOMERS} WHERE number {_AMONG}", keys)


def remove_entries(connection: Connection, index: str, ids: Sequence[int]) -> None:
    """Remove rows from an index, whether or not they are in it."""
    connection.exec_driver_sql(
        f"DELETE FROM {index} WHERE rowid {_AMONG}",
        (ids_json(ids),),
    )


def clear_between(connection: Connection, index: str, after: int, last: int) -> None:
    """Remove every row with after < id <= last from an index."""
    bounds = (after, last)
    held = f"SELECT EXISTS (SELECT 1 FROM {index}_docsize WHERE id > ? AND id <= ?)"
    if connection.exec_driver_sql(held, bounds).scalar_one():
        gone = f"DELETE FROM {index} WHERE rowid > ? AND rowid <= ?"
        connection.exec_driver_sql(gone, bounds)
