"""The colours and distances everything in the window is drawn with, for light and dark."""

from dataclasses import dataclass
from enum import StrEnum

SPACE_INSIDE = 4
SPACE_BETWEEN = 8
SPACE_GROUP = 16
SPACE_PAGE = 24
"""The grid, in pixels: inside controls, between them, around groups, around pages."""

ROW_HEIGHT = 34
FIELD_HEIGHT = 32
BAR_WIDTH = 4


class Scheme(StrEnum):
    """Which of the two sets of colours is in use."""

    LIGHT = "light"
    DARK = "dark"


class ThemeChoice(StrEnum):
    """What the rep asked for: the system's scheme, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of one state: its text, and the ground of its rows ("" = the plain one)."""

    text: str
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One set of colours. ``states`` are by the name of their badge (``ui.look.status_badges``).

    ``packaging/theme/contrast.py`` prints how each reads on each ground it is used on. ``border``
    parts one area from another; ``edge`` is around what can be typed in; ``chosen`` is the ground
    of a selected row where the keyboard is, ``hover`` of one where it is not.
    """

    background: str
    panel: str
    text: str
    muted: str
    disabled: str
    faint: str
    border: str
    edge: str
    scroll: str
    hover: str
    chosen: str
    accent: str
    accent_hover: str
    on_accent: str
    states: dict[str, Tint]


LIGHT = Tokens(
    background="#FFFFFF",
    panel="#F6F7F9",
    text="#1B1F24",
    muted="#5A6472",
    disabled="#636C78",
    faint="#8A939F",
    border="#D8DDE3",
    edge="#868F9C",
    scroll="#C0C7CF",
    hover="#EAEDF1",
    chosen="#DDF0EE",
    accent="#0B6E69",
    accent_hover="#095B57",
    on_accent="#FFFFFF",
    states={
        "draft": Tint("#5A6472", "#F0F2F5"),
        "queued": Tint("#8A5A00", "#FFF6E0"),
        "waits": Tint("#8A5A00", "#FFF6E0"),
        "received": Tint("#1F5FA8", "#EAF2FC"),
        "confirmed": Tint("#1E6B3A"),
        "adjusted": Tint("#1E6B3A", "#E9F6EE"),
        "in_conflict": Tint("#A83A12", "#FDEEE7"),
        "awaiting_decision": Tint("#6A3FA0", "#F3ECFB"),
        "rejected": Tint("#A3232B", "#FCEBEC"),
        "parked": Tint("#6B5B4B", "#F5F0EA"),
        "taking_back": Tint("#5A6472", "#F0F2F5"),
        "undone": Tint("#5A6472"),
        "cancelled": Tint("#5A6472"),
    },
)

DARK = Tokens(
    background="#17191C",
    panel="#1F2226",
    text="#E7EAEE",
    muted="#A3ADBA",
    disabled="#8E98A5",
    faint="#727C88",
    border="#363C44",
    edge="#6B7683",
    scroll="#4A525C",
    hover="#2A2F35",
    chosen="#14363A",
    accent="#4FD1C5",
    accent_hover="#7ADFD5",
    on_accent="#17191C",
    states={
        "draft": Tint("#A3ADBA", "#2A2E34"),
        "queued": Tint("#F2C14E", "#33290F"),
        "waits": Tint("#F2C14E", "#33290F"),
        "received": Tint("#7FB4F0", "#14263B"),
        "confirmed": Tint("#74CF97"),
        "adjusted": Tint("#74CF97", "#12301E"),
        "in_conflict": Tint("#FF9B73", "#3A1C10"),
        "awaiting_decision": Tint("#C4A3F2", "#291A3D"),
        "rejected": Tint("#FF8F95", "#3B1417"),
        "parked": Tint("#CDBBA7", "#2C251E"),
        "taking_back": Tint("#A3ADBA", "#2A2E34"),
        "undone": Tint("#A3ADBA"),
        "cancelled": Tint("#A3ADBA"),
    },
)

TOKENS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}
