"""What functions need of the link: only online, only while not offline, or nothing."""

import pytest

from smartclient.read_models.functions import (
    ALREADY_OFFLINE,
    COMMANDS,
    CONTROLS,
    OUT_OF_REACH,
    SWITCHED_OFF,
    Need,
    link_state,
)
from smartclient.read_models.sync_progress import LinkState


@pytest.mark.parametrize("link", LinkState)
@pytest.mark.parametrize("need", Need)
def test_while_the_rep_works_offline_nothing_that_sends_is_available(
    need: Need, link: LinkState
) -> None:
    state = link_state((need,), offline_by_choice=True, link=link)
    whys = {
        Need.SENDING: SWITCHED_OFF,
        Need.ANSWER: SWITCHED_OFF,
        Need.NOT_OFFLINE: ALREADY_OFFLINE,
    }
    assert (state.possible, state.why) == (need not in whys, whys.get(need, ""))


@pytest.mark.parametrize("need", Need)
def test_out_of_reach_only_what_needs_an_answer_is_not_available(need: Need) -> None:
    state = link_state((need,), offline_by_choice=False, link=LinkState.UNREACHABLE)
    assert (state.possible, state.why) == (
        (False, OUT_OF_REACH) if need is Need.ANSWER else (True, "")
    )


@pytest.mark.parametrize("need", Need)
def test_online_the_link_blocks_nothing(need: Need) -> None:
    assert link_state((need,), offline_by_choice=False).possible


def test_every_need_is_one_of_something() -> None:
    needed = frozenset[Need]().union(*CONTROLS.values(), *COMMANDS.values())
    assert needed == set(Need)
