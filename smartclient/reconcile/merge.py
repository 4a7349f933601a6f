"""Three-way merge: what two people changed in the same record, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The outcome of a merge.

    ``merged`` holds every field; one in ``conflicts`` keeps their value until it is resolved.
    ``taken_from_theirs`` are the fields only they changed.
    """

    merged: dict[str, str]
    conflicts: tuple[str, ...] = ()
    taken_from_theirs: tuple[str, ...] = ()


def three_way_merge(
    base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> Merge:
    """Merge two changed versions of ``base``; a field missing on a side is as it was in base.

    A field changed on one side only takes that side's value; changed alike on both, that value;
    changed differently, it is a conflict.
    """
    merged: dict[str, str] = {}
    conflicts: list[str] = []
    taken: list[str] = []
    for name in dict.fromkeys((*base, *mine, *theirs)):
        was = base.get(name, "")
        ours, other = mine.get(name, was), theirs.get(name, was)
        merged[name] = ours if other == was else other
        if other in {ours, was}:
            continue
        if ours == was:
            taken.append(name)
        else:
            conflicts.append(name)
    return Merge(merged=merged, conflicts=tuple(conflicts), taken_from_theirs=tuple(taken))
