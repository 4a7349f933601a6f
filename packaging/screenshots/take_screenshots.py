"""Render every page and dialog of the window, with the sample company, in light and dark.

    python packaging/screenshots/take_screenshots.py FOLDER [--scale 2] [--language de] [--readme]

Screenshots are named FOLDER/light/pageOrders.png and so on, after the object names of what they
show; with --scale 2 FOLDER/light@2/pageOrders.png, with --language de FOLDER/light-de/…. --readme
also replaces those that the README shows, beside this program. No screen is needed.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "made-up data, thrown away at once"  # noqa: S105 (it protects nothing)
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
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = f"{options.scale:g}"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["SMARTCLIENT_PASSPHRASE"] = PASSPHRASE
    os.environ["TZ"] = "UTC"
    sys.path.insert(0, str(ROOT))
    suffix = "" if options.language == "en" else f"-{options.language}"
    suffix += "" if options.scale == 1 else f"@{options.scale:g}"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_screen(Path(folder))}")
        render(Path(folder), options.folder, suffix, options.language)
    if options.readme:
        for name, image in README_IMAGES.items():
            scheme, file = image.split("/")
            shutil.copyfile(options.folder / f"{scheme}{suffix}" / file, README_FOLDER / name)


def _screen(folder: Path) -> Path:
    """Return a file that describes a screen large enough for every dialog, at any scale."""
    screen = {"name": "large", "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96}
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
    with (
        empty_scene(workplace / "empty") as (session, clock),
        opened(session, clock, theme) as window,
    ):
        images.take(empty_views(window))


if __name__ == "__main__":
    main()
