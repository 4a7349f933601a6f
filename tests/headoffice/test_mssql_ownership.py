"""Ownership chaining, read from the text: whoever may execute a procedure needs no right beside it.

A procedure reaches a table without a right of its caller's where both have one owner and the
statement stands in its text. What is put together while it runs, what lies in another database and
what works as somebody else is checked as the caller, or as that other one.
"""

import re

import pytest

from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.rights import rights_in
from smartclient.headoffice.database.mssql.requirements import FOREIGN_SCHEMAS, MEMBERS_THERE
from tests.mssql_statements import defined, every_statement

EXECUTABLE = sorted(
    {right.object for right in rights_in(definition.grants()) if right.permission == "EXECUTE"}
)
"""Every procedure that some role may execute."""

FOR_OWNERS = {"sync.accept_v1"}
"""Granted to no role: what a signature proves can't be checked there, so an owner alone may."""

PROCEDURES, TRIGGERS = defined("PROCEDURE"), defined("TRIGGER")
CREATED = re.compile(r"CREATE (?:UNIQUE )?(TABLE|PROCEDURE|TRIGGER|\w+) ([\w.]+)")
TABLES = {
    found[2]
    for statement in definition.statements()
    if (found := CREATED.match(statement)) and found[1] == "TABLE"
}

_ELSEWHERE = re.compile(
    r"\b(?:EXEC|EXECUTE|SP_\w+|XP_\w+|OPENQUERY|OPENROWSET|OPENDATASOURCE|OPENXML|SETUSER|REVERT"
    r"|USE|AUTHORIZATION|SYNONYM|SYS|MSDB|MASTER|TEMPDB|DBO)\b",
    re.IGNORECASE,
)
"""Words by which a text leaves its owner's objects, its database or its caller."""

_DEEP = re.compile(r"[\w\]]\s*\.\s*[\w\[\]]*\s*\.\s*[\w\[]")
"""A name of three parts: database, schema and object."""

_TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|APPLY|MERGE|(?:UPDATE|DELETE)(?: TOP \([^)]*\))?(?: FROM)?)\s+"
    r"([\w.@#\[\]]+)"
)
_ALIAS = re.compile(r"\bAS (\w+)\b|\bWITH (\w+) AS \(|\), (\w+) AS \(")
_OF_THE_TRIGGER = {"inserted", "deleted"}
_NO_TABLE = {"AS", "OF", "SET", "OPENJSON", "STRING_SPLIT"}


def bare(text: str) -> str:
    """Return a text without its comments and without what stands in quotes."""
    return re.sub(r"N?'(?:[^']|'')*'", "''", re.sub(r"--.*", "", text))


def outside(text: str) -> list[str]:
    """Return what a text reaches beside the tables of head office."""
    code = bare(text)
    aliases = {name for found in _ALIAS.findall(code) for name in found if name}
    named = [
        name
        for name in _TABLE.findall(code)
        if not name.startswith(("@", "#"))
        and name not in {*TABLES, *aliases, *_OF_THE_TRIGGER, *_NO_TABLE}
    ]
    return [*_ELSEWHERE.findall(code), *_DEEP.findall(code), *named]


def test_every_procedure_that_is_granted_is_defined() -> None:
    assert {*EXECUTABLE, *FOR_OWNERS} == set(PROCEDURES)
    assert not FOR_OWNERS & set(EXECUTABLE)
    assert len(EXECUTABLE) > 70
    assert len(TABLES) > 40


@pytest.mark.parametrize("name", EXECUTABLE)
def test_a_procedure_that_is_granted_reaches_tables_of_its_own_owner_alone(name: str) -> None:
    assert not outside(PROCEDURES[name])
    tables = {found for found in _TABLE.findall(bare(PROCEDURES[name])) if found in TABLES}
    assert tables


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_reaches_tables_of_its_own_owner_alone(name: str) -> None:
    assert not outside(TRIGGERS[name])


@pytest.mark.parametrize(
    "text",
    [
        "EXEC(N'SELECT 1');",
        "EXECUTE sp_executesql @text;",
        "CREATE PROCEDURE sync.x WITH EXECUTE AS OWNER AS",
        "SELECT name FROM other.sales.customers;",
        "SELECT name FROM other..customers;",
        "INSERT INTO mine.customers (name) VALUES (N'x');",
        "UPDATE customers SET name = N'x';",
        "SELECT name FROM sys.sql_logins;",
        "SELECT a.name FROM sales.products AS p JOIN dbo.theirs AS a ON a.id = p.id;",
    ],
)
def test_what_would_break_the_chain_is_found(text: str) -> None:
    assert outside(text)


@pytest.mark.parametrize("statements", [definition.statements(), every_statement()])
def test_all_that_is_created_belongs_to_the_owner_of_the_two_schemas(statements: list[str]) -> None:
    schemas = [item for item in statements if "CREATE SCHEMA" in item]
    assert len(schemas) == 2
    for schema in schemas:
        assert "AUTHORIZATION dbo" in schema
    kinds = set()
    for statement in statements:
        assert "ALTER AUTHORIZATION" not in statement
        assert "EXECUTE AS" not in statement
        found = CREATED.match(statement)
        if found and found[1] in {"TABLE", "PROCEDURE", "TRIGGER", "VIEW", "FUNCTION", "SYNONYM"}:
            kinds.add(found[1])
            assert found[2].split(".")[0] in {"sync", "sales"}, statement[:80]
    assert kinds == {"TABLE", "PROCEDURE", "TRIGGER"}


def test_a_database_is_refused_in_which_the_chain_is_broken_or_somebody_is_let_in() -> None:
    assert "IN (N'sales', N'sync')" in FOREIGN_SCHEMAS
    for role in definition.ROLES:
        assert f"N'{role}'" in MEMBERS_THERE
