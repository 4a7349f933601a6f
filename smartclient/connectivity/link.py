"""The link as a state machine: what each thing that happens makes of it."""

from enum import StrEnum

from smartclient.domain.progress import LinkState


class LinkEvent(StrEnum):
    """What can happen to the link."""

    REACHED = "reached"
    OUT_OF_REACH = "out_of_reach"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"


def next_link(state: LinkState, event: LinkEvent) -> LinkState:
    """Return the state of the link after ``event``.

    Working offline is the rep's choice and stays until the rep ends it, whatever an answer that
    was on its way still says; afterwards the link counts as unreachable until it is reached.
    """
    if event is LinkEvent.SWITCHED_OFF:
        return LinkState.OFFLINE
    if event is LinkEvent.SWITCHED_ON:
        return LinkState.UNREACHABLE if state is LinkState.OFFLINE else state
    if state is LinkState.OFFLINE:
        return LinkState.OFFLINE
    return LinkState.ONLINE if event is LinkEvent.REACHED else LinkState.UNREACHABLE
