"""Data sets in the store: those that the rep is given, and which of them are taken along."""

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_all
from smartclient.domain.data_sets import DataSetContent, GivenSet, Selection, selection_of
from smartclient.domain.text.canonical import name_key
from smartclient.read_models.take_along import GivenSize
from smartclient.store.database.json_codec import from_document
from smartclient.store.database.meta import MetaReader

_GIVEN = "SELECT name, required, content, products, size FROM take_along ORDER BY name, id"


class DataSets:
    """The data sets that head office gives this rep, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def given(self) -> tuple[GivenSet, ...]:
        """Every data set, by name."""
        chosen = frozenset(MetaReader(self._connection).taken_sets)
        return tuple(
            GivenSet(
                name=name,
                required=bool(required),
                taken=bool(required) or name_key(name) in chosen,
                content=from_document(content, DataSetContent),
            )
            for name, required, content, *_ in fetch_all(self._connection, _GIVEN)
        )

    def sizes(self) -> dict[str, GivenSize]:
        """How much belongs to each data set at head office, by its name."""
        return {
            name: GivenSize(products=products, content_bytes=size)
            for name, _, _, products, size in fetch_all(self._connection, _GIVEN)
        }

    def selection(self) -> Selection:
        """What this device keeps."""
        return selection_of(self.given())
