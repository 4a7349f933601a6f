"""The page of the catalog."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.records import CatalogEntry
from smartclient.ui import formats
from smartclient.ui.models.catalog import availability, catalog_model, stock
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.tokens import SPACE_GROUP
from smartclient.ui.widgets.finder import FinderField
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.matches import customer_matches
from smartclient.ui.widgets.parts import card, heading, label, row
from smartclient.ui.widgets.photo import Photo
from smartclient.ui.widgets.search import SearchField
from smartclient.ui.workbench import Workbench

_PANEL_WIDTH = 280
_PHOTO = QSize(240, 160)


class CatalogPage(Page):
    """What is sold, with its price for a customer where one is chosen."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageCatalog", translate("CatalogPage", "Catalog"))
        self._search = SearchField(
            bench.theme, "searchCatalog", self.tr("Name, product number or category")
        )
        self._customer = FinderField(
            bench, "catalogCustomer", self.tr("Prices for which customer?"), customer_matches(bench)
        )
        self._list = Listing[CatalogEntry](
            bench,
            catalog_model(bench.clock),
            self._fetch(None),
            Names(
                table="tableCatalog",
                spoken=self.tr("Products"),
                empty=self.tr("No products here yet. Sync to get the catalog from head office."),
                nothing_found=self.tr("No product is found. Try the start of a word or a number."),
            ),
        )
        self._customer.setFixedWidth(_PANEL_WIDTH)
        self._photo = Photo(bench, "photoProduct", _PHOTO)
        self._name = heading("")
        self._name.setWordWrap(True)
        self._facts = label(name="productFacts", wraps=True)
        self._panel = self._product_panel()
        self.put_header(self._customer, self._search)
        self.inside.addLayout(row(self._list, self._panel, spacing=SPACE_GROUP), 1)
        self._search.textChanged.connect(self._list.search)
        self._customer.picked.connect(self._use_customer)
        self._customer.cleared.connect(lambda: self._list.use(self._fetch(None)))
        self._list.table.picked.connect(self._show_product)

    def refresh(self) -> None:
        """Look up the products again."""
        self._list.refresh()

    def _fetch(self, customer: CustomerNumber | None) -> Fetch[CatalogEntry]:
        desk = self.bench.desk
        return lambda text, limit, offset: desk.catalog(
            text, customer=customer, limit=limit, offset=offset
        )

    def _use_customer(self, number: CustomerNumber) -> None:
        self._list.use(self._fetch(number))

    def _product_panel(self) -> QFrame:
        panel = card(self._photo, self._name, self._facts, stretches=True)
        panel.setFixedWidth(_PANEL_WIDTH)
        panel.hide()
        return panel

    def _show_product(self) -> None:
        entry = self._list.current
        self._panel.setVisible(entry is not None)
        if entry is None:
            return
        self._photo.show_photo(entry.image, entry.name)
        self._name.setText(entry.name)
        self._facts.setText("\n\n".join(fact for fact in self._told(entry) if fact))

    def _told(self, entry: CatalogEntry) -> tuple[str, ...]:
        price = f"{formats.money(entry.price)} {self.bench.currency}"
        counted = entry.stock is not None
        return (
            f"{entry.sku}  ·  {entry.category}" if entry.category else entry.sku,
            price,
            entry.offer_text,
            self.tr("{stock} in stock, {age}").format(
                stock=stock(entry), age=formats.age(entry.stock_as_of, self.bench.clock.now())
            )
            if counted
            else self.tr("Stock is not counted."),
            availability(entry),
        )
