"""What is said of data that is old: as of when it is, and what follows."""

from collections.abc import Sequence

from smartclient.domain.freshness import Consequence
from smartclient.read_models.data_ages import DataAge

age_sentences: dict[Consequence, str] = {
    Consequence.MARK: "{kinds}: as of {when}.",
    Consequence.WARN: ("{kinds}: old data, as of {when}. Sync before you promise anything by it."),
    Consequence.REFUSE: (
        "{kinds}: too old to be used, as of {when}. Sync first; what you saved is safe."
    ),
    Consequence.REMOVE: (
        "{kinds}: as of {when}, which is too old to be kept on this device. Sync to load them "
        "again; what you saved is safe."
    ),
}
"""The sentence about data by what happens to it, with its kinds and when it was as it is."""


def grouped(ages: Sequence[DataAge]) -> tuple[tuple[DataAge, ...], ...]:
    """``ages`` in groups of which each is one sentence: alike in what happens and as of when."""
    groups: dict[tuple[object, ...], list[DataAge]] = {}
    for age in ages:
        minute = age.as_of.replace(second=0, microsecond=0)
        groups.setdefault((age_sentences[age.consequence], minute), []).append(age)
    return tuple(map(tuple, groups.values()))
