"""The file that a connection to an embedded head office has open."""

from pathlib import Path

from sqlalchemy import Connection


def file_of(connection: Connection) -> Path:
    """The path of the database's file."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute("PRAGMA database_list")
        return Path(next(row[2] for row in cursor.fetchall() if row[1] == "main"))
    finally:
        cursor.close()
