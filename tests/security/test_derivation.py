"""What deriving costs, and what a record may ask for."""

import pytest

from smartclient.security.derivation import COST, FIRST_COST, Cost, derived

SALT = bytes(16)


def test_it_costs_what_owasp_gives_as_the_least() -> None:
    assert (COST.n, COST.r, COST.p) == (131_072, 8, 1)
    assert derived("a passphrase", SALT, COST) != derived("a passphrase", SALT, FIRST_COST)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(n=0, r=8, p=1),
        Cost(n=1, r=8, p=1),
        Cost(n=100_000, r=8, p=1),
        Cost(n=2**40, r=8, p=1),
        Cost(n=2**15, r=0, p=1),
        Cost(n=2**15, r=8, p=1_000),
    ],
)
def test_a_cost_that_no_version_writes_is_not_believed(cost: Cost) -> None:
    assert not cost.believable


def test_bytes_of_the_environment_that_are_no_text_are_taken() -> None:
    assert len(derived("caf\udce9", SALT, FIRST_COST)) == 32
