"""Render every page and dialog of the window, with the sample company, in light and dark.

    python packaging/screenshots/take_screenshots.py FOLDER [--scale 2] [--language de] [--readme]

Screenshots are named FOLDER/light/pageOrders.png and so on, after the object names of what they
show; with --scale 2 FOLDER/light@2/pageOrders.png, with --language de FOLDER/light-de/…, on a
--screen of 1280x720 pixels FOLDER/light-1280x720/…. --readme also replaces those that the README
shows, beside this program. No screen is needed.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from image_files import ImageFiles
    from sample_scene import Scene

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "made-up data, thrown away at once"  # noqa: S105 (it protects nothing)
LARGE = "3840x2160"
"""A screen that is large enough for every dialog, at any scale."""
README_FOLDER = Path(__file__).parent
README_IMAGES = {
    "today-light.png": "light/pageToday.png",
    "order-light.png": "light/dialogOrder.png",
    "conflict-light.png": "light/dialogConflict_rule_2_chosen.png",
    "orders-dark.png": "dark/pageOrders.png",
}


def main() -> None:
    """Read the arguments and take the screenshots."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="en")
    parser.add_argument("--screen", default=LARGE, help="its size in pixels, such as 1280x720")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = f"{options.scale:g}"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["SMARTCLIENT_PASSPHRASE"] = PASSPHRASE
    os.environ["TZ"] = "UTC"
    sys.path.insert(0, str(ROOT))
    suffix = "" if options.language == "en" else f"-{options.language}"
    suffix += "" if options.screen == LARGE else f"-{options.screen}"
    suffix += "" if options.scale == 1 else f"@{options.scale:g}"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault(
            "QT_QPA_PLATFORM", f"offscreen:configfile={_screen(Path(folder), options.screen)}"
        )
        render(Path(folder), options.folder, suffix, options.language)
    if options.readme:
        for name, image in README_IMAGES.items():
            scheme, file = image.split("/")
            shutil.copyfile(options.folder / f"{scheme}{suffix}" / file, README_FOLDER / name)


def _screen(folder: Path, size: str) -> Path:
    """Return a file that describes a screen of a size as in ``1280x720``."""
    width, height = map(int, size.split("x"))
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return file


def render(workplace: Path, folder: Path, suffix: str, language: str) -> None:
    """Set the scenes in ``workplace`` and render them into ``folder``, in ``language``."""
    from image_files import ImageFiles  # noqa: PLC0415 (the scale is set first)
    from sample_scene import empty_scene, sample_scene  # noqa: PLC0415 (as above)
    from session_views import first_sync_views, menu_views, sign_in_views  # noqa: PLC0415
    from smartclient.app import make_application  # noqa: PLC0415 (as above)
    from smartclient.ui.look.theme import Theme  # noqa: PLC0415 (as above)
    from smartclient.ui.look.tokens import ThemeChoice  # noqa: PLC0415 (as above)
    from smartclient.ui.text import languages  # noqa: PLC0415 (as above)
    from window_driver import opened  # noqa: PLC0415 (as above)
    from window_views import admin_views, empty_views, rep_views  # noqa: PLC0415 (as above)

    application = make_application()
    languages.install(application, language)
    theme = Theme(application, ThemeChoice.LIGHT)
    images = ImageFiles(theme, folder, suffix)
    with sample_scene(workplace / "sample") as scene:
        for session, views in ((scene.rep, rep_views), (scene.admin, admin_views)):
            with opened(session, scene.clock, theme) as window:
                images.take(views(window))
        images.take(sign_in_views(theme))
        images.take(first_sync_views(theme, scene))
        with opened(scene.rep, scene.clock, theme) as window:
            images.take(menu_views(window))
        _render_link_and_freshness(workplace, images, scene)
    with (
        empty_scene(workplace / "empty") as (session, clock),
        opened(session, clock, theme) as window,
    ):
        images.take(empty_views(window))


def _render_link_and_freshness(workplace: Path, images: "ImageFiles", scene: "Scene") -> None:
    """Render what is taken along, data of every age, and the connection in every state."""
    from connection_views import connection_views  # noqa: PLC0415 (as above)
    from old_data_views import admin_old_data_views, old_data_views  # noqa: PLC0415 (as above)
    from quiet_laptop import QuietLaptop  # noqa: PLC0415 (as above)
    from sample_scene import sample_scene  # noqa: PLC0415 (as above)
    from take_along_views import take_along_views  # noqa: PLC0415 (as above)
    from window_driver import opened  # noqa: PLC0415 (as above)

    theme, laptop = images.theme, QuietLaptop(scene.rep)
    with opened(scene.rep, scene.clock, theme, laptop) as window:
        images.take(take_along_views(window, scene, workplace / "documents"))
    with opened(scene.rep, scene.clock, theme, laptop) as window:
        images.take(old_data_views(window, scene))
    with opened(scene.admin, scene.clock, theme, QuietLaptop(scene.admin)) as window:
        images.take(admin_old_data_views(window, scene))
    with (
        sample_scene(workplace / "connection") as other,
        opened(other.rep, other.clock, theme, QuietLaptop(other.rep)) as window,
    ):
        images.take(connection_views(window, other))


if __name__ == "__main__":
    main()
