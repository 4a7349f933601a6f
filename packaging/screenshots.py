"""Render every page and dialog of the window, with the sample company, in light and dark.

    python packaging/screenshots.py FOLDER [--scale 2] [--readme]

Pictures are named FOLDER/light/pageOrders.png and so on, after the object names of what they
show; with --scale 2 FOLDER/light@2/pageOrders.png. --readme also renews the README's own, in
packaging/screenshots. No screen is needed.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from smartclient.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "made-up data, thrown away at once"  # noqa: S105 (it protects nothing)
README_FOLDER = Path(__file__).parent / "screenshots"
README_PICTURES = {"orders-light.png": "pageOrders.png"}
_WAIT_MS = 10_000
_KEPT_MS = 300

Shot = tuple[str, "QWidget"]


def main() -> None:
    """Read the arguments and make the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = f"{options.scale:g}"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["SMARTCLIENT_PASSPHRASE"] = PASSPHRASE
    os.environ["TZ"] = "UTC"
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    suffix = "" if options.scale == 1 else f"@{options.scale:g}"
    with tempfile.TemporaryDirectory() as folder:
        render(Path(folder), options.folder, suffix)
    if options.readme:
        README_FOLDER.mkdir(exist_ok=True)
        for name, picture in README_PICTURES.items():
            shutil.copyfile(options.folder / f"light{suffix}" / picture, README_FOLDER / name)


def render(workplace: Path, folder: Path, suffix: str) -> None:
    """Set the scene in ``workplace`` and render it into ``folder``."""
    from coming_and_going import picture_coming_and_going  # noqa: PLC0415 (the path is set first)
    from sample_scene import sample_scene  # noqa: PLC0415 (as above)

    from smartclient.app import make_application  # noqa: PLC0415 (the scale is set first)
    from smartclient.ui.main_window import MainWindow  # noqa: PLC0415 (as above)
    from smartclient.ui.theme import Theme  # noqa: PLC0415 (as above)
    from smartclient.ui.tokens import ThemeChoice  # noqa: PLC0415 (as above)

    theme = Theme(make_application(), ThemeChoice.LIGHT)
    with sample_scene(workplace) as scene:
        for session, shots in ((scene.rep, _rep_shots), (scene.admin, _admin_shots)):
            window = MainWindow(session.desk, session, scene.clock, theme, has_tray=lambda: True)
            window.show()
            for name, widget in shots(window):
                for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                    theme.choose(choice)
                    _settle(window)
                    place = folder / f"{choice.value}{suffix}"
                    place.mkdir(parents=True, exist_ok=True)
                    widget.grab().save(str(place / f"{name}.png"))
                theme.choose(ThemeChoice.LIGHT)
            for dialog in window.opening.dialogs:
                dialog.done(0)
            window.end()
        picture_coming_and_going(theme, scene, folder, suffix)


def _rep_shots(window: "MainWindow") -> Iterator[Shot]:
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415 (the scale is set first)

    desk = window.bench.desk
    for name in ("pageToday", "pageCustomers", "pageOrders", "pageOutbox", "pageConflicts"):
        yield name, _page(window, name)
    catalog = _page(window, "pageCatalog")
    yield "pageCatalog", catalog
    search = window.page.findChild(QLineEdit, "searchCatalog")
    search.setText("rake")
    _settle(window)
    _select_first(window)
    _settle(window)
    yield "pageCatalogProduct", catalog
    yield from _picture_shots(window)
    yield from _conflict_shots(window)
    yield from _order_shots(window)
    customer = desk.customers("alder")[0].number
    yield "dialogCustomer", _closing(window, lambda: window.opening.open_customer(customer))
    yield "dialogCustomerNew", _closing(window, lambda: window.opening.open_customer(""))
    for dialog in window.opening.dialogs:
        dialog.done(0)
    yield from _small_shots(window)
    window.close()
    _settle(window)
    yield "dialogUnsent", _newest(window)


def _picture_shots(window: "MainWindow") -> Iterator[Shot]:
    """Render customers as a whole, one that is about to be deleted, and products at their terms."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 (as above)
    from PySide6.QtWidgets import QLineEdit, QPushButton  # noqa: PLC0415 (as above)

    for number in ("G-1001", "G-1007", "G-1043"):
        window.show_customer(number)
        _settle(window)
        yield f"customerPicture_{number}", window
    window.page.findChild(QPushButton, "pictureDelete").click()
    _settle(window)
    yield "customerPicture_deleted", window
    window.page.findChild(QPushButton, "pictureRestore").click()
    _settle(window)
    window.page.findChild(QPushButton, "pictureBack").click()
    window.banner.hide()
    for sku in ("RK-220", "GW-48"):
        window.show_product(sku)
        _settle(window)
        yield f"pageCatalog_{sku}", window
    finder = window.page.findChild(QLineEdit, "catalogCustomer")
    QTest.keyClicks(finder, "alder lane")
    _settle(window)
    QTest.keyClick(finder, "\r")
    window.page.findChild(QLineEdit, "searchCatalog").setText("trowel")
    _settle(window)
    _select_first(window)
    _settle(window)
    yield "pageCatalogForCustomer", window


def _conflict_shots(window: "MainWindow") -> Iterator[Shot]:
    from PySide6.QtWidgets import QDialog, QPushButton, QRadioButton  # noqa: PLC0415 (as above)

    for conflict in window.bench.desk.conflicts():
        name = f"dialogConflict_{conflict.kind.value}_{len(conflict.problems)}"
        dialog = _dialog(window, lambda wanted=conflict: window.opening.open_conflict(wanted.id))
        yield name, dialog
        dialog.findChildren(QRadioButton)[0].click()
        _settle(window)
        yield f"{name}_chosen", dialog
        dialog.findChild(QPushButton, "buttonAskHeadOffice").click()
        question = dialog.findChild(QDialog, "dialogAskHeadOffice")
        yield "dialogAskHeadOffice", question
        question.done(0)
        dialog.done(0)


def _order_shots(window: "MainWindow") -> Iterator[Shot]:
    desk = window.bench.desk
    seen: set[str] = set()
    for row in desk.orders(limit=12):
        state = str(row.task or row.state)
        if state in seen or state == "draft":
            continue
        seen.add(state)
        yield (
            f"dialogOrderView_{state}",
            _closing(window, lambda wanted=row: window.opening.open_order(wanted.id)),
        )
    delivered = next(row for row in desk.orders() if row.fulfilment is not None)
    yield (
        "dialogOrderView_delivered",
        _closing(window, lambda: window.opening.open_order(delivered.id)),
    )
    yield from _editor_shots(window)


def _editor_shots(window: "MainWindow") -> Iterator[Shot]:
    """Render the order editor as it is worked in, and an order that was typed about."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 (as above)
    from PySide6.QtTest import QTest  # noqa: PLC0415 (as above)
    from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QTableView  # noqa: PLC0415

    desk = window.bench.desk
    bought = next(row for row in desk.orders(customer="G-1002") if row.fulfilment is not None)
    yield "dialogOrderEmpty", _closing(window, lambda: window.opening.new_order(""))
    editor = _closing(window, lambda: window.opening.new_order("G-1002"))
    product = editor.findChild(QLineEdit, "orderProduct")
    lines = desk.order(bought.id).order.lines
    for sku, quantity in (("TR-100", 24), ("WD-110", 2), ("PT-08", 10), (lines[0].sku, 6)):
        QTest.keyClicks(product, sku)
        QTest.keyClick(product, "\r")
        _settle(window)
        QTest.keyClicks(editor.focusWidget(), str(quantity))
        QTest.keyClick(editor.focusWidget(), "\r")
        _settle(window)
    editor.findChild(QPlainTextEdit, "orderNote").setPlainText("The gate is locked until ten.")
    QTest.qWait(_KEPT_MS)
    _settle(window)
    yield "dialogOrder", editor
    editor.findChild(QTableView, "tableOrderLines").selectRow(1)
    yield "dialogOrderSelected", editor
    editor.resize(window.minimumSize())
    yield "dialogOrder_small", editor
    QTest.keyClick(editor, "r", Qt.KeyboardModifier.ControlModifier)
    _settle(window)
    earlier = editor.findChild(QDialog, "dialogEarlierOrders")
    earlier.findChild(QTableView).selectRow(1)
    yield "dialogEarlierOrders", earlier
    earlier.done(0)
    editor.done(0)
    yield from _typed_shots(window)


def _typed_shots(window: "MainWindow") -> Iterator[Shot]:
    """Render a placed order with changes that were typed and not saved."""
    from dataclasses import replace  # noqa: PLC0415 (as above)

    desk = window.bench.desk
    waiting = next(row for row in desk.orders(limit=12) if str(row.task) == "queued")
    order = desk.order(waiting.id).order
    desk.keep_typed(order.with_line(replace(order.lines[0], quantity=30)))
    yield "dialogOrderView_typed", _closing(window, lambda: window.opening.open_order(waiting.id))
    yield "dialogOrder_typed", _closing(window, lambda: window.opening.edit_placed(order))
    for dialog in window.opening.dialogs:
        dialog.done(0)
    desk.forget_typed(order.id)


def _small_shots(window: "MainWindow") -> Iterator[Shot]:
    """Render the window at its smallest, with news and a selected row."""
    window.resize(window.minimumSize())
    for name in ("pageToday", "pageOrders", "pageCustomers", "pageCatalog", "pageOutbox"):
        _page(window, name)
        if name != "pageToday":
            _select_first(window)
        window.sync_now()
        _settle(window)
        yield f"{name}_small", window


def _admin_shots(window: "MainWindow") -> Iterator[Shot]:
    from PySide6.QtWidgets import QRadioButton, QTableView  # noqa: PLC0415 (as above)

    office = _page(window, "pageHeadOffice")
    for name in ("Cases", "Decided", "Reps", "Stopped", "Policies"):
        window.page.open_section(f"section{name}")
        _settle(window)
        table = window.page.findChild(QTableView, f"table{name}")
        table.selectRow(9 if name == "Policies" else 0)
        _settle(window)
        yield f"pageHeadOffice{name}", office
    for at, case in enumerate(window.bench.desk.cases()):
        dialog = _closing(window, lambda wanted=case: window.opening.open_case(wanted))
        yield f"dialogConflict_admin_{at}", dialog
        dialog.findChildren(QRadioButton)[0].click()
        _settle(window)
        yield f"dialogConflict_admin_{at}_chosen", dialog


def _page(window: "MainWindow", name: str) -> "QWidget":
    _settle(window)
    window.go_to(name)
    _settle(window)
    return window


def _select_first(window: "MainWindow") -> None:
    from PySide6.QtWidgets import QTableView  # noqa: PLC0415 (the scale is set first)

    next(t for t in window.page.findChildren(QTableView) if t.isVisible()).selectRow(0)


def _dialog(window: "MainWindow", opens: Callable[[], None]) -> "QWidget":
    opens()
    _settle(window)
    return _newest(window)


def _closing(window: "MainWindow", opens: Callable[[], None]) -> "QWidget":
    """Return a dialog that closes when the next one is opened."""
    for dialog in window.opening.dialogs:
        dialog.done(0)
    return _dialog(window, opens)


def _newest(window: "MainWindow") -> "QWidget":
    return window.opening.dialogs[-1]


def _settle(window: "MainWindow") -> None:
    """Let the window look everything up and paint it."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer  # noqa: PLC0415 (as above)

    waited = QElapsedTimer()
    waited.start()
    quiet = 0
    while quiet < 3 and waited.elapsed() < _WAIT_MS:  # noqa: PLR2004 (three quiet turns)
        loop = QEventLoop()
        QTimer.singleShot(15, loop.quit)
        loop.exec()
        quiet = 0 if window.bench.busy else quiet + 1


if __name__ == "__main__":
    main()
