"""The link as a state machine."""

from dataclasses import dataclass, replace
from enum import StrEnum


class LinkEvent(StrEnum):
    """What can happen to the link."""

    REACHED = "reached"
    OUT_OF_REACH = "out_of_reach"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The link as it was last seen, and whether the rep works offline by choice."""

    reached: bool = False
    by_choice: bool = False

    def after(self, event: LinkEvent) -> "Link":
        """The link after ``event``.

        While the rep works offline, an answer that was on its way changes nothing. Back online
        the link counts as it was last seen: nothing was tried meanwhile.
        """
        if event in {LinkEvent.SWITCHED_OFF, LinkEvent.SWITCHED_ON}:
            return replace(self, by_choice=event is LinkEvent.SWITCHED_OFF)
        if self.by_choice:
            return self
        return replace(self, reached=event is LinkEvent.REACHED)
