"""What the states of the services are for the client as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.services import ServiceName
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.services import ServiceReport, connection_of, is_out_of_reach

states = st.sampled_from(ConnectionState)
reports = st.builds(
    ServiceReport,
    service=st.just(ServiceName("courier")),
    state=states,
    observed=states,
    is_offline_without=st.booleans(),
    counts_always=st.booleans(),
)


def away(*, counts: bool, counts_always: bool = False) -> ServiceReport:
    return ServiceReport(
        service=ServiceName("courier"),
        state=ConnectionState.UNREACHABLE,
        observed=ConnectionState.UNREACHABLE,
        is_offline_without=counts,
        counts_always=counts_always,
    )


@given(others=st.lists(reports, max_size=3))
def test_a_service_that_does_not_count_changes_nothing_by_being_away(
    others: list[ServiceReport],
) -> None:
    left_out = away(counts=False)
    assert is_out_of_reach([*others, left_out]) is is_out_of_reach(others)
    assert connection_of([left_out, *others]) is connection_of(others)


@given(others=st.lists(reports, max_size=3))
def test_one_that_counts_makes_the_client_offline(others: list[ServiceReport]) -> None:
    assert is_out_of_reach([*others, away(counts=True)])


def test_a_refusal_is_shown_in_any_case() -> None:
    refusing = away(counts=False, counts_always=True)
    assert is_out_of_reach([refusing])
    assert connection_of([refusing]) is ConnectionState.UNREACHABLE


@given(one=reports)
def test_that_there_is_no_network_counts_in_any_case(one: ServiceReport) -> None:
    assert one.counted(ConnectionState.NO_NETWORK) is ConnectionState.NO_NETWORK
