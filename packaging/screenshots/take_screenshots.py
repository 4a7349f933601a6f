"""Render every page and dialog of the window, with the sample company, in light and dark.

    python packaging/screenshots/take_screenshots.py FOLDER [--scale 2] [--language de] [--readme]

Screenshots are named FOLDER/light/pageOrders.png and so on, after the object names of what they
show; with --scale 2 FOLDER/light@2/pageOrders.png, with --language de FOLDER/light-de/…, on a
--screen of 1280x720 pixels FOLDER/light-1280x720/…. --company COMPANY --rep LOGIN renders what a
rep of another company sees, from the folder with its data. --readme also replaces the ones that the
README shows, beside this program. No screen is needed.
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
    parser.add_argument("--company", type=Path, help="a folder with a company to import instead")
    parser.add_argument("--rep", default="anna", help="the login of a rep of that company")
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
        _render(options, Path(folder), suffix)
    if options.readme:
        for name, image in README_IMAGES.items():
            scheme, file = image.split("/")
            shutil.copyfile(options.folder / f"{scheme}{suffix}" / file, README_FOLDER / name)


def _render(options: argparse.Namespace, workplace: Path, suffix: str) -> None:
    from renderings import images_in, render_company, render_sample  # noqa: PLC0415 (Qt reads
    # the environment first)

    images = images_in(options.folder, suffix, options.language)
    if options.company is None:
        render_sample(images, workplace)
    else:
        render_company(images, workplace, options.company, options.rep)


def _screen(folder: Path, size: str) -> Path:
    """Return a file that describes a screen of a size as in ``1280x720``."""
    width, height = map(int, size.split("x"))
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
