"""Screenshots of views as files: each in light and in dark, in a folder for either."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from window_driver import View, pause

_REPAINTS_MS = 60


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """Folders of screenshots: ``folder``/light``suffix`` and ``folder``/dark``suffix``."""

    theme: Theme
    folder: Path
    suffix: str

    def take(self, views: Iterable[View]) -> None:
        """Render each view while it is open."""
        for name, widget in views:
            for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                self.theme.choose(choice)
                widget.show()
                pause(_REPAINTS_MS)
                place = self.folder / f"{choice.value}{self.suffix}"
                place.mkdir(parents=True, exist_ok=True)
                widget.grab().save(str(place / f"{name}.png"))
            self.theme.choose(ThemeChoice.LIGHT)
