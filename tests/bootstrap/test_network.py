"""The network below the link: what Linux's files say of it, and the probe of one round trip."""

import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap import network_watch
from smartclient.bootstrap.network_hint import network_hint
from smartclient.bootstrap.network_watch import REPORT_LASTS, NetworkWatch
from smartclient.bootstrap.probing import is_local, is_worth_a_try
from smartclient.domain.link_price import Transport
from smartclient.domain.link_quality import LinkQuality
from smartclient.read_models.connection import NetworkHint
from smartclient.store.unit_of_work import Store
from tests.prepared import new_store
from tests.set_clock import SetClock

KEY = b"k" * 32
HEADER = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
FAR = "https://office.example.com"

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the files are Linux's")


@pytest.fixture
def hint(tmp_path: Path) -> Callable[..., NetworkHint]:
    """Return what reads the hint of a machine with these devices and routes to anywhere."""

    def read(routes: dict[str, int], **devices: str) -> NetworkHint:
        folder, table = tmp_path / "net", tmp_path / "route"
        for device, state in {"lo": "unknown", **devices}.items():
            (folder / device).mkdir(parents=True, exist_ok=True)
            (folder / device / "operstate").write_text(f"{state}\n", "ascii")
        lines = [f"{name}\t00000000\t0\t3\t0\t0\t{metric}\t0\n" for name, metric in routes.items()]
        table.write_text(HEADER + "".join(lines), "ascii")
        return network_hint(folder, table)

    return read


@linux
def test_the_preferred_route_says_what_carries_the_link(hint: Callable[..., NetworkHint]) -> None:
    assert hint({"wwan0": 700, "eth0": 100}, eth0="up", wwan0="up") == NetworkHint(
        name="eth0", transport=Transport.ETHERNET, reachable=True
    )
    assert hint({"wwan0": 700}, eth0="down", wwan0="up").transport is Transport.CELLULAR


@linux
def test_without_a_device_that_is_up_there_is_no_network(hint: Callable[..., NetworkHint]) -> None:
    assert hint({}, eth0="down").reachable is False
    assert hint({}, tun0="up").reachable is True


def test_a_probe_says_whether_anybody_takes_a_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert is_worth_a_try(f"https://127.0.0.1:{port}")
        assert is_worth_a_try(f"mssql+pyodbc://127.0.0.1:{port}/sales")
    assert not is_worth_a_try(f"https://127.0.0.1:{port}")
    assert not is_worth_a_try(f"mssql+pyodbc://127.0.0.1:{port}/sales")


def test_where_only_a_sync_can_say_it_is_worth_a_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_worth_a_try(f"sqlite:///{tmp_path / 'office.db'}")
    assert is_worth_a_try("mssql+pyodbc://server%5Cinstance/sales")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert is_worth_a_try("https://office.example.com")


@pytest.mark.parametrize(
    ("url", "local"),
    [
        (FAR, False),
        ("https://127.0.0.1:8443", True),
        ("mssql+pyodbc://db.example.com/sales", False),
        ("mssql+pyodbc://localhost/sales", True),
        ("sqlite:////tmp/office.db", True),
    ],
)
def test_what_is_on_this_computer_needs_no_network(url: str, *, local: bool) -> None:
    assert is_local(url) is local


def test_what_the_window_was_told_counts_for_more(tmp_path: Path, clock: SetClock) -> None:
    store = new_store(tmp_path / "store.db", KEY)
    watch = NetworkWatch(store, clock)
    watch.report(NetworkHint(name="Hotel", transport=Transport.WIFI, metered=True, reachable=False))
    assert watch.look(FAR)
    assert not watch.look(FAR)
    with store.work() as work:
        assert work.meta.network is not None
        assert work.meta.network.metered
        assert work.meta.network.reachable is False
        work.meta.link_quality = LinkQuality(kbit_per_s=5)
        work.commit()
    assert watch.look("https://127.0.0.1")
    watch.report(NetworkHint(name="Home", transport=Transport.WIFI))
    watch.look(FAR)
    with store.view() as view:
        assert view.meta.link_quality is None
    store.close()


def test_the_window_and_a_command_beside_it_say_the_same_of_the_network(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = NetworkHint(name="Hotel", transport=Transport.WIFI, reachable=True)
    monkeypatch.setattr(network_watch, "network_hint", lambda: found)
    store = new_store(tmp_path / "store.db", KEY)
    window, command = NetworkWatch(store, clock), NetworkWatch(store, clock)
    window.report(NetworkHint(metered=True, captive=False, reachable=True))
    assert window.look(FAR)
    assert not command.look(FAR)
    with store.view() as view:
        assert view.meta.network == replace(found, metered=True, captive=False)
    store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path / "store.db", KEY)
    yield store
    store.close()


REPORTED = NetworkHint(transport=Transport.WIFI, metered=True, captive=False, reachable=True)


def stored(store: Store) -> NetworkHint | None:
    with store.view() as view:
        return view.meta.network


def test_a_command_that_sees_nothing_leaves_what_a_window_had_from_the_system(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows and macOS nothing is known of the network without the window."""
    monkeypatch.setattr(network_watch, "network_hint", NetworkHint)
    window, command = NetworkWatch(store, clock), NetworkWatch(store, clock)
    window.report(REPORTED)
    assert window.look(FAR)
    # the window confirms it while it is open
    clock.advance(REPORT_LASTS - timedelta(minutes=1))
    assert not window.look(FAR)
    clock.advance(REPORT_LASTS - timedelta(minutes=1))
    assert not command.look(FAR)
    assert stored(store) == REPORTED


def test_the_report_of_a_window_that_was_closed_long_ago_counts_no_more(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_watch, "network_hint", NetworkHint)
    window, command = NetworkWatch(store, clock), NetworkWatch(store, clock)
    window.report(REPORTED)
    window.look(FAR)
    clock.advance(REPORT_LASTS)
    assert command.look(FAR)
    assert stored(store) == NetworkHint()
    assert not command.look(FAR)


def test_another_network_that_a_command_sees_is_no_more_that_of_the_window(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = NetworkHint(name="Home", transport=Transport.ETHERNET, reachable=True)
    monkeypatch.setattr(network_watch, "network_hint", lambda: home)
    window, command = NetworkWatch(store, clock), NetworkWatch(store, clock)
    window.report(replace(REPORTED, name="Hotel"))
    window.look(FAR)
    assert command.look(FAR)
    assert stored(store) == home
    # and what is seen then is not taken for a report
    monkeypatch.setattr(network_watch, "network_hint", NetworkHint)
    assert command.look(FAR)
    assert stored(store) == NetworkHint()


def test_a_page_of_the_network_that_was_reported_long_ago_counts_no_more(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotel = NetworkHint(name="Hotel", transport=Transport.WIFI, reachable=True)
    monkeypatch.setattr(network_watch, "network_hint", lambda: hotel)
    window, command = NetworkWatch(store, clock), NetworkWatch(store, clock)
    window.report(replace(hotel, metered=True, captive=True))
    window.look(FAR)
    assert not command.look(FAR)
    clock.advance(REPORT_LASTS)
    assert command.look(FAR)
    assert stored(store) == replace(hotel, metered=True)
