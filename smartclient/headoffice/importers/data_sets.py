"""Data sets in a file: ``data_sets.csv``, from which an admin's requests are made."""

from pathlib import Path
from typing import Any, Final

from smartclient.domain.data_sets import (
    DATA_SET_NAME,
    HISTORY_DAYS,
    DataSet,
    DataSetContent,
    checked_data_set,
    parse_audience,
)
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.importers import values
from smartclient.headoffice.importers.content import ImportRow
from smartclient.headoffice.importers.formats import CsvColumn, FileFormat
from smartclient.headoffice.importers.reading import read_file

_SEPARATOR: Final = ";"
_SHOWN: Final = 3


def _as_written(raw: str) -> str:
    return raw


DATA_SETS: Final = FileFormat(
    name="data_sets.csv",
    table="data_sets",
    key=("name",),
    columns=(
        CsvColumn("name", values.text(DATA_SET_NAME)),
        CsvColumn("categories", _as_written, ""),
        CsvColumn("history_days", values.integer(HISTORY_DAYS), None),
        CsvColumn("photos", values.flag, None),
        CsvColumn("documents", values.flag, None),
        CsvColumn("for", _as_written, "all"),
        CsvColumn("required", values.flag, empty=True),
    ),
)
"""The file, column by column; what is empty in a data set, it says nothing about."""


def read_data_sets(folder: Path) -> tuple[DataSet, ...]:
    """The data sets of a folder; RefusedError where any row can't be used."""
    content = read_file(folder, DATA_SETS)
    content.keep(_find_fault)
    bad = tuple(map(str, content.bad))
    if bad:
        raise RefusedError(
            "Nothing was changed: {count} of the rows can't be used. {named} Correct them, and "
            "load the file again.",
            count=len(bad),
            named=" · ".join(bad[:_SHOWN]) + (" · …" if len(bad) > _SHOWN else ""),
        )
    return tuple(_data_set(row.values) for row in content.rows)


def _find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
    try:
        checked_data_set(_data_set(row.values))
    except RefusedError as error:
        return "", error
    return None


def _data_set(read: dict[str, Any]) -> DataSet:
    audience, recipient = parse_audience(read["for"])
    categories = tuple(part.strip() for part in read["categories"].split(_SEPARATOR))
    return DataSet(
        name=read["name"],
        required=read["required"],
        content=DataSetContent(
            categories=tuple(filter(None, categories)),
            photos=read["photos"],
            history_days=read["history_days"],
            documents=read["documents"],
        ),
        audience=audience,
        recipient=recipient,
    )
