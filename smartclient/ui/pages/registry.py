"""The pages by name: in which order they are listed, and how each is created when first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from smartclient.ui.app_context import AppContext
from smartclient.ui.pages.page import Page

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its object name, its icon, and the class it is made from."""

    name: str
    icon: str
    module_class: str
    admin_only: bool = False

    @property
    def title(self) -> str:
        """What the page is called on screen."""
        return _titles()[self.name]


PAGES = (
    PageEntry("pageToday", "home-outline", "today.TodayPage"),
    PageEntry("pageCustomers", "store-outline", "customers.CustomersPage"),
    PageEntry("pageCatalog", "package-variant-closed", "catalog.CatalogPage"),
    PageEntry("pageOrders", "clipboard-list-outline", "orders.OrdersPage"),
    PageEntry("pageOutbox", "tray-arrow-up", "outbox.OutboxPage"),
    PageEntry("pageConflicts", "directions-fork", "conflicts.ConflictsPage"),
    PageEntry("pageHeadOffice", "domain", "headoffice.HeadOfficePage", admin_only=True),
)


def icon_of(page: str) -> str:
    """The icon of a page by its object name."""
    return next(entry.icon for entry in PAGES if entry.name == page)


def make_page(name: str, context: AppContext) -> Page:
    """The page called ``name``; its module is imported only now."""
    entry = next(entry for entry in PAGES if entry.name == name)
    module, _, page_class = entry.module_class.partition(".")
    page: Page = getattr(import_module(f"smartclient.ui.pages.{module}"), page_class)(context)
    return page


def _titles() -> dict[str, str]:
    return {
        "pageToday": translate("Pages", "Today"),
        "pageCustomers": translate("Pages", "Customers"),
        "pageCatalog": translate("Pages", "Catalog"),
        "pageOrders": translate("Pages", "Orders"),
        "pageOutbox": translate("Pages", "Outbox"),
        "pageConflicts": translate("Pages", "Conflicts"),
        "pageHeadOffice": translate("Pages", "Head office"),
    }
