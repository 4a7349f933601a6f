"""Documents in data sets: they leave the store with their set, and so do their contents."""

import pytest
from sqlalchemy import insert, update

from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.domain.data_sets import DataSetContent
from smartclient.headoffice.database.tables import tables_for
from tests.office_company import document_rows
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_data_sets import at_office, check, column, define, remove, required
from tests.sync.test_sync_repair import in_step

BIKE, LAMP = SKUS[0], SKUS[3]
T = tables_for("sqlite")
CONTENTS = {
    "of bikes": b"%PDF-1.7 bike",
    "of both": b"%PDF-1.7 both",
    "of lamps": b"%PDF-1.7 lamp",
    "all lamps": b"%PDF-1.7 every lamp",
}
ALL = {(BIKE, "of bikes"), (BIKE, "of both"), (LAMP, "of both"), (LAMP, "of lamps")}
OF_BIKES = {(BIKE, "of bikes"), (BIKE, "of both")}


@pytest.fixture(autouse=True)
def catalog(company: Company) -> None:
    """Two categories; documents of a product of each, of both, and of one category."""
    with at_office(company) as connection:
        for sku in SKUS:
            category = "Bikes" if sku in SKUS[:3] else "Lamps"
            named = T.products.c.sku == sku
            connection.execute(update(T.products).where(named), {"category": category})
        for title, content in CONTENTS.items():
            document, parts = document_rows("", title, content)
            owners = [sku for sku, owned in sorted(ALL) if owned == title]
            for sku in owners:
                connection.execute(insert(T.documents), {**document, "sku": sku})
            if not owners:
                connection.execute(insert(T.documents), {**document, "category": "Lamps"})
            connection.execute(insert(T.document_parts), parts)


def documents(*categories: str, kept: bool | None = True) -> DataSetContent:
    return DataSetContent(categories=categories, documents=kept)


def held(laptop: Laptop) -> set[tuple[str, str]]:
    listed = "SELECT coalesce(sku, '') || '|' || title FROM documents"
    return {
        (sku, title) for sku, _, title in (row.partition("|") for row in column(laptop, listed))
    }


def contents(laptop: Laptop) -> set[str]:
    found = set(column(laptop, "SELECT content FROM document_parts"))
    return {title for title, content in CONTENTS.items() if content in found}


@pytest.mark.parametrize(
    "content", [documents("bikes"), DataSetContent(categories=("bikes",))], ids=["named", "open"]
)
def test_what_leaves_a_set_leaves_the_store_with_its_content_and_comes_back(
    company: Company, laptop: Laptop, content: DataSetContent
) -> None:
    laptop.sync()
    assert held(laptop) == {*ALL, ("", "all lamps")}
    define(company, required(content))
    laptop.sync()
    assert held(laptop) == OF_BIKES
    assert contents(laptop) == {"of bikes", "of both"}
    assert check(laptop) == 0
    assert in_step(laptop)
    remove(company)
    laptop.sync()
    assert held(laptop) == {*ALL, ("", "all lamps")}
    assert contents(laptop) == set(CONTENTS)
    assert in_step(laptop)
    assert column(laptop, "SELECT count(*) FROM left_out") == [0]


def test_documents_alone_are_limited_where_products_are_kept(
    company: Company, laptop: Laptop
) -> None:
    define(
        company, required(documents("Bikes")), required(DataSetContent(categories=("Lamps",)), "L")
    )
    laptop.sync()
    assert len(column(laptop, "SELECT sku FROM products")) == len(SKUS)
    assert held(laptop) == OF_BIKES
    assert contents(laptop) == {"of bikes", "of both"}


def test_contents_that_are_not_taken_along_are_not_even_fetched(
    company: Company, laptop: Laptop
) -> None:
    define(company, required(documents(kept=False)))
    laptop.sync()
    laptop.sync()
    assert (held(laptop), contents(laptop)) == (set(), set())
    assert "feed document_parts" not in laptop.link.calls
    assert not laptop.use_cases.status.readiness().missing
    shown = laptop.use_cases.status.current()
    assert shown.cache[FeedKind.DOCUMENTS].as_of == shown.last_sync
    assert check(laptop) == 0
    define(company, required(documents()))
    laptop.sync()
    assert contents(laptop) == set(CONTENTS)
    assert check(laptop) == 0


def test_a_product_says_how_many_of_its_documents_are_not_taken_along(
    company: Company, laptop: Laptop
) -> None:
    catalog = laptop.use_cases.catalog
    laptop.sync()
    assert catalog.documents_left_out(LAMP) == 0
    define(company, required(DataSetContent(documents=False)))
    laptop.sync()
    assert catalog.documents(LAMP) == ()
    # of both, of lamps and that of the whole category
    assert (catalog.documents_left_out(LAMP), catalog.documents_left_out(BIKE)) == (3, 2)


def test_documents_come_last_when_their_set_is_entered(company: Company, laptop: Laptop) -> None:
    define(company, required(documents("Bikes")))
    laptop.sync()
    define(company, required(documents("Bikes", "Lamps")))
    seen: list[FeedKind] = []

    def note(page: FeedPage) -> FeedPage:
        if page.rows:
            seen.append(page.kind)
        return page

    laptop.link.pages = note
    laptop.sync()
    assert seen[-2:] == [FeedKind.DOCUMENTS, FeedKind.DOCUMENT_PARTS]
    assert contents(laptop) == set(CONTENTS)


def test_the_size_of_a_set_counts_each_content_once(company: Company, laptop: Laptop) -> None:
    define(
        company,
        required(documents("Lamps"), "Lamps"),
        required(documents(), "Whole"),
        required(documents("Bikes", kept=None), "Without"),
    )
    laptop.sync()
    sizes = {one.name: one.size.content_bytes for one in laptop.use_cases.take_along.all()}
    length = {title: len(content) for title, content in CONTENTS.items()}
    assert sizes == {
        "Lamps": length["of both"] + length["of lamps"] + length["all lamps"],
        "Whole": sum(length.values()),
        "Without": 0,
    }
