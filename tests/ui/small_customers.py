"""A small desk's customers and catalog."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber, Login, Sku
from smartclient.domain.sales.catalog import Product, ShipMethod
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.read_models.check_outs import CheckedOut
from smartclient.read_models.overview import (
    Credit,
    CustomerOverview,
    ProductSheet,
)
from smartclient.read_models.records import (
    CatalogEntry,
    CustomerRecord,
    CustomerSummary,
)
from tests.ui.small_values import PRICES

if TYPE_CHECKING:
    from tests.ui.small_use_cases import SmallUseCases


class SmallCustomers:
    """One customer."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def check_out_of(self, number: CustomerNumber) -> CheckedOut | None:
        del number
        return None

    def overview(self, number: CustomerNumber) -> CustomerOverview:
        credit = Credit(
            limit=Decimal(1000), balance=Decimal(100), confirmed=Decimal(50), tentative=Decimal(25)
        )
        return CustomerOverview(record=self.get(number), credit=credit, events=())

    def search(
        self, text: str = "", *, limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        row = CustomerSummary(
            number=CustomerNumber("C-1"),
            name="Central Bicycle Specialists",
            contact="",
            phone="555-0100",
            email="",
            city="Phoenix",
            status="active",
            credit_limit=None,
            credit_used=Decimal(0),
            tentative=False,
        )
        return (row,) if row.name.lower().startswith(text.lower()) and not offset else ()

    def get(self, number: CustomerNumber) -> CustomerRecord:
        customer = Customer(number=number, name="Central Bicycle Specialists", rep=Login("linda"))
        return CustomerRecord(
            customer=customer, confirmed=customer, task=None, task_id=None, credit_used=Decimal(0)
        )


class SmallCatalog:
    """A few products at fixed prices."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def product(self, sku: Sku, customer: CustomerNumber | None = None) -> ProductSheet:
        return ProductSheet(
            product=Product(sku=sku, name=sku.title()),
            on=date(2026, 11, 21),
            price=PRICES[sku],
            standard_price=PRICES[sku],
            own_price=False,
            next_price=None,
            next_from=None,
            offers=(),
            stock=None,
            stock_as_of=None,
            replacement=None,
            former_sku=None,
        )

    def photo(self, name: str) -> bytes | None:
        return None

    def documents(self, sku: Sku) -> tuple[ProductDocument, ...]:
        return ()

    def documents_left_out(self, sku: Sku) -> int:
        return 0

    def currency(self) -> str:
        return self._all.currency

    def search(
        self,
        text: str = "",
        *,
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        return tuple(
            CatalogEntry(
                sku=Sku(sku),
                name=sku.title(),
                category="",
                price=price,
                offer="",
                offer_text="",
                stock=self._all.stock.get(sku),
                stock_as_of=None,
                on_sale=sku not in self._all.discontinued,
                replaced_by=None,
                sell_from=None,
                discontinued=sku in self._all.discontinued,
                image="",
            )
            for sku, price in self._all.prices.items()
            if sku.startswith(text.upper()) and not offset
        )

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        return ()

    def why_not_found(self, text: str) -> RefusedError | None:
        return self._all.left_out.get(text.upper())

    def product_by_code(self, code: str) -> Product:
        sku = self._all.eans.get(code, code.upper())
        if sku not in self._all.prices:
            raise NotFoundError("There is no product {sku}. Look in the catalog.", sku=sku)
        return Product(sku=Sku(sku), name=sku.title())
