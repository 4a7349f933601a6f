"""A record is named by the start or the end of its id, as long as that is one record."""

import pytest

from smartclient.cli.references import resolve_reference
from smartclient.cli.render.tables import short
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import new_id

IDS = ("3f2a-1", "3f2a-2", "77aa")


def find(reference: str) -> str:
    return resolve_reference(reference, IDS, names=lambda one: (one,), what="request")


@pytest.mark.parametrize(("reference", "found"), [("77", "77aa"), (" 3F2A-2 ", "3f2a-2")])
def test_the_start_of_an_id_is_enough(reference: str, found: str) -> None:
    assert find(reference) == found


@pytest.mark.parametrize("reference", ["9", "", " "])
def test_what_fits_nothing_is_not_found(reference: str) -> None:
    with pytest.raises(NotFoundError):
        find(reference)


def test_what_fits_several_is_asked_for_more() -> None:
    with pytest.raises(RefusedError, match="Type more"):
        find("3f2a")


def test_a_thing_is_named_by_the_end_of_its_id_too() -> None:
    ids = [new_id() for _ in range(20)]
    assert len({short(item) for item in ids}) == len(ids)
    for item in ids:
        assert resolve_reference(short(item), ids, names=lambda name: (name,), what="thing") == item
