"""Fonts: which files show a text; those carried, those of declared packages, those of the system.

The carried fonts show Latin, Greek and Cyrillic. For other scripts the packages that the product
depends on bring Noto fonts, so that a document looks the same on every machine; the system's fonts
are looked at for what is in none of these.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

FONT_PACKAGES = ("manimgx_fonts", "noto_cjk_sans_jp_regular")
"""The packages whose fonts are used, under the SIL Open Font License: Noto Sans for the scripts
of the world, and for Chinese, Japanese and Korean."""

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_NOT_PLAIN = re.compile("bold|italic|oblique|light|thin|black|heavy|medium|condensed|mono|serif")
_NEVER_DRAWN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_MAY_NOT_BE_EMBEDDED = 0x0002
_REGULAR = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The first font of a file; a variable one that is not ``is_regular`` must be set to be so."""

    path: Path
    characters: frozenset[int]
    is_regular: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The faces that show a text beside the carried fonts, and the characters that none shows."""

    faces: tuple[Face, ...] = ()
    missing: tuple[str, ...] = ()


def cover(
    texts: Iterable[str],
    carried: Path,
    *,
    packages: Sequence[str] = FONT_PACKAGES,
    folders: Sequence[Path] | None = None,
) -> Cover:
    """What shows ``texts`` beside the font file ``carried``.

    ``folders`` are those of the system's fonts, found where None are given.
    """
    wanted = {ord(char) for text in texts for char in text if _is_drawn(char)}
    own = _face(carried)
    wanted -= frozenset() if own is None else own.characters
    faces = []
    for path in _files(packages, folders):
        if not wanted:
            break
        face = _face(path)
        if face is not None and wanted & face.characters:
            faces.append(face)
            wanted -= face.characters
    return Cover(faces=tuple(faces), missing=tuple(map(chr, sorted(wanted))))


def _is_drawn(char: str) -> bool:
    """Whether a character has a shape: controls, joiners and direction marks have none."""
    if unicodedata.category(char) in _NEVER_DRAWN:
        return False
    return not any(ord(char) in selectors for selectors in _VARIATION_SELECTORS)


def _files(packages: Sequence[str], folders: Sequence[Path] | None) -> Iterator[Path]:
    for package in packages:
        yield from _plain_first(_package_folders(package))
    yield from _plain_first(system_folders() if folders is None else folders)


def _package_folders(package: str) -> Sequence[Path]:
    spec = find_spec(package)
    return (
        [] if spec is None else [Path(folder) for folder in spec.submodule_search_locations or ()]
    )


def _plain_first(folders: Iterable[Path]) -> list[Path]:
    """The font files in folders, upright ones of usual weight first, else by name."""
    found = {
        path
        for folder in folders
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.lower() in _SUFFIXES
    }
    return sorted(found, key=lambda path: (bool(_NOT_PLAIN.search(path.name.lower())), str(path)))


def system_folders() -> list[Path]:
    """The folders in which systems of this kind have fonts; not all need be there."""
    home = Path.home()
    if sys.platform == "win32":
        windows = os.environ.get("WINDIR", r"C:\Windows")
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    data = [Path(folder) for folder in (own, *shared.split(":")) if folder]
    return [*(folder / "fonts" for folder in data), home / ".fonts"]


@lru_cache(maxsize=512)
def _face(path: Path) -> Face | None:
    """The font of a file, None for one that can't be read or must not be embedded."""
    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            rights = font["OS/2"].fsType if "OS/2" in font else 0
            if rights & _MAY_NOT_BE_EMBEDDED or not ("glyf" in font or "CFF " in font):
                return None
            return Face(
                path=path,
                characters=frozenset(font.getBestCmap() or ()),
                is_regular=_is_regular(font),
            )
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return None


def _is_regular(font: TTFont) -> bool:
    if "fvar" not in font:
        return True
    return all(
        axis.axisTag != "wght" or axis.defaultValue == _REGULAR for axis in font["fvar"].axes
    )
