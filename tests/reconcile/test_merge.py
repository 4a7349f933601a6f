"""Three-way merge: its laws."""

from hypothesis import given
from hypothesis import strategies as st

from smartclient.reconcile.merge import three_way_merge

values = st.sampled_from(["", "a", "b", "c"])
fields = ["name", "phone", "email"]
records = st.fixed_dictionaries(dict.fromkeys(fields, values))
partial = st.fixed_dictionaries({}, optional=dict.fromkeys(fields, values))

Record = dict[str, str]


@given(records, records)
def test_an_edit_on_one_side_wins_without_asking(base: Record, mine: Record) -> None:
    merge = three_way_merge(base, mine, base)
    assert merge.merged == mine
    assert not merge.conflicts
    assert not merge.taken_from_theirs


@given(records, records)
def test_an_edit_on_the_other_side_is_merged(base: Record, theirs: Record) -> None:
    merge = three_way_merge(base, base, theirs)
    assert merge.merged == theirs
    assert not merge.conflicts
    assert set(merge.taken_from_theirs) == {name for name in fields if base[name] != theirs[name]}


@given(records, records)
def test_the_same_edit_on_both_sides_is_no_conflict(base: Record, both: Record) -> None:
    merge = three_way_merge(base, both, both)
    assert merge.merged == both
    assert not merge.conflicts


@given(records, records, records)
def test_a_conflict_is_exactly_what_both_changed_differently(
    base: Record, mine: Record, theirs: Record
) -> None:
    merge = three_way_merge(base, mine, theirs)
    assert set(merge.conflicts) == {
        name for name in fields if len({base[name], mine[name], theirs[name]}) == 3
    }
    for name in merge.conflicts:
        assert merge.merged[name] == theirs[name]


@given(records, records, records)
def test_the_sides_may_be_swapped(base: Record, mine: Record, theirs: Record) -> None:
    one, other = three_way_merge(base, mine, theirs), three_way_merge(base, theirs, mine)
    assert set(one.conflicts) == set(other.conflicts)
    for name in set(fields) - set(one.conflicts):
        assert one.merged[name] == other.merged[name]


@given(records, records, records)
def test_merging_what_was_merged_changes_nothing(
    base: Record, mine: Record, theirs: Record
) -> None:
    merged = three_way_merge(base, mine, theirs).merged
    assert three_way_merge(theirs, merged, theirs).merged == merged


@given(records, partial, partial)
def test_a_field_a_side_does_not_name_is_as_it_was(
    base: Record, mine: Record, theirs: Record
) -> None:
    whole = three_way_merge(base, {**base, **mine}, {**base, **theirs})
    assert three_way_merge(base, mine, theirs) == whole
