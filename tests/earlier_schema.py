"""Setting up a head office as an earlier version of its schema left it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import Maintenance, backend_of, install_backend
from smartclient.headoffice.database.migrations import MIGRATIONS


class _MigrationsAlone:
    """A database's maintenance that creates a schema by its migrations, as it once was."""

    def __init__(self, maintenance: Maintenance) -> None:
        self._maintenance = maintenance

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever else it does)
        return getattr(self._maintenance, name)

    def create_schema(self, connection: Connection) -> bool:
        return False

    def replace_code(self, connection: Connection) -> None:
        pass


@contextmanager
def earlier_schema(engine: Engine, version: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For a while, let ``init`` create the schema as ``version`` has it."""
    backend, dialect = backend_of(engine), engine.dialect.name
    maintenance: Any = _MigrationsAlone(backend.maintenance)
    install_backend(engine, replace(backend, maintenance=maintenance))
    with monkeypatch.context() as early:
        migrations = {**MIGRATIONS, dialect: MIGRATIONS[dialect][:version]}
        early.setattr(schema, "MIGRATIONS", migrations)
        yield
    install_backend(engine, backend)
