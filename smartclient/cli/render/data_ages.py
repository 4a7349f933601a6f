"""Old data on a terminal: as of when it is, and what follows."""

from collections.abc import Iterator, Sequence

from smartclient.cli.render.tables import moment
from smartclient.contract.feeds import FeedKind
from smartclient.read_models.data_ages import DataAge
from smartclient.wording.command_line import feed_labels
from smartclient.wording.data_ages import age_sentences, grouped


def age_lines(ages: Sequence[DataAge]) -> Iterator[str]:
    """Each thing that is to be said of old data, nothing where there is none."""
    for group in grouped(ages):
        kinds = ", ".join(feed_labels[FeedKind(age.kind)] for age in group)
        text = age_sentences[group[0].consequence].format(kinds=kinds, when=moment(group[0].as_of))
        yield text[:1].upper() + text[1:]


def ages_page(ages: Sequence[DataAge]) -> Iterator[str]:
    """The same as the end of a page, below what the data is used for."""
    lines = list(age_lines(ages))
    if lines:
        yield ""
        yield from lines
