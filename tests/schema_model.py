"""What statements of SQL Server amount to: tables with columns, keys and indexes, read as text.

It knows the statements that migrations and the definition use, and fails at any other that begins
with CREATE, ALTER or DROP, so that none is passed over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_COLUMN = re.compile(
    r"(?P<name>\w+) (?P<type>\w+(?: ?\([^)]*\))?)(?P<null> NOT NULL| NULL)?"
    r"(?P<identity> IDENTITY ?\([^)]*\))?(?P<rest>.*)",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"(?: CONSTRAINT (?P<name>\w+))? DEFAULT (?P<value>\S+)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?: CONSTRAINT (?P<name>\w+))? REFERENCES (?P<to>.+)", re.IGNORECASE)
_RENAMED_DEFAULT = re.compile(r"\(N'(\S+)', N'(\w+)', N'(\w+)'\)")
_PASSED_OVER = re.compile(
    r"(?:CREATE|ALTER|DROP) (?:PROCEDURE|TRIGGER|ROLE)|IF |INSERT |UPDATE |DELETE |GRANT |REVOKE "
    r"|SET IDENTITY_INSERT |DECLARE @(?:granted|last) "
)
_EXECUTED = re.compile(r"EXEC\(N'((?:CREATE TABLE|CREATE INDEX)(?:[^']|'')*)'\)")
_IF_MISSING = re.compile(r"IF NOT EXISTS \((?:[^()]|\([^()]*\))*\) (?=CREATE INDEX|DROP TABLE)")
_RENAMED = re.compile(
    r"EXEC sp_rename N'(\w+)\.(\w+)', N'(\w+)', N'OBJECT'(?: /\* .+ of (\S+) \*/)?"
)


@dataclass
class TableModel:
    """One table. Columns, constraints and indexes are texts by name, in lower case."""

    columns: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, tuple[str, str]] = field(default_factory=dict)
    constraints: dict[str, str] = field(default_factory=dict)
    indexes: dict[str, str] = field(default_factory=dict)
    options: set[str] = field(default_factory=set)


def tables_of(statements: Iterable[str]) -> dict[str, TableModel]:
    """The tables by name, as they are once all statements were run."""
    tables: dict[str, TableModel] = {}
    for statement in statements:
        lines = (line for line in statement.splitlines() if not line.lstrip().startswith("--"))
        text = " ".join(" ".join(lines).split()).replace("[", "").replace("]", "")
        text = text.replace("( ", "(").replace(" )", ")")
        for part in _unconditional(text):
            if not _PASSED_OVER.match(part):
                _apply(tables, part)
    return tables


def _unconditional(text: str) -> Iterator[str]:
    """What a statement comes to in a database in which nothing was copied before."""
    if _EXECUTED.search(text):
        yield from (found.replace("''", "'") for found in _EXECUTED.findall(text))
    elif found := _IF_MISSING.match(text):
        yield text[found.end() :]
    else:
        yield text


def _apply(tables: dict[str, TableModel], text: str) -> None:  # noqa: C901 (one branch a statement)
    match text.split(" ", 3):
        case ["CREATE", "TABLE", name, rest]:
            assert name not in tables, name
            tables[name] = TableModel()
            for part in _split(rest[1:-1]):
                _add(tables[name], part)
        case ["CREATE", "UNIQUE", "INDEX", rest]:
            _index(tables, "UNIQUE ", rest)
        case ["CREATE", "INDEX", name, rest]:
            _index(tables, "", f"{name} {rest}")
        case ["DROP", "TABLE", name]:
            del tables[name]
        case ["DROP", "INDEX", name, rest]:
            del tables[rest.removeprefix("ON ")].indexes[name]
        case ["ALTER", "TABLE", name, rest]:
            _alter(tables[name], rest.removeprefix("WITH CHECK "))
        case ["EXEC", "sp_rename", *_]:
            _rename(tables, text)
        case ["DECLARE", "@renamed", *_]:
            for table, column, default in _RENAMED_DEFAULT.findall(text):
                tables[table].defaults[column] = (default, tables[table].defaults[column][1])
        case ["DECLARE", "@dropped", *_]:
            found = re.search(r"ALTER TABLE (\S+) DROP CONSTRAINT", text)
            assert found, text
            _drop_primary_key(tables[found[1]])
        case _:
            raise AssertionError(f"the model of tests/schema_model.py does not know: {text[:120]}")


def _rename(tables: dict[str, TableModel], text: str) -> None:
    found = _RENAMED.fullmatch(text)
    assert found, text
    schema, before, after, table = found.groups()
    if table:
        constraints = tables[table].constraints
        constraints[after] = constraints.pop(before)
    else:
        tables[f"{schema}.{after}"] = tables.pop(f"{schema}.{before}")


def _alter(table: TableModel, change: str) -> None:
    match change.split(" ", 2):
        case ["ADD", "CONSTRAINT", rest] if " DEFAULT " in rest:
            name, value, column = re.fullmatch(r"(\w+) DEFAULT (\S+) FOR (\w+)", rest).groups()  # type: ignore[union-attr]
            table.defaults[column] = (name, value)
        case ["ADD", *_]:
            for part in _split(change.removeprefix("ADD ")):
                _add(table, part)
        case ["DROP", "CONSTRAINT", name]:
            _drop_constraint(table, name)
        case ["DROP", "COLUMN", names]:
            for name in names.split(", "):
                del table.columns[name]
                assert name not in table.defaults
        case ["ALTER", "COLUMN", column]:
            found = _COLUMN.fullmatch(column)
            assert found, column
            assert found["name"] in table.columns, column
            table.columns[found["name"]] = _type(found)
        case ["SET", *options]:
            table.options.add(" ".join(options))
        case _:
            raise AssertionError(f"the model of tests/schema_model.py does not know: {change}")


def _add(table: TableModel, part: str) -> None:
    """Add a column or a constraint."""
    if part.startswith("CONSTRAINT "):
        _, name, text = part.split(" ", 2)
        assert name not in table.constraints, name
        table.constraints[name] = text
        return
    found = _COLUMN.fullmatch(part)
    assert found, part
    name = found["name"]
    assert name not in table.columns, part
    table.columns[name] = _type(found)
    rest = found["rest"]
    if default := _DEFAULT.match(rest):
        table.defaults[name] = (default["name"] or "", default["value"])
    elif reference := _REFERENCE.match(rest):
        key = f"FOREIGN KEY ({name}) REFERENCES {reference['to']}"
        table.constraints[reference["name"] or key] = key
    elif rest:
        assert rest == " PRIMARY KEY", part
        table.constraints[""] = f"PRIMARY KEY ({name})"


def _type(column: re.Match[str]) -> str:
    null = (column["null"] or " NULL").strip()
    return f"{column['type']} {null}{column['identity'] or ''}".lower().replace(" (", "(")


def _index(tables: dict[str, TableModel], kind: str, rest: str) -> None:
    name, _, table, what = rest.split(" ", 3)
    assert name not in tables[table].indexes, name
    tables[table].indexes[name] = kind + what


def _drop_constraint(table: TableModel, name: str) -> None:
    for column, (default, _) in list(table.defaults.items()):
        if default == name:
            del table.defaults[column]
            return
    del table.constraints[name]


def _drop_primary_key(table: TableModel) -> None:
    (name,) = (n for n, text in table.constraints.items() if text.startswith("PRIMARY KEY"))
    del table.constraints[name]


def _split(text: str) -> Iterator[str]:
    """The parts between commas that stand in no parentheses."""
    depth, begin = 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            yield text[begin:place].strip()
            begin = place + 1
    yield text[begin:].strip()
