"""The sample company's product photos: plain pictures drawn from a few shapes, as PNG files."""

import struct
import zlib
from collections.abc import Callable

WIDTH, HEIGHT = 120, 90
SAMPLES = (0.125, 0.375, 0.625, 0.875)
LEVELS = len(SAMPLES) ** 2

Inside = Callable[[float, float], bool]
"""Tells whether a point is inside a shape; the picture is 12 wide and 9 high."""


def box(left: float, top: float, right: float, bottom: float) -> Inside:
    """Return an upright rectangle."""
    return lambda x, y: left <= x <= right and top <= y <= bottom


def disc(x0: float, y0: float, radius: float, flat: float = 1) -> Inside:
    """Return a disc, or an ellipse that is ``flat`` times as high as wide."""
    return lambda x, y: (x - x0) ** 2 + ((y - y0) / flat) ** 2 <= radius**2


def taper(top: float, bottom: float, wide: float, narrow: float) -> Inside:
    """Return a trapezoid about the middle: half as wide as ``wide`` above and ``narrow`` below."""

    def inside(x: float, y: float) -> bool:
        share = (y - top) / (bottom - top)
        return 0 <= share <= 1 and abs(x - 6) <= wide + (narrow - wide) * share

    return inside


def bar(x0: float, y0: float, x1: float, y1: float, thick: float) -> Inside:
    """Return a straight bar with round ends."""
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2

    def inside(x: float, y: float) -> bool:
        along = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
        near = (x - x0 - along * (x1 - x0)) ** 2 + (y - y0 - along * (y1 - y0)) ** 2
        return near <= thick**2

    return inside


def both(*parts: Inside) -> Inside:
    """Return everything that is inside any of the parts."""
    return lambda x, y: any(part(x, y) for part in parts)


def without(whole: Inside, hole: Inside) -> Inside:
    """Return ``whole`` with a hole in it."""
    return lambda x, y: whole(x, y) and not hole(x, y)


CLAY, GREEN, STEEL, WOOD = (181, 101, 66), (74, 124, 89), (112, 122, 133), (168, 126, 78)
BLUE, BROWN, GOLD = (58, 94, 140), (107, 79, 58), (201, 158, 52)

PICTURES: dict[str, tuple[tuple[int, int, int], Inside]] = {
    "trowel.png": (STEEL, both(disc(6, 5.9, 1.3, 1.7), bar(6, 1.2, 6, 4, 0.35))),
    "pruner.png": (
        STEEL,
        both(bar(4.4, 1.2, 6.6, 4.6, 0.5), bar(6, 4.4, 4.8, 8, 0.4), bar(6.3, 4.4, 7.8, 8, 0.4)),
    ),
    "spade.png": (
        WOOD,
        both(box(4.7, 5, 7.3, 7.9), bar(6, 1, 6, 5, 0.25), bar(5.2, 1, 6.8, 1, 0.3)),
    ),
    "pot.png": (CLAY, both(taper(2.8, 8, 2.4, 1.6), box(3.3, 1.7, 8.7, 2.8))),
    "planter.png": (GREEN, both(taper(4, 7.6, 4.2, 3.6), box(1.5, 3.2, 10.5, 4))),
    "hose.png": (
        GREEN,
        both(
            without(disc(6, 4.5, 3.4), disc(6, 4.5, 2.8)),
            without(disc(6, 4.5, 2.3), disc(6, 4.5, 1.7)),
            bar(9, 5, 11, 7.6, 0.3),
        ),
    ),
    "can.png": (
        BLUE,
        both(box(3.6, 3.6, 7.6, 8), bar(7.4, 6, 10.2, 3, 0.35), bar(10, 2.5, 10.8, 3.3, 0.4),
             without(disc(5.2, 3.6, 2.1), disc(5.2, 3.6, 1.6))),
    ),
    "bag.png": (BROWN, without(box(3.3, 1.4, 8.7, 8), both(box(4.2, 3.6, 7.8, 5.8)))),
    "bottle.png": (BLUE, both(box(4.5, 3.4, 7.5, 8), box(5.4, 1.2, 6.6, 3.5))),
    "glove.png": (
        GOLD,
        both(box(4.4, 4, 7.8, 8), bar(4.8, 2, 4.8, 5, 0.42), bar(5.8, 1.5, 5.8, 5, 0.42),
             bar(6.7, 1.6, 6.7, 5, 0.42), bar(7.5, 2.2, 7.5, 5, 0.42), bar(3, 4.4, 4.6, 6, 0.45)),
    ),
    "tray.png": (
        STEEL,
        without(
            box(1.8, 2.4, 10.2, 7),
            both(*(box(left, top, left + 1.5, top + 1.5)
                   for left in (2.3, 4.3, 6.3, 8.3) for top in (2.9, 4.9))),
        ),
    ),
    "lantern.png": (
        GOLD,
        both(without(box(4, 3, 8, 7.6), box(4.7, 3.6, 7.3, 6.8)), taper(1.8, 3, 0.8, 2.4),
             bar(6, 5.6, 6, 6.8, 0.4), without(disc(6, 1.6, 0.8), disc(6, 1.6, 0.5))),
    ),
    "seed.png": (GREEN, without(box(3.8, 1.2, 8.2, 8), disc(6, 5, 1.3, 1.3))),
}  # fmt: skip
GROUND = (246, 247, 249)


def picture(name: str) -> bytes:
    """Return the picture called ``name`` as a PNG file."""
    color, inside = PICTURES[name]
    rows = b"".join(
        b"\0" + bytes(_covered(inside, column, row) for column in range(WIDTH))
        for row in range(HEIGHT)
    )
    palette = b"".join(_mixed(color, share / LEVELS) for share in range(LEVELS + 1))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _covered(inside: Inside, column: int, row: int) -> int:
    return sum(inside((column + dx) / 10, (row + dy) / 10) for dx in SAMPLES for dy in SAMPLES)


def _mixed(color: tuple[int, int, int], share: float) -> bytes:
    return bytes(round(g + (c - g) * share) for g, c in zip(GROUND, color, strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
