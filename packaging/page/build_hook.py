"""What a build of the wheel does besides packing: it fetches the libraries of the order pad."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import libraries
from smartclient.settings.pad_libraries import missing_libraries


class LibrariesHook(BuildHookInterface[Any]):
    """Fetch the libraries before a wheel is packed; without a network it is packed without them."""

    def dependencies(self) -> list[str]:
        """What a build needs that the machine lacks."""
        if self.target_name != "wheel" or shutil.which("npm"):
            return []
        return [libraries.NPM_WHEEL] if missing_libraries(libraries.PAGE) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch them, unless the checkout itself is installed: its set-up does that."""
        if self.target_name == "wheel" and version != "editable":
            libraries.fetch_or_say(libraries.ORDER_PAD)
            build_data["artifacts"].append("resources/orderpad/libraries/")
