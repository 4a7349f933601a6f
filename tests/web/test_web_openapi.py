"""The service's OpenAPI description: complete, and what a running service keeps to."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.web import wire
from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.wire import FAILURE_STATUS, NONCE, PAGES_TYPE, Failure, Path
from smartclient.web.calls import ANSWERS, STREAMS
from smartclient.web.endpoints import ENDPOINTS, SNAPSHOT_PATH
from smartclient.web.limits import Rate, WebLimits
from smartclient.web.openapi import description
from tests.office_company import ANN
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service


def test_every_path_is_described_and_answered() -> None:
    described = set(description()["paths"])
    assert described == set(Path) | {SNAPSHOT_PATH}
    assert set(ENDPOINTS) == set(ANSWERS) | set(STREAMS)
    assert not set(ANSWERS) & set(STREAMS)


def test_every_failure_has_a_status_and_is_described_where_it_may_come() -> None:
    assert set(FAILURE_STATUS) == set(Failure)
    described: set[str] = set()
    for path, endpoint in ENDPOINTS.items():
        responses = description()["paths"][path]["post"]["responses"]
        for failure in endpoint.failures:
            schema = responses[str(FAILURE_STATUS[failure])]["content"][wire.MEDIA_TYPE]["schema"]
            assert failure in schema["allOf"][1]["properties"]["failure"]["enum"]
            described.add(failure)
    # a snapshot is got, and no call
    assert described == set(Failure) - {Failure.NO_SNAPSHOT, Failure.NO_SUCH_RANGE}


def test_every_type_of_the_wire_is_described_with_all_its_fields() -> None:
    schemas = description()["components"]["schemas"]
    types = {
        value
        for value in vars(wire).values()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and value is not msgspec.Struct
    }
    # a piece is an array
    for kind in types - {wire.SnapshotPiece}:
        fields = set(schemas[kind.__name__]["properties"]) - {"line"}
        assert fields == {field.encode_name for field in msgspec.structs.fields(kind)}
    assert set(schemas[BatchItem.__name__]["properties"]) >= {"n", "id", "body", "digest"}


def test_the_description_is_served(service: RunningService) -> None:
    answer = service.client().get(Path.OPENAPI)
    assert answer.json() == msgspec.json.decode(msgspec.json.encode(description()))


# fuzzing ---------------------------------------------------------------------------------------


CONFORMANCE = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_headers_conformance,
    schemathesis.checks.response_schema_conformance,
]

BOUNDED = settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


UNLIMITED = Rate(burst=10**9, per_second=1.0)


@pytest.fixture
def fuzzed(gate: WatchedGate) -> Iterator[RunningService]:
    with running_service(gate, limits=WebLimits(refused=UNLIMITED)) as running:
        yield running


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("is_enrolled", [True, False])
def test_no_request_that_fits_the_description_or_breaks_it_makes_the_service_fail(
    fuzzed: RunningService,
    gate: WatchedGate,
    mode: schemathesis.GenerationMode,
    is_enrolled: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    device = gate.enrol(ANN)
    credential = device.credential if is_enrolled else "x" * 43
    headers = {NONCE: "0123456789abcdef", "Authorization": f"Bearer {credential}"}
    schema = schemathesis.openapi.from_dict(msgspec.to_builtins(description()))
    answered: Counter[str] = Counter()

    def fuzz(case: schemathesis.Case[Any]) -> None:
        # who was wiped by the last case is let in again
        wiping = case.path in {Path.HAND_OVER, Path.WIPED}
        gate.set_state(device, DeviceState.WIPING if wiping else DeviceState.ACTIVE)
        answer = case.call(base_url=fuzzed.address, headers=headers, timeout=30)
        answered[case.path] += 1
        assert answer.status_code < 500, answer.text
        failure = "" if answer.status_code == 200 else answer.text
        # a browser may forget a credential that does not count, too
        is_open = case.method == "GET" or case.path == Path.PAGE_SIGN_OUT
        assert is_enrolled or is_open or failure
        if PAGES_TYPE not in answer.headers["content-type"]:
            case.validate_response(answer, checks=CONFORMANCE)

    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if mode is schemathesis.GenerationMode.POSITIVE or operation.method == "post":
            strategy = operation.as_strategy(generation_mode=mode)
            BOUNDED(given(strategy)(fuzz))()
    assert set(answered) >= set(ENDPOINTS)
