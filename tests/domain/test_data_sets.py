"""Data sets: what a device keeps of those that its rep is given."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.data_sets import (
    EVERYTHING,
    DataSet,
    DataSetAudience,
    DataSetContent,
    GivenSet,
    Selection,
    checked_data_set,
    selection_of,
)
from smartclient.domain.errors import RefusedError

CATEGORIES = ("Bikes", "Lamps", "Tents")
contents = st.builds(
    DataSetContent,
    categories=st.lists(st.sampled_from(CATEGORIES), unique=True).map(tuple),
    photos=st.none() | st.booleans(),
    history_days=st.none() | st.integers(0, 400),
    documents=st.none() | st.booleans(),
)
sets = st.lists(
    st.builds(
        GivenSet, name=st.text(), required=st.booleans(), taken=st.booleans(), content=contents
    )
)


def required(content: DataSetContent) -> GivenSet:
    return replace(optional(content), required=True)


def optional(content: DataSetContent, *, taken: bool = True) -> GivenSet:
    return GivenSet(name="", required=False, taken=taken, content=content)


def at_least(more: Selection, less: Selection) -> bool:
    """Whether ``more`` keeps all that ``less`` does."""
    today = date(2026, 11, 30)
    days = [day or date.min for day in (more.first_day(today), less.first_day(today))]
    return days[0] <= days[1] and all(
        (more.keeps_category(name) or not less.keeps_category(name))
        and (more.keeps_photos_of(name) or not less.keeps_photos_of(name))
        and (more.keeps_documents_of(name) or not less.keeps_documents_of(name))
        for name in (*CATEGORIES, "")
    )


@given(sets, contents)
def test_a_set_comes_anyway_just_where_taking_it_along_changes_nothing(
    given_sets: list[GivenSet], content: DataSetContent
) -> None:
    without = selection_of(given_sets)
    taken = selection_of((*given_sets, optional(content)))
    assert without.covers(content) == (taken == without)


@given(sets)
def test_an_optional_set_never_takes_anything_away(given_sets: list[GivenSet]) -> None:
    alone = selection_of(one for one in given_sets if one.required)
    assert at_least(selection_of(given_sets), alone)


@given(sets)
def test_what_no_required_set_speaks_of_is_kept_whole(given_sets: list[GivenSet]) -> None:
    selection = selection_of(given_sets)
    spoken = [one.content for one in given_sets if one.required]
    assert (selection.categories is None) == (not any(one.categories for one in spoken))
    assert selection.photos is None or any(one.photos is not None for one in spoken)
    assert selection.documents is None or any(one.documents is not None for one in spoken)
    limits = [one.history_days for one in spoken if one.history_days is not None]
    assert (selection.history_days is None) == (not limits)


def test_without_a_set_everything_is_kept() -> None:
    assert selection_of(()) == EVERYTHING
    assert (
        selection_of((optional(DataSetContent(categories=("Bikes",), photos=False)),)) == EVERYTHING
    )


def test_taken_sets_add_up() -> None:
    base = required(
        DataSetContent(categories=("Bikes",), photos=False, history_days=30, documents=True)
    )
    lamps = optional(DataSetContent(categories=("Lamps",), photos=True, history_days=90))
    left = optional(
        DataSetContent(categories=("Tents",), photos=True, history_days=900), taken=False
    )
    selection = selection_of((base, lamps, left))
    assert [name for name in CATEGORIES if selection.keeps_category(name)] == ["Bikes", "Lamps"]
    assert [name for name in CATEGORIES if selection.keeps_photos_of(name)] == ["Lamps"]
    assert [name for name in CATEGORIES if selection.keeps_documents_of(name)] == ["Bikes"]
    assert selection.first_day(date(2026, 11, 30)) == date(2026, 9, 1)


def test_categories_are_the_same_in_any_case_and_form() -> None:
    selection = selection_of((required(DataSetContent(categories=("Stühle",))),))
    assert selection.keeps_category("STU\u0308HLE")
    assert not selection.keeps_category("Stuhle")


def test_who_is_given_a_set() -> None:
    content = DataSetContent(photos=True)
    north = DataSet(
        name="x",
        required=False,
        content=content,
        audience=DataSetAudience.TERRITORY,
        recipient="North",
    )
    anns = DataSet(
        name="x",
        required=False,
        content=content,
        audience=DataSetAudience.REP,
        recipient="north\\ann",
    )
    assert north.is_for("north\\ann", "NORTH")
    assert not north.is_for("south\\ben", "South")
    assert anns.is_for("north\\ann", "")
    assert not anns.is_for("south\\ben", "North")


@pytest.mark.parametrize(
    ("data_set", "sentence"),
    [
        (DataSet(name=" ", required=True, content=DataSetContent(photos=True)), "needs a name"),
        (DataSet(name="x", required=True, content=DataSetContent()), "says something of"),
        (
            DataSet(name="x", required=True, content=DataSetContent(photos=True), recipient="y"),
            "has no recipient",
        ),
        (
            DataSet(
                name="x",
                required=True,
                content=DataSetContent(photos=True),
                audience=DataSetAudience.REP,
            ),
            "which territory or which rep",
        ),
        (
            DataSet(
                name="x",
                required=True,
                content=DataSetContent(categories=tuple(str(number) for number in range(201))),
            ),
            "at most",
        ),
        (
            DataSet(name="x", required=True, content=DataSetContent(history_days=-1)),
            "too small",
        ),
    ],
)
def test_what_can_be_no_data_set_is_refused(data_set: DataSet, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        checked_data_set(data_set)


def test_a_data_set_is_kept_in_canonical_form() -> None:
    content = DataSetContent(categories=(" Bikes", "BIKES", ""), history_days=0)
    data_set = DataSet(
        name=" Bikes ",
        required=True,
        content=content,
        audience=DataSetAudience.REP,
        recipient="North\\Ann",
    )
    checked = checked_data_set(data_set)
    assert (checked.name, checked.recipient) == ("Bikes", "north\\ann")
    assert checked.content.categories == ("BIKES",)
