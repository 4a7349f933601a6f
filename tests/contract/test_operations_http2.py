"""The operations through a proxy that speaks HTTP/2: some of each kind, in every run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock
from tests.contract.test_operations_feeds import (
    test_a_rep_is_given_only_what_belongs_to_the_reps_customers,
    test_deletes_travel_as_tombstones,
    test_every_feed_gives_its_columns_as_plain_values,
    test_nobody_unknown_reads,
    test_several_feeds_at_once_give_what_each_gives_by_itself,
    test_whatever_happens_while_it_is_read_in_the_end_nothing_is_missing,
)
from tests.contract.test_operations_fingerprints import (
    test_fingerprints_of_head_office_are_those_of_a_client_that_is_up_to_date,
)
from tests.contract.test_operations_pulse import (
    test_a_client_that_is_too_old_is_refused,
    test_a_pulse_names_the_login_and_the_company,
    test_someone_who_may_not_sign_in_any_more_learns_nothing,
    test_the_heads_show_which_feeds_changed,
)
from tests.contract.test_operations_replies import (
    test_only_the_senders_own_replies_are_given,
    test_they_come_in_order_page_by_page,
)
from tests.contract.test_operations_submit import (
    test_a_receipt_carries_the_digest_of_what_is_held,
    test_a_refused_request_does_not_affect_the_others,
    test_an_empty_batch_is_answered_with_nothing,
    test_every_character_survives,
    test_sending_again_gives_the_same_receipt_and_one_request,
)
from tests.https_company import HttpsCompany, WebOffice, found_https_company, http2_office

__all__ = [
    "test_a_client_that_is_too_old_is_refused",
    "test_a_pulse_names_the_login_and_the_company",
    "test_a_receipt_carries_the_digest_of_what_is_held",
    "test_a_refused_request_does_not_affect_the_others",
    "test_a_rep_is_given_only_what_belongs_to_the_reps_customers",
    "test_an_empty_batch_is_answered_with_nothing",
    "test_deletes_travel_as_tombstones",
    "test_every_character_survives",
    "test_every_feed_gives_its_columns_as_plain_values",
    "test_fingerprints_of_head_office_are_those_of_a_client_that_is_up_to_date",
    "test_nobody_unknown_reads",
    "test_only_the_senders_own_replies_are_given",
    "test_sending_again_gives_the_same_receipt_and_one_request",
    "test_several_feeds_at_once_give_what_each_gives_by_itself",
    "test_someone_who_may_not_sign_in_any_more_learns_nothing",
    "test_the_heads_show_which_feeds_changed",
    "test_they_come_in_order_page_by_page",
    "test_whatever_happens_while_it_is_read_in_the_end_nothing_is_missing",
]


@pytest.fixture(scope="module")
def http2(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebOffice]:
    with http2_office(tmp_path_factory.mktemp("http2")) as office:
        yield office


@pytest.fixture
def company(http2: WebOffice, tmp_path: Path, clock: Clock) -> Iterator[HttpsCompany]:
    behind = found_https_company(http2, tmp_path, clock)
    yield behind
    behind.office.close()
