"""The schema: created, upgraded and checked; and what head office stores about itself."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, select, update

from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import Clock, day_in
from smartclient.domain.errors import ContendedError, SchemaError
from smartclient.domain.ids import new_id
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.headoffice.database import name_collisions
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.concurrent_inserts import first_of_its_key
from smartclient.headoffice.database.migrations import MIGRATIONS, PREPARATIONS, REQUIREMENTS
from smartclient.headoffice.database.tables import tables_for

logger = logging.getLogger(__name__)

Migrations = Sequence[Callable[[], list[str]]]
Result = TypeVar("Result")

_ATTEMPTS = 5
"""How often an upgrade that meets other writers is begun."""

TIME_ZONE = "time_zone"
"""The name of the info that holds the time zone of the company's days."""

BUNDLE_KEY = "bundle_key"
"""The name of the info that holds the public key for work that is carried by hand."""

MAIL_STATE = "mail_state"
"""The name of the info that holds how mail stands: a ``MailReadiness``, "" for ``off``."""

_ONE_NAME_SINCE = {"sqlite": 3, "mssql": 5}
"""The version of the schema from which on names are compared without case and Unicode form."""


def upgrade(engine: Engine, *, keep: Sequence[str] = ()) -> int:
    """Create the schema, or bring an older one up to date; return its version.

    Doing it again changes nothing. A database that holds something is copied beside itself
    before it is upgraded. Raises SchemaError for a newer schema or a database that isn't ours,
    NamesCollideError for names that are one from now on, unless ``keep`` says which rows stay.
    """
    migrations = MIGRATIONS[engine.dialect.name]
    with reading(engine) as connection:
        before = _version(connection)
        if not keep and _begins_to_compare_names(connection, before, len(migrations)):
            name_collisions.resolve(connection, ())
        if before:
            _require(connection, range(before + 1, len(migrations) + 1))
    if before > len(migrations):
        raise _too_new(before, len(migrations))
    if 0 < before < len(migrations):
        backend_of(engine).maintenance.backup_file(engine, f"before-{before + 1}")
        _prepare(engine, range(before + 1, len(migrations) + 1))
    _try_again(lambda: _run_missing(engine, migrations, keep))
    return len(migrations)


def _try_again(act: Callable[[], Result]) -> Result:
    """What ``act`` returns, begun again where it meets other writers.

    Raises ContendedError where it meets them each time; all is as it was before then.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return act()
        except ContendedError as error:
            # of two that wait for each other the server ends one: all is as it was before
            logger.warning("the upgrade met another writer and begins again: %s", error.detail)
    try:
        return act()
    except ContendedError as error:
        raise ContendedError(
            "Somebody else holds what the upgrade needs, and did not let go in time. Nothing that "
            "anybody uses was changed. “smartclient doctor --url URL” says who holds up what; run "
            "the upgrade again once that has ended.",
            advice="",
            detail=error.detail or error.user_message,
        ) from error


def _require(connection: Connection, missing: Iterable[int]) -> None:
    """Raise SetUpError where what is stored keeps a missing migration from being run."""
    requirements = REQUIREMENTS[connection.dialect.name]
    for number in missing:
        if number in requirements:
            requirements[number](connection)


def _prepare(engine: Engine, missing: Iterable[int]) -> None:
    """Do what missing migrations prepare, portion by portion."""
    prepared = PREPARATIONS[engine.dialect.name]
    for number in missing:
        if number in prepared:
            portion = partial(_run_portion, engine, number, prepared[number])
            while _try_again(portion):
                pass


def _run_portion(engine: Engine, number: int, portion: Callable[[Connection], bool]) -> bool:
    with writing(engine) as (connection, transaction):
        backend_of(engine).maintenance.before_upgrade(connection)
        # somebody else may have upgraded it meanwhile
        more = _version(connection) < number and portion(connection)
        transaction.commit()
    return more


def _begins_to_compare_names(connection: Connection, before: int, after: int) -> bool:
    """Whether names that were two before this upgrade may be one after it."""
    return 0 < before < _ONE_NAME_SINCE[connection.dialect.name] <= after


def _run_missing(engine: Engine, migrations: Migrations, keep: Sequence[str]) -> None:
    """Create the schema, or run the migrations that were not run yet, in one transaction."""
    maintenance = backend_of(engine).maintenance
    with writing(engine) as (connection, transaction):
        maintenance.before_upgrade(connection)
        before = _version(connection)
        if before == 0 and maintenance.create_schema(connection):
            _set_version(connection, len(migrations))
        elif before < len(migrations):
            if before:
                maintenance.hold_callers(connection)
            _migrate(connection, before, migrations, keep)
            maintenance.replace_code(connection)
        transaction.commit()


def _migrate(
    connection: Connection, before: int, migrations: Migrations, keep: Sequence[str]
) -> None:
    renames = _begins_to_compare_names(connection, before, len(migrations))
    if renames:
        name_collisions.resolve(connection, keep)
    for number, statements in enumerate(migrations[before:], start=before + 1):
        for statement in statements():
            backend_of(connection).maintenance.migrate(connection, statement)
        _set_version(connection, number)
    if renames:
        name_collisions.make_numbers_canonical(connection)


def version_of(engine: Engine) -> int:
    """The version of the schema that is there, 0 for none."""
    with reading(engine) as connection:
        return _version(connection)


def check(engine: Engine) -> None:
    """Raise SchemaError unless the schema is there, in just the version this program knows."""
    with reading(engine) as connection:
        require_current_schema(connection)


def require_current_schema(connection: Connection) -> None:
    """Raise SchemaError as ``check``, within a transaction.

    Never set up, older and newer are distinct errors: each is repaired by something else.
    """
    newest, version = len(MIGRATIONS[connection.dialect.name]), _version(connection)
    if version > newest:
        raise _too_new(version, newest)
    if version == 0:
        raise SchemaError(
            "There is no head office in this database yet. Create it: “smartclient headoffice init "
            "--url URL”.",
            detail=f"no schema, this program needs version {newest}",
        )
    if version < newest:
        raise SchemaError(
            "This head office was set up by an older Smart Client. Bring it up to date first: "
            "“smartclient headoffice upgrade --url URL”. Laptops may stay connected.",
            detail=f"schema version {version}, this program needs {newest}",
        )


def is_current(connection: Connection) -> bool:
    """Whether the schema is still the one this program knows, within a transaction."""
    newest = len(MIGRATIONS[connection.dialect.name])
    return info(connection, "schema_version") == str(newest)


def info(connection: Connection, name: str) -> str:
    """What head office stores under ``name``, "" for nothing."""
    t = tables_for(connection.dialect.name).info
    return connection.scalar(select(t.c.value).where(t.c.name == name)) or ""


def all_info(connection: Connection) -> defaultdict[str, str]:
    """All that head office stores about itself by name, "" for nothing, in one statement."""
    t = tables_for(connection.dialect.name).info
    rows = connection.execute(select(t.c.name, t.c.value))
    return defaultdict(str, {row.name: row.value or "" for row in rows})


def currency(connection: Connection) -> str:
    """The currency (ISO 4217) of every amount at head office."""
    return info(connection, "currency") or DEFAULT_CURRENCY


def company_day(connection: Connection, clock: Clock) -> date:
    """The company's day: in its time zone, else where this program runs."""
    zone = info(connection, TIME_ZONE)
    return day_in(zone, clock.now()) if zone else clock.today()


def set_info(connection: Connection, name: str, value: str) -> None:
    """Store ``value`` under ``name``.

    Raises ContendedError where somebody else stores the first value of that name at the same time.
    """
    t = tables_for(connection.dialect.name).info
    with first_of_its_key():
        backend_of(connection).rows.upsert(
            connection, t, keys=("name",), rows=[{"name": name, "value": value}]
        )


def write_new_epoch(
    connection: Connection, *, beyond: int = 0, given: Mapping[str, int] | None = None
) -> str:
    """Begin a new epoch: laptops read everything again and send again what was answered.

    The numbers given since the backup are not known here, so new ones begin well beyond them, and
    beyond what is ``given`` for a counter. No row version up to ``beyond`` is given again.
    """
    for counter in ROOM_FOR_LOST:
        skip_lost_numbers(connection, counter, given=(given or {}).get(counter, 0))
    backend_of(connection).maintenance.bump_row_versions(connection, beyond)
    generation = new_id()
    set_info(connection, "generation", generation)
    return generation


COUNTERS: Mapping[Numbered, str] = {
    Numbered.ORDERS: "order_number",
    Numbered.CUSTOMERS: "customer_number",
}
"""The counter of head office's own numbers for records of each kind."""

ROOM_FOR_LOST: Mapping[str, int] = {"order_number": 10_000, "customer_number": 1_000}
"""Counter → of how many numbers at least nobody knows after a restore whether they were given."""


def end_of_lost_numbers(counter: str, value: int) -> int:
    """The last number that may have been given since a backup in which ``value`` was."""
    room = ROOM_FOR_LOST[counter]
    return (value // room + 2) * room


def skip_lost_numbers(connection: Connection, counter: str, *, given: int = 0) -> None:
    """Begin new numbers well beyond those that may have been given since a backup.

    Those in between are reserved for the orders and customers that come again with them.
    ``given`` is the last that is known to have been assigned, where that is known.
    """
    t = tables_for(connection.dialect.name).counters
    value = connection.scalar(select(t.c.value).where(t.c.name == counter)) or 0
    taken = value + _room_for_blocks(connection, counter)
    beyond = end_of_lost_numbers(counter, max(taken, given))
    lost_from = info(connection, f"lost_{counter}s").partition("-")[0] or str(value + 1)
    set_info(connection, f"lost_{counter}s", f"{lost_from}-{beyond}")
    connection.execute(update(t).where(t.c.name == counter).values(value=beyond))


def _room_for_blocks(connection: Connection, counter: str) -> int:
    """How many numbers devices may have taken ahead since a backup: two large blocks each."""
    t = tables_for(connection.dialect.name).number_blocks
    numbered = next(each for each, counted in COUNTERS.items() if counted == counter)
    largest, devices = connection.execute(
        select(
            func.max(t.c.last_number - t.c.first_number + 1), func.count(t.c.device.distinct())
        ).where(t.c.numbered == numbered.value)
    ).one()
    return 2 * int(largest or 0) * int(devices)


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number that each counter gave."""
    t = tables_for(connection.dialect.name).counters
    rows = connection.execute(select(t.c.name, t.c.value).where(t.c.name.in_(ROOM_FOR_LOST)))
    return {row.name: int(row.value) for row in rows}


def lost_numbers(connection: Connection, counter: str) -> range:
    """The numbers that may have been given after the backup that was restored."""
    first, _, last = info(connection, f"lost_{counter}s").partition("-")
    return range(int(first), int(last) + 1) if last else range(0)


def _set_version(connection: Connection, number: int) -> None:
    set_info(connection, "schema_version", str(number))
    if not info(connection, "generation"):
        set_info(connection, "generation", new_id())
    if not info(connection, "company_id"):
        # a backup of a version without ids has the same generation, and so gets the same id
        set_info(connection, "company_id", info(connection, "generation"))


def _version(connection: Connection) -> int:
    if not backend_of(connection).maintenance.has_schema(connection):
        return 0
    return int(info(connection, "schema_version") or 0)


def _too_new(version: int, newest: int) -> SchemaError:
    return SchemaError(
        "This head office was set up by a newer Smart Client. Upgrade this program to use it. "
        "Nothing was changed.",
        detail=f"schema version {version}, this program knows {newest}",
    )
