"""The further service that the manual shows: it is one as it stands there."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import DeleteCustomer
from smartclient.documents.manual import Topic, manual_page
from smartclient.domain.ids import CustomerNumber, RequestId, new_id
from smartclient.services.mail.delivery import Outcome
from smartclient.services.registry import GROUP, device_services
from smartclient.services.service import DeviceService, ServicePlace, ServiceTransport

PLACE = ServicePlace(
    account="",
    records=cast("Any", None),
    password=cast("Callable[..., str]", None),
    trust=cast("Callable[..., Any]", None),
)
REQUEST = request_for(
    DeleteCustomer(number=CustomerNumber("C-00001")),
    request_id=RequestId(new_id()),
    lane="C-00001",
    made_at=datetime(2026, 11, 2, tzinfo=UTC),
)


def example(kind: str) -> str:
    """The manual's only example of a kind on the page about operating head office."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", manual_page(Topic.OPERATING).text, re.DOTALL)
    return str(found)


@pytest.fixture
def parcels(monkeypatch: pytest.MonkeyPatch) -> DeviceService:
    """The service of the manual, registered as the manual says."""
    group, value = re.findall(r'"([^"]+)"', example("toml"))
    assert group == GROUP
    module = ModuleType(value.partition(":")[0])
    exec(compile(example("python"), "parcels.py", "exec"), module.__dict__)  # noqa: S102 (ours)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    points = metadata.EntryPoints([metadata.EntryPoint(name="parcels", value=value, group=group)])
    monkeypatch.setattr("smartclient.services.registry.entry_points", points.select)
    _, found = device_services()
    return found


def opened(service: DeviceService) -> ServiceTransport:
    transport = service.open(PLACE)
    assert transport is not None
    return transport


def test_it_is_not_set_up_before_its_folder_is_named(
    parcels: DeviceService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARCELS_FOLDER", raising=False)
    assert parcels.open(PLACE) is None


def test_it_hands_over_what_may_go_and_waits_for_its_folder(
    parcels: DeviceService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "parcels"
    monkeypatch.setenv("PARCELS_FOLDER", str(folder))
    away = opened(parcels).deliver(REQUEST, lambda: pytest.fail("there is nothing to hand over to"))
    assert away.outcome is Outcome.SERVICE_AWAY
    assert away.why
    folder.mkdir()
    assert opened(parcels).deliver(REQUEST, lambda: False).outcome is Outcome.LATER
    assert not list(folder.iterdir())
    assert opened(parcels).deliver(REQUEST, lambda: True).outcome is Outcome.SENT
    (written,) = folder.iterdir()
    assert written.read_text(encoding="utf-8") == REQUEST.body
