"""The fifth schema on SQLite: statuses, states, roles and quantities are checked.

A table that is there can't be given a constraint, so triggers check what is written from now on.
"""

from collections import defaultdict

from smartclient.headoffice.database.checked_values import CHECKED_VALUES, CheckedValue


def statements() -> list[str]:
    """Return what creates the triggers, two for each table."""
    by_table: defaultdict[str, list[CheckedValue]] = defaultdict(list)
    for checked in CHECKED_VALUES:
        by_table[f"{checked.schema}_{checked.table}"].append(checked)
    return [
        trigger
        for table, values in by_table.items()
        for trigger in (
            _trigger(table, "insert", "INSERT", values),
            _trigger(
                table, "update", f"UPDATE OF {', '.join(item.column for item in values)}", values
            ),
        )
    ]


def _trigger(table: str, name: str, event: str, values: list[CheckedValue]) -> str:
    cases = " ".join(
        f"WHEN NOT ({_new(checked)}) THEN RAISE(ABORT, '{checked.name}')" for checked in values
    )
    return (
        f"CREATE TRIGGER {table}_check_{name} BEFORE {event} ON {table} "
        f"BEGIN SELECT CASE {cases} END; END"
    )


def _new(checked: CheckedValue) -> str:
    """The condition on the new row."""
    condition = checked.condition
    for column in {checked.column, *({"quantity"} if " quantity" in condition else ())}:
        condition = condition.replace(column, f"NEW.{column}")
    return condition
