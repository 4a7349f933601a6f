"""Head office's tables: what an import that is under way has still to switch."""

from sqlalchemy import BigInteger, Column, Integer, Table, Unicode, UnicodeText

from smartclient.contract.operations import DIGEST_LENGTH
from smartclient.database.types import AsciiJson, Instant
from smartclient.domain.text.canonical import LONGEST_LOGIN
from smartclient.headoffice.database.tables.parts import TableMaker, row_id


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name. None has a row version: an import that is staged holds no feed back."""
    return {
        "imports": make.table(
            "sync",
            "imports",
            row_id(),
            # of the folder's files: an import of the same ones continues this one
            Column("digest", Unicode(DIGEST_LENGTH), nullable=False),
            Column("actor", Unicode(LONGEST_LOGIN), nullable=False),
            Column("began_at", Instant, nullable=False),
            Column("written_at", Instant, nullable=False),
            Column("portions", Integer, nullable=False),
        ),
        # one row a portion that is not switched yet; units: JSON, an array of their names;
        # counts: JSON, by unit what stock or balance it was planned from
        "import_portions": make.table(
            "sync",
            "import_portions",
            Column("import_id", BigInteger, primary_key=True, autoincrement=False),
            Column("portion", Integer, primary_key=True, autoincrement=False),
            Column("units", UnicodeText, nullable=False),
            Column("counts", AsciiJson),
        ),
    }
