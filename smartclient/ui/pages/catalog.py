"""The page of the catalog."""

from __future__ import annotations

from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import Customer
from smartclient.read_models.data_ages import CATALOG_KINDS, PHOTO_KINDS
from smartclient.read_models.overview import ProductSheet
from smartclient.read_models.records import CatalogEntry
from smartclient.ui.app_context import AppContext
from smartclient.ui.delegates.products import PRODUCT_ROW_HEIGHT, THUMBNAIL, ProductDelegate
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.models.catalog import catalog_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.text.data_ages import no_stock_text
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.factories import row
from smartclient.ui.widgets.lists.finder import AutocompleteField, Match
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names
from smartclient.ui.widgets.lists.matches import customer_matches
from smartclient.ui.widgets.lists.search import SearchField
from smartclient.ui.widgets.lists.thumbnails import Thumbnails
from smartclient.ui.widgets.product_panel import ProductPanel

_FINDER_WIDTH = 280


class CatalogPage(Page):
    """What is sold, with its price for a customer where one is chosen."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageCatalog", translate("CatalogPage", "Catalog"))
        self._search = SearchField(
            context.theme, "searchCatalog", self.tr("Name, product number or category")
        )
        self._customer = AutocompleteField(
            context,
            "catalogCustomer",
            self.tr("Prices for which customer?"),
            customer_matches(context),
        )
        self._customer.setFixedWidth(_FINDER_WIDTH)
        self._number: CustomerNumber | None = None
        self._list = Listing[CatalogEntry](
            context,
            catalog_model(
                context.clock, lambda: no_stock_text(context.client_status, context.clock.now())
            ),
            self._fetch(),
            Names(
                table="tableCatalog",
                accessible_name=self.tr("Products"),
                empty=self.tr("No products here yet. They come from head office with a sync."),
                icon="package-variant-closed",
                kinds=CATALOG_KINDS,
                nothing_found=self.tr("No matching products. Try the start of a word or a number."),
            ),
            explain=context.use_cases.catalog.why_not_found,
        )
        self._show_photos()
        self._latest = context.latest(self)
        self._panel = ProductPanel(context)
        self._panel.hide()
        self.put_header(self._customer, self._search)
        self.content_layout.addWidget(
            AgeNote(context, "catalogAges", (*CATALOG_KINDS, *PHOTO_KINDS))
        )
        self.content_layout.addLayout(row(self._list, self._panel, spacing=SPACE_GROUP), 1)
        self._list.follow(self._search)
        self._customer.picked.connect(self._use_customer)
        self._customer.cleared.connect(lambda: self._use_customer(None))
        self._list.table.picked.connect(self._look_at_current)

    def refresh(self) -> None:
        """Look up the products again."""
        self._list.refresh()
        self._look_at_current()

    def show_product(self, sku: Sku) -> None:
        """Find one product and select it."""
        self._search.setText(sku)
        # answers come in the order of the questions: by then the list shows what was found
        self.context.query(self, lambda: sku, self._choose)

    def show_prices(self, customer: Customer) -> None:
        """Show the prices of one customer."""
        self._customer.set_match(Match(text=customer.name, detail="", value=customer.number))
        self._use_customer(customer.number)

    def _choose(self, sku: Sku) -> None:
        if self._list.table.choose(sku):
            self._list.table.setFocus()

    def _show_photos(self) -> None:
        table = self._list.table
        thumbnails = Thumbnails(self.context, THUMBNAIL, self)
        thumbnails.arrived.connect(table.viewport().update)
        table.setItemDelegate(ProductDelegate(self.context.theme, thumbnails, table))
        table.verticalHeader().setDefaultSectionSize(PRODUCT_ROW_HEIGHT)

    def _fetch(self) -> Fetch[CatalogEntry]:
        use_cases, customer = self.context.use_cases, self._number
        return lambda text, limit, offset: use_cases.catalog.search(
            text, customer=customer, limit=limit, offset=offset
        )

    def _use_customer(self, number: CustomerNumber | None) -> None:
        self._number = number
        self._list.use(self._fetch())
        self._look_at_current()

    def _look_at_current(self) -> None:
        entry, use_cases, customer = self._list.current, self.context.use_cases, self._number
        if entry is None:
            self._latest.forget()
            self._panel.hide()
            return
        sku = entry.sku
        self._latest.run(lambda: use_cases.catalog.product(sku, customer), self._show_sheet)

    def _show_sheet(self, sheet: ProductSheet) -> None:
        chosen = self._customer.chosen
        self._panel.show_sheet(sheet, chosen.text if chosen and self._number else "")
        self._panel.show()
