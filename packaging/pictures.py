"""Pictures of views: each rendered in light and in dark, into a folder for either."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from views import View, pause

from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice

_REPAINTS_MS = 60


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where pictures go: ``folder``/light``suffix`` and ``folder``/dark``suffix``."""

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
