"""The network coming back: a sync starts at once, unless the rep works offline by choice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.shell.network_monitor import NetworkMonitor, system_network
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases

Reachability = QNetworkInformation.Reachability
TransportMedium = QNetworkInformation.TransportMedium
Feature = QNetworkInformation.Feature


class Platform(QObject):
    """The operating system's word on its networks."""

    reachabilityChanged = Signal(Reachability)  # noqa: N815 (as Qt has it)
    transportMediumChanged = Signal(TransportMedium)  # noqa: N815 (as Qt has it)
    isMeteredChanged = Signal(bool)  # noqa: N815 (as Qt has it)
    isBehindCaptivePortalChanged = Signal(bool)  # noqa: N815 (as Qt has it)

    def __init__(self, now: Reachability, features: tuple[Feature, ...] = ()) -> None:
        super().__init__()
        self._now = now
        self._features = features
        self.medium = TransportMedium.Unknown
        self.metered = False

    def supports(self, feature: Feature) -> bool:
        return feature in self._features

    def transportMedium(self) -> TransportMedium:  # noqa: N802 (as Qt has it)
        return self.medium

    def isMetered(self) -> bool:  # noqa: N802 (as Qt has it)
        return self.metered

    def isBehindCaptivePortal(self) -> bool:  # noqa: N802 (as Qt has it)
        return False

    def reachability(self) -> Reachability:
        return self._now

    def becomes(self, now: Reachability) -> None:
        self._now = now
        self.reachabilityChanged.emit(now)


def looking_at(platform: Platform) -> Callable[[], QNetworkInformation]:
    """Return what finds ``platform``: Qt lets nobody construct its own."""
    return lambda: cast("QNetworkInformation", platform)


@pytest.fixture
def parent() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.mark.parametrize(
    ("story", "times"),
    [
        ([Reachability.Disconnected, Reachability.Online], 1),
        ([Reachability.Online, Reachability.Disconnected], 0),
        ([Reachability.Online, Reachability.Disconnected, Reachability.Local], 1),
        ([Reachability.Local, Reachability.Site, Reachability.Online], 2),
        ([Reachability.Unknown, Reachability.Online], 0),
        ([Reachability.Online, Reachability.Unknown, Reachability.Online], 0),
        ([Reachability.Online, Reachability.Online], 0),
    ],
    ids=lambda story: "-".join(each.name for each in story) if isinstance(story, list) else "",
)
def test_it_reports_whenever_more_can_be_reached(
    parent: QObject, story: list[Reachability], times: int
) -> None:
    platform = Platform(story[0])
    network = NetworkMonitor(parent, looking_at(platform))
    reported: list[bool] = []
    network.reconnected.connect(lambda: reported.append(True))
    network.watch()

    for now in story[1:]:
        platform.becomes(now)

    assert len(reported) == times


def test_nothing_is_reported_once_stopped_or_where_the_system_reports_nothing(
    parent: QObject,
) -> None:
    platform = Platform(Reachability.Disconnected)
    reported: list[bool] = []
    for network in (
        NetworkMonitor(parent, looking_at(platform)),
        NetworkMonitor(parent, lambda: None),
    ):
        network.reconnected.connect(lambda: reported.append(True))
        network.watch()
        network.stop()
    platform.becomes(Reachability.Online)
    assert not reported


def test_each_word_of_the_system_is_a_hint_and_what_it_does_not_report_is_unknown(
    parent: QObject,
) -> None:
    platform = Platform(Reachability.Online, (Feature.Reachability, Feature.Metered))
    network = NetworkMonitor(parent, looking_at(platform))
    hints: list[NetworkHint] = []
    network.hinted.connect(hints.append)
    network.watch()
    platform.medium, platform.metered = TransportMedium.Cellular, True
    platform.isMeteredChanged.emit(True)  # noqa: FBT003 (Qt's own)
    platform.becomes(Reachability.Disconnected)
    platform.becomes(Reachability.Unknown)
    cellular = NetworkHint(transport=Transport.CELLULAR, metered=True)
    assert hints == [
        NetworkHint(metered=False, reachable=True),
        replace(cellular, reachable=True),
        replace(cellular, reachable=False),
        cellular,
    ]


def test_the_window_passes_every_hint_on(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    link = SmallLink(SmallUseCases())
    window = open_window(link.use_cases, link)
    window.network._look = looking_at(Platform(Reachability.Online))
    window.network.watch()
    qtbot.waitUntil(lambda: not window.context.busy)
    assert link.hints == [NetworkHint(reachable=True)]


def test_the_system_is_asked_in_its_own_way(qtbot: QtBot) -> None:
    found = system_network()
    assert found is None or found.reachability() in Reachability


@pytest.mark.parametrize("offline", [False, True])
def test_when_the_network_comes_back_a_sync_starts_at_once(
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    offline: bool,  # noqa: FBT001
) -> None:
    use_cases = SmallUseCases(offline=offline, to_send=2)
    link = SmallLink(use_cases)
    window = open_window(use_cases, link)
    platform = Platform(Reachability.Disconnected)
    window.network._look = looking_at(platform)
    window.begin()
    window.network.watch()

    platform.becomes(Reachability.Online)
    qtbot.waitUntil(lambda: not window.syncing.running and not window.context.busy)

    assert link.syncs == (0 if offline else 1)
    assert use_cases.to_send == (2 if offline else 0)
