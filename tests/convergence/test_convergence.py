"""Random work by several reps and an admin, with crashes anywhere: at the end both sides agree."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from smartclient.bootstrap import handing_over
from smartclient.contract.web.gate import Gate
from smartclient.database.mssql.address import address_of
from smartclient.domain.clock import Clock, SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.retention import purge
from smartclient.headoffice.worker import answering
from smartclient.web.sqlserver_gate import SqlServerGate
from tests.convergence.agreement import (
    assert_both_sides_agree,
    assert_devices_show_the_same,
    assert_everything_is_answered,
    assert_no_order_is_lost_or_doubled,
    assert_no_stock_is_sold_twice,
    assert_nothing_taken_back_was_carried_out,
    assert_nothing_wrong_was_seen,
    assert_pins_agree,
)
from tests.convergence.carrying_play import CarryingPlay
from tests.convergence.check_out_play import COUNTED, CheckOutPlay
from tests.convergence.company import ADMIN, REPS, write_company
from tests.convergence.faults import cut_power_at_commits
from tests.convergence.numbering_play import NumberingPlay
from tests.convergence.patience import EXPIRED, HELD, OVERDUE, PINNED
from tests.convergence.play import LongPlay, Play, WebPlay, WipingPlay
from tests.convergence.stale_play import StalePlay
from tests.convergence.task_actions import TaskPlay, assert_every_task_is_whole
from tests.convergence.web_links import WebLinks
from tests.convergence.wipes import Wipes, cut_wipes
from tests.convergence.world import World, give_ids_by_lot
from tests.https_company import WebOffice, web_office
from tests.live_gate import service_login
from tests.live_server import LiveOffice, live_office

_FIRST = int(os.environ.get("SMARTCLIENT_CONVERGENCE_FIRST", "0"))
SEEDS = range(_FIRST, _FIRST + int(os.environ.get("SMARTCLIENT_CONVERGENCE_SEEDS", "4")))
WEB_SEEDS = int(os.environ.get("SMARTCLIENT_WEB_SEEDS", "2"))
TASK_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_TASK_SEEDS", "2"))]
WIPING_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_WIPING_SEEDS", "2"))]
CARRYING_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_CARRYING_SEEDS", "3"))]
NUMBERING_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_NUMBERING_SEEDS", "2"))]
CHECK_OUT_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_CHECK_OUT_SEEDS", "3"))]
STALE_SEEDS = SEEDS[: int(os.environ.get("SMARTCLIENT_STALE_SEEDS", "2"))]
LIVE_SEEDS = range(int(os.environ.get("SMARTCLIENT_LIVE_SEEDS", "1")))
LIVE_STEPS = int(os.environ.get("SMARTCLIENT_LIVE_STEPS", "60"))
"""Each step takes longer on a server."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_both_sides_agree_after_random_work_and_crashes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(seed, tmp_path, monkeypatch)
    assert_it_converges(Play(world))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", CARRYING_SEEDS)
def test_both_sides_agree_where_work_is_also_carried_by_hand(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = CarryingPlay(world_of(seed, tmp_path, monkeypatch))
    assert_it_converges(play)
    assert play.exported
    assert play.accepted
    assert play.taken_in


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_both_sides_agree_after_years_of_purges(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # one transaction is enough for all that such a small company does
    monkeypatch.setattr(purge, "PORTION", 3)
    world = world_of(seed, tmp_path, monkeypatch)
    assert_it_converges(LongPlay(world))
    with world.looking() as there:
        assert there.scalar(world.sql("SELECT COUNT(*) FROM sync_inbox WHERE purged = 1")) > 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", NUMBERING_SEEDS)
def test_no_number_is_given_twice_whichever_way_devices_give_them(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = NumberingPlay(world_of(seed, tmp_path, monkeypatch))
    assert_it_converges(play)
    assert play.final_numbers()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", CHECK_OUT_SEEDS)
def test_nobody_ever_holds_what_another_holds(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = CheckOutPlay(world_of(seed, tmp_path, monkeypatch))
    assert_it_converges(play)
    assert all(play.done[each] for each in COUNTED)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebOffice]:
    with web_office(tmp_path_factory.mktemp("web")) as office:
        yield office


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS[:WEB_SEEDS])
def test_both_sides_agree_where_some_come_over_https(
    seed: int, web: WebOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(seed, tmp_path, monkeypatch)
    links = web_links_of(world, seed, web, REPS[1:], file_gate)
    world.web_links = links
    assert_it_converges(WebPlay(world))
    assert links.renewed
    assert links.revoked


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", TASK_SEEDS)
def test_each_step_is_done_or_taken_back_or_a_person_is_asked(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(seed, tmp_path, monkeypatch)
    play = TaskPlay(world)
    assert_it_converges(play)
    assert play.taken_back


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", WIPING_SEEDS)
def test_nothing_is_lost_where_devices_are_wiped(
    seed: int, web: WebOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(seed, tmp_path, monkeypatch)
    wipes = wipes_of(world, seed, web, file_gate, monkeypatch)
    assert_it_converges(WipingPlay(world))
    assert wipes.wiped
    assert wipes.released or wipes.dropped


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", STALE_SEEDS)
def test_nothing_is_lost_where_data_expires_under_unsent_work(
    seed: int, web: WebOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(seed, tmp_path, monkeypatch)
    wipes_of(world, seed, web, file_gate, monkeypatch)
    assert_it_converges(StalePlay(world))
    assert all(world.patience.seen[what] for what in (HELD, EXPIRED, OVERDUE, PINNED))


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", LIVE_SEEDS)
def test_both_sides_agree_on_sql_server(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live_office(SystemClock(), "world") as live:
        world = world_of(seed, tmp_path, monkeypatch, live)
        assert_it_converges(Play(world, LIVE_STEPS))


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", LIVE_SEEDS)
def test_nothing_is_lost_where_devices_are_wiped_on_sql_server(
    seed: int, web: WebOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live_world(seed, "wipes", tmp_path, monkeypatch, web) as world:
        assert_it_converges(WipingPlay(world, LIVE_STEPS))
        assert world.wipes is not None
        assert world.wipes.wiped
        assert world.wipes.released or world.wipes.dropped


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", LIVE_SEEDS)
def test_nothing_is_lost_where_data_expires_under_unsent_work_on_sql_server(
    seed: int, web: WebOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live_world(seed, "stale", tmp_path, monkeypatch, web) as world:
        assert_it_converges(StalePlay(world, LIVE_STEPS))
        assert all(world.patience.seen[what] for what in (HELD, EXPIRED, OVERDUE, PINNED))


@contextmanager
def live_world(
    seed: int, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, web: WebOffice
) -> Iterator[World]:
    """Found a world on a SQL Server to which every rep comes over HTTPS."""
    with live_office(SystemClock(), name) as live:
        gate = SqlServerGate(address_of(live.url_of(service_login(live))), connections=4)
        world = world_of(seed, folder, monkeypatch, live)
        wipes_of(world, seed, web, lambda _office, _clock: gate, monkeypatch)
        try:
            yield world
        finally:
            gate.close()


def file_gate(office: HeadOffice, clock: Clock) -> Gate:
    """Let a service open head office's file itself, with a clock that is right."""
    return FileGate(office.engine, clock)


def web_links_of(
    world: World,
    seed: int,
    web: WebOffice,
    logins: Sequence[str],
    gate: Callable[[HeadOffice, Clock], Gate],
) -> WebLinks:
    return WebLinks(
        web=web,
        logins=frozenset(logins),
        rng=random.Random(seed),
        is_calm=lambda: not world.faults.link_trouble,
        gate=gate,
    )


def wipes_of(
    world: World,
    seed: int,
    web: WebOffice,
    gate: Callable[[HeadOffice, Clock], Gate],
    monkeypatch: pytest.MonkeyPatch,
) -> Wipes:
    """Have every rep of a world come over HTTPS, and devices wiped step by step."""
    links = web_links_of(world, seed, web, REPS, gate)
    world.web_links, world.wipes = links, Wipes(world, links)
    cut_wipes(monkeypatch, world.faults)
    monkeypatch.setattr(handing_over, "_AT_ONCE", 2)
    return world.wipes


def world_of(
    seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch, live: LiveOffice | None = None
) -> World:
    """Found the world of a seed, whose power and links fail; live, ids are not by lot."""
    if live is None:
        give_ids_by_lot(monkeypatch, seed)
    world = World(
        folder=folder,
        rng=random.Random(seed),
        company=write_company(folder / "company"),
        reps=REPS,
        admin=ADMIN,
        live=live,
    )
    cut_power_at_commits(monkeypatch, world.faults)
    monkeypatch.setattr(answering, "handle", world.handled)
    return world


def assert_it_converges(play: Play) -> None:
    try:
        play.run()
        play.sync_everybody()
        assert_devices_show_the_same(play.world)
        play.come_to_rest()
        assert_everything_is_answered(play)
        assert_both_sides_agree(play.world)
        assert_pins_agree(play.world)
        assert_no_order_is_lost_or_doubled(play)
        assert_nothing_taken_back_was_carried_out(play)
        assert_no_stock_is_sold_twice(play.world)
        assert_every_task_is_whole(play.world)
        assert_nothing_wrong_was_seen(play)
    finally:
        play.world.close()
