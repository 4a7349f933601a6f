"""A window in a process of its own, on a screen as large as it is told, with five problems open.

    python -m tests.ui.small_screen FOLDER ENDED LANGUAGE

opens the scene on the sample company that was played in the folder until that instant.

Prints, as JSON, what of each dialog is beyond the screen, can't be pressed, or is scrolled to the
side.
"""

import json
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from sample_scene import Scene

SKUS = ("TR-100", "TR-110", "FK-110", "WD-100", "BP-100")


def environment(folder: Path, width: int, height: int, scale: float) -> dict[str, str]:
    """Return what a process needs to see one screen of ``width`` by ``height``, scaled."""
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96}]}), encoding="utf-8")
    return {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={file}",
        "QT_SCALE_FACTOR": f"{scale:g}",
        "SMARTCLIENT_PASSPHRASE": "made-up data",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def main(folder: Path, ended: datetime, language: str) -> None:
    """Open whatever a rep and an admin may open, among it a conflict of five problems."""
    from connection_views import connection_views  # noqa: PLC0415 (Qt reads the screen first)
    from mail_views import mail_views  # noqa: PLC0415 (as above)
    from old_data_views import old_data_views  # noqa: PLC0415 (as above)
    from quiet_laptop import QuietLaptop  # noqa: PLC0415 (as above)
    from session_views import menu_views, sign_in_views  # noqa: PLC0415 (as above)
    from smartclient.app import make_application  # noqa: PLC0415 (as above)
    from smartclient.ui.look.theme import Theme  # noqa: PLC0415 (as above)
    from smartclient.ui.look.tokens import ThemeChoice  # noqa: PLC0415 (as above)
    from smartclient.ui.text import languages  # noqa: PLC0415 (as above)
    from take_along_views import take_along_views  # noqa: PLC0415 (as above)
    from tests.ui.access import beyond_the_screen, scrolled_sideways  # noqa: PLC0415 (as above)
    from tests.ui.prepared_scene import open_scene  # noqa: PLC0415 (as above)
    from window_driver import opened  # noqa: PLC0415 (as above)
    from window_views import admin_views, rep_views  # noqa: PLC0415 (as above)

    seen: list[str] = []
    beyond: list[str] = []

    def look(views: Iterable[tuple[str, QWidget]]) -> None:
        for name, widget in views:
            widget.show()
            if isinstance(widget, QDialog) and not name.endswith("_small"):
                seen.append(name)
                wrong = beyond_the_screen(widget) + scrolled_sideways(widget)
                beyond.extend(f"{name}: {reported}" for reported in wrong)

    application = make_application()
    languages.install(application, language)
    theme = Theme(application, ThemeChoice.LIGHT)
    with open_scene(folder, ended) as scene:
        disagree(scene)
        for session, views in ((scene.rep, rep_views), (scene.admin, admin_views)):
            with opened(session, scene.clock, theme) as window:
                look(views(window))
        look(sign_in_views(theme))
        with opened(scene.rep, scene.clock, theme) as window:
            look(menu_views(window))
        with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
            look(take_along_views(window, scene, folder / "documents"))
            look(connection_views(window, scene))
            look(old_data_views(window, scene))
            look(mail_views(window, scene))
    sys.stdout.write(json.dumps({"seen": seen, "beyond": beyond}))


def disagree(scene: "Scene") -> None:
    """Order five products that head office no longer sells by the time it hears of it."""
    from smartclient import bootstrap  # noqa: PLC0415 (as above)
    from smartclient.domain.ids import CustomerNumber, Sku  # noqa: PLC0415 (as above)
    from smartclient.domain.sales.orders import OrderLine  # noqa: PLC0415 (as above)
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)

    rep, clock = scene.rep, scene.clock
    order = rep.use_cases.orders.new(CustomerNumber("G-1013"))
    for index, sku in enumerate(SKUS, start=1):
        order = order.with_line(OrderLine(line=index, sku=Sku(sku), quantity=12))
    rep.use_cases.orders.place(order)
    office = bootstrap.open_head_office(rep.settings.url, clock)
    for sku in SKUS:
        maintenance.change_product(office.engine, sku, discontinue=clock.today(), clock=clock)
    office.close()
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    rep.sync_now()
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    line = OrderLine(line=1, sku=Sku("PT-08"), quantity=12)
    rep.use_cases.orders.place(rep.use_cases.orders.new(CustomerNumber("G-1007")).with_line(line))


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3])
