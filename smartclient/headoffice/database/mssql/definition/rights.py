"""Rights on objects of the database: what statements grant, one by one."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_GRANT = re.compile(r"GRANT (?P<rights>.+) ON OBJECT::(?P<object>\S+) TO (?P<roles>.+)", re.DOTALL)
_PERMISSION = re.compile(r"(?P<permission>\w+)(?: \((?P<columns>[^)]+)\))?(?:, |$)")


class Right(NamedTuple):
    """What a role may do with an object, or with one column of it ("" for all)."""

    role: str
    permission: str
    object: str
    column: str = ""

    @property
    def revoked(self) -> str:
        """The statement that revokes it."""
        column = f" ({self.column})" if self.column else ""
        return f"REVOKE {self.permission}{column} ON OBJECT::{self.object} FROM {self.role}"


def rights_in(statements: Iterable[str]) -> set[Right]:
    """Every right that the statements grant."""
    found = (_GRANT.fullmatch(" ".join(item.split())) for item in statements)
    return {
        Right(role, permission["permission"], grant["object"], column)
        for grant in found
        if grant is not None
        for permission in _PERMISSION.finditer(grant["rights"])
        for column in (permission["columns"] or "").split(", ")
        for role in grant["roles"].split(", ")
    }
