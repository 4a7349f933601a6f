"""The credit meter: how much of a customer's limit is used, confirmed and tentative apart."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from smartclient.read_models.overview import Credit
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import label, row
from smartclient.ui.widgets.figures.patterns import Fill, Swatch, draw_fill
from smartclient.ui.widgets.notice import Notice

_HEIGHT = 12


class _Bar(QWidget):
    """The bar itself: shares of its whole width, from the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[tuple[Fill, float], ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, *parts: tuple[Fill, float]) -> None:
        """Show these parts, each a share of the whole."""
        self._parts = parts
        self.update()

    def sizeHint(self) -> QSize:
        """The size that looks well."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts side by side."""
        painter = QPainter(self)
        left = 0.0
        for fill, share in self._parts:
            right = min(float(self.width()), left + share * self.width())
            room = QRectF(round(left), 0, round(right) - round(left), self.height())
            draw_fill(painter, room, fill, self._theme.tokens)
            left = right


class CreditMeter(QWidget):
    """A bar with the same as text below; over the limit, a warning."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bar = _Bar(theme)
        self._text = label(name=f"{name}Text", wraps=True)
        self._confirmed = label(muted=True, wraps=True)
        self._tentative = label(muted=True, wraps=True)
        self._over = Notice(theme, f"{name}Over", StatusBadge.REJECTED)
        self._swatches = (Swatch(theme, Fill.CONFIRMED), Swatch(theme, Fill.TENTATIVE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        for swatch, text in zip(self._swatches, (self._confirmed, self._tentative), strict=True):
            legend = row(swatch, text)
            legend.setStretch(1, 1)
            layout.addLayout(legend)
        layout.addWidget(self._over)

    def show_credit(self, credit: Credit, currency: str) -> None:
        """Show how the credit is used."""
        text = self._credit_text(credit, currency)
        self._text.setText(text)
        self.setAccessibleName(text)
        confirmed = credit.balance + credit.confirmed
        for part in (self._confirmed, self._tentative, *self._swatches):
            part.setVisible(credit.is_known)
        self._confirmed.setText(
            self.tr("{amount} owed and confirmed").format(amount=formats.money(confirmed))
        )
        self._tentative.setText(
            self.tr("{amount} tentative").format(amount=formats.money(credit.tentative))
        )
        left = credit.left
        self._over.show_text(
            self.tr("{amount} over the limit. Head office decides about new orders.").format(
                amount=formats.money(-left)
            )
            if left is not None and left < 0
            else ""
        )
        self._bar.setVisible(credit.is_known and credit.limit is not None)
        self._bar.show_parts(*credit_parts(credit))

    def _credit_text(self, credit: Credit, currency: str) -> str:
        if not credit.is_known:
            return self.tr("What is used is not known: orders are not on this device. Sync first.")
        if credit.limit is None or credit.left is None:
            return self.tr("{used} {currency} used; there is no limit").format(
                used=formats.money(credit.used), currency=currency
            )
        return self.tr("{used} of {limit} {currency} used, {left} left").format(
            used=formats.money(credit.used),
            limit=formats.money(credit.limit),
            left=formats.money(max(Decimal(0), credit.left)),
            currency=currency,
        )


def credit_parts(credit: Credit) -> tuple[tuple[Fill, float], ...]:
    """The bar's parts; the whole is the limit, or what is used where that is more."""
    confirmed = max(Decimal(0), credit.balance + credit.confirmed)
    tentative = max(Decimal(0), credit.tentative)
    limit = credit.limit or Decimal(0)
    whole = max(limit, confirmed + tentative)
    if whole <= 0:
        return ((Fill.EMPTY, 1.0),)
    within = min(confirmed, limit)
    tentative_within = min(tentative, limit - within)
    over = max(Decimal(0), confirmed + tentative - limit)
    return (
        (Fill.CONFIRMED, float(within / whole)),
        (Fill.TENTATIVE, float(tentative_within / whole)),
        (Fill.OVER, float(over / whole)),
        (Fill.EMPTY, float((whole - within - tentative_within - over) / whole)),
    )
