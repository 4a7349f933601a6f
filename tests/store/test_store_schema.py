"""The migrated schema is the one that today's tables describe."""

from pathlib import Path

from sqlalchemy import Connection, Engine

from smartclient.contract.feeds import COLUMNS
from smartclient.database.engines import open_store
from smartclient.database.transactions import reading, writing
from smartclient.store.database.opening import create_store
from smartclient.store.database.tables import FEED_TABLES, metadata
from smartclient.store.reference.search import CUSTOMERS_INDEX, PRODUCTS_INDEX

Schema = dict[str, list[tuple[object, ...]]]


def schema(connection: Connection) -> Schema:
    """Return every table's columns and indexes as SQLite tells them, the search indexes apart."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE '%_search%'"
    ).scalars()
    schema: Schema = {}
    for name in sorted(names):
        columns = connection.exec_driver_sql(f"SELECT * FROM pragma_table_xinfo('{name}')").all()
        indexes = connection.exec_driver_sql(
            'SELECT name, "unique", partial FROM pragma_index_list(?) ORDER BY name', (name,)
        ).all()
        keys = [
            tuple(key)
            for index in indexes
            for key in connection.exec_driver_sql(
                f"SELECT '{index[0]}', name, coll, \"desc\" FROM pragma_index_xinfo('{index[0]}')"
            ).all()
        ]
        schema[name] = [*map(tuple, columns), *map(tuple, indexes), *keys]
    return schema


def columns(of: Schema) -> dict[str, list[object]]:
    """Return the names of each table's columns."""
    return {table: [row[1] for row in rows if len(row) == 7] for table, rows in of.items()}


def engine_for(path: Path, key: bytes) -> Engine:
    return open_store(path, key)


def test_the_migrations_make_the_tables_of_today(tmp_path: Path, key: bytes) -> None:
    create_store(tmp_path / "migrated.db", key).close()
    migrated = engine_for(tmp_path / "migrated.db", key)
    described = engine_for(tmp_path / "described.db", key)
    with writing(described) as (connection, transaction):
        metadata.create_all(connection)
        transaction.commit()
    with reading(migrated) as one, reading(described) as other:
        assert columns(schema(one)) == columns(schema(other)), (
            "write the next store_NNNN.py in smartclient/store/database/migrations (added_column)"
        )
        assert schema(one) == schema(other)
    migrated.dispose()
    described.dispose()


def test_the_search_indexes_are_there(tmp_path: Path, key: bytes) -> None:
    create_store(tmp_path / "store.db", key).close()
    engine = engine_for(tmp_path / "store.db", key)
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"
        ).scalars()
        assert set(found) == {PRODUCTS_INDEX, CUSTOMERS_INDEX}
    engine.dispose()


def test_reference_tables_have_the_columns_of_their_feeds() -> None:
    for kind, table in FEED_TABLES.items():
        assert tuple(column.name for column in table.c) == COLUMNS[kind]
