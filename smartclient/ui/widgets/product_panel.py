"""A product beside the catalog: photo, price with its offers explained, stock, what replaces it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from smartclient.read_models.data_ages import data_ages
from smartclient.read_models.overview import OfferTerms, ProductSheet
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.text.data_ages import ages_texts, no_stock_text
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.document_list import DocumentList
from smartclient.ui.widgets.factories import heading, label, link_button
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.photo import Photo

PANEL_WIDTH = 272
_PHOTO = QSize(PANEL_WIDTH - 3 * SPACE_GROUP, 160)
"""What there is room for beside a scroll bar."""
_PRICE_FACTOR = 1.5
_SOON = timedelta(days=365)
"""The end of an offer is shown when it is nearer than this."""


class ProductPanel(QFrame):
    """Shows one product sheet; what does not fit is scrolled to."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("productPanel")
        self.setProperty("card", "true")
        self.setFixedWidth(PANEL_WIDTH)
        self._context = context
        self._photo = Photo(context, "photoProduct", _PHOTO)
        self._name = heading("")
        self._name.setObjectName("productName")
        self._name.setWordWrap(True)
        self._about = label(name="productAbout", muted=True, wraps=True)
        self._coming = Notice(context.theme, "productComing", StatusBadge.RECEIVED)
        self._over = Notice(context.theme, "productOver", StatusBadge.PARKED)
        self._replacement = link_button(
            "productReplacement", self.tr("Replaced by"), self._go_to_replacement
        )
        self._price = heading("")
        self._price.setObjectName("productPrice")
        font = self._price.font()
        font.setPointSizeF(font.pointSizeF() * _PRICE_FACTOR)
        self._price.setFont(tabular(font))
        self._price_text = label(name="productPriceNote", muted=True, wraps=True)
        self._offers = QWidget()
        self._offers.setObjectName("productOffers")
        self._offer_lines = QGridLayout(self._offers)
        self._facts = label(name="productFacts", wraps=True)
        self._documents = DocumentList(context, _PHOTO.width())
        self._description = label(name="productDescription", muted=True, wraps=True)
        self._sheet: ProductSheet | None = None
        self._lay_out()

    def show_sheet(self, sheet: ProductSheet, customer_name: str) -> None:
        """Show a product with its terms for a customer, "" for nobody in particular."""
        self._sheet = sheet
        product = sheet.product
        self._photo.show_photo(product.image, product.name)
        self._name.setText(product.name)
        self._about.setText(self._about_text(sheet))
        self._show_availability(sheet)
        self._price.setText(f"{formats.money(sheet.price)} {self._context.currency}")
        self._price_text.setText(self._price_explanation(sheet, customer_name))
        self._show_offers(sheet.offers, sheet.on)
        self._facts.setText(self._stock_text(sheet))
        self._documents.show_documents(product.sku)
        self._description.setText(product.description)
        self._description.setVisible(bool(product.description))

    def _about_text(self, sheet: ProductSheet) -> str:
        product = sheet.product
        kinds = dict.fromkeys((product.category, product.subcategory, product.color, product.size))
        parts = [product.sku, *(kind for kind in kinds if kind)]
        if sheet.former_sku is not None:
            parts.append(self.tr("formerly {sku}").format(sku=sheet.former_sku))
        return "  ·  ".join(parts)

    def _show_availability(self, sheet: ProductSheet) -> None:
        product = sheet.product
        over, coming = product.discontinued(sheet.on), product.not_yet_sold(sheet.on)
        self._over.show_text(self.tr("No longer sold.") if over else self._until(sheet))
        self._coming.show_text(
            self.tr("Coming soon: on sale from {day}.").format(day=formats.day(product.sell_from))
            if coming
            else ""
        )
        replacement = sheet.replacement
        self._replacement.setVisible(replacement is not None)
        if replacement is not None:
            text = self.tr("Replaced by {name}").format(name=replacement.name)
            self._replacement.setText(button_text(text))
            self._replacement.setAccessibleName(text)

    def _until(self, sheet: ProductSheet) -> str:
        last = sheet.product.last_day()
        if last is None:
            return ""
        return self.tr("Sold until {day}.").format(day=formats.day(last))

    def _price_explanation(self, sheet: ProductSheet, customer_name: str) -> str:
        texts = [self.tr("A piece, before any discount."), *self._price_age(sheet)]
        if sheet.own_price:
            texts.append(
                self.tr("{name} has a price of their own; others pay {price}.").format(
                    name=customer_name or self.tr("This customer"),
                    price=formats.money(sheet.standard_price),
                )
            )
        elif customer_name:
            texts.append(self.tr("{name} pays what everyone pays.").format(name=customer_name))
        if sheet.next_price is not None:
            texts.append(
                self.tr("From {day}: {price}.").format(
                    day=formats.day(sheet.next_from), price=formats.money(sheet.next_price)
                )
            )
        return " ".join(texts)

    def _price_age(self, sheet: ProductSheet) -> list[str]:
        """As of when the price is, where its policy has that shown."""
        client_status = self._context.client_status
        if sheet.price_as_of is None or client_status is None:
            return []
        now = self._context.clock.now()
        return ages_texts(data_ages(client_status.cache, ("prices",), now), now)

    def _show_offers(self, offers: tuple[OfferTerms, ...], today: date) -> None:
        while (item := self._offer_lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._offers.setVisible(bool(offers))
        if not offers:
            return
        titles = (self.tr("Pieces"), self.tr("Discount"), self.tr("A piece"))
        for column, title_text in enumerate(titles):
            self._put(0, column, title_text, muted=True)
        for index, offer in enumerate(offers):
            first = 2 * index + 1
            self._put(first, 0, self._pieces(offer))
            self._put(first, 1, formats.percent(offer.percent))
            self._put(first, 2, formats.money(offer.price))
            named = label(self._named(offer, today), muted=True, wraps=True)
            self._offer_lines.addWidget(named, first + 1, 0, 1, 3)

    def _put(self, line: int, column: int, text: str, *, muted: bool = False) -> None:
        text_label = label(text, muted=muted)
        text_label.setFont(tabular(text_label.font()))
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._offer_lines.addWidget(text_label, line, column, side)

    def _pieces(self, offer: OfferTerms) -> str:
        least = formats.count(offer.from_quantity)
        if offer.to_quantity is None:
            return self.tr("{least} and more").format(least=least)
        return self.tr("{least} to {most}").format(
            least=least, most=formats.count(offer.to_quantity)
        )

    def _named(self, offer: OfferTerms, today: date) -> str:
        name = offer.description or offer.code
        if offer.until is None or offer.until - today > _SOON:
            return name
        return self.tr("{offer}, until {day}").format(offer=name, day=formats.day(offer.until))

    def _stock_text(self, sheet: ProductSheet) -> str:
        product = sheet.product
        texts = [
            no_stock_text(self._context.client_status, self._context.clock.now())
            if sheet.stock is None
            else self.tr("{stock} in stock, as of {age}").format(
                stock=formats.count(sheet.stock),
                age=formats.age(sheet.stock_as_of, self._context.clock.now()),
            )
        ]
        if product.min_order_quantity > 1:
            texts.append(self.tr("At least {count}").format(count=product.min_order_quantity))
        if product.pack_size > 1:
            texts.append(self.tr("In packs of {count}").format(count=product.pack_size))
        return "\n".join(texts)

    def _go_to_replacement(self) -> None:
        if self._sheet is not None and self._sheet.replacement is not None:
            self._context.navigator.show_product(self._sheet.replacement.sku)

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, SPACE_BETWEEN, 0)
        layout.setSpacing(SPACE_BETWEEN)
        self._offer_lines.setContentsMargins(0, SPACE_BETWEEN, 0, SPACE_BETWEEN)
        self._offer_lines.setHorizontalSpacing(SPACE_GROUP)
        self._offer_lines.setVerticalSpacing(SPACE_INSIDE)
        self._offer_lines.setColumnStretch(0, 1)
        for part in (
            self._photo,
            self._name,
            self._about,
            self._coming,
            self._over,
            self._replacement,
            self._price,
            self._price_text,
            self._offers,
            self._facts,
            self._documents,
            self._description,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("productScroll")
        scroll.setAccessibleName(self.tr("About this product"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_BETWEEN, SPACE_GROUP)
        frame.addWidget(scroll)
