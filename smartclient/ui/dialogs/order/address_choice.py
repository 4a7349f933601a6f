"""The choice of the address that an order goes to: the usual one, or another of its customer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QComboBox

from smartclient.domain.sales.customers import Address
from smartclient.ui.text import wording

translate = QCoreApplication.translate


def fill_addresses(field: QComboBox, addresses: Iterable[Address]) -> None:
    """Offer the usual address and each of ``addresses`` in ``field``, without reporting it."""
    blocker = QSignalBlocker(field)
    field.clear()
    field.addItem(translate("AddressChoice", "The usual address"), "")
    for address in addresses:
        place = ", ".join(part for part in (address.line1, address.city) if part)
        field.addItem(f"{wording.address_label(address.kind)}: {place}", address.kind)
    blocker.unblock()


def choose_address(field: QComboBox, kind: str) -> None:
    """Choose the address of this kind, without reporting it; the usual one where there is none."""
    blocker = QSignalBlocker(field)
    field.setCurrentIndex(max(0, field.findData(kind)))
    blocker.unblock()
