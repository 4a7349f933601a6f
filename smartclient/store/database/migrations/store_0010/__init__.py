"""Version 10: one module for each thing that it brings."""

from types import ModuleType

PARTS: tuple[ModuleType, ...] = ()
"""What it is made of, in the order in which it is run. Each has ``STATEMENTS``."""

STATEMENTS: tuple[str, ...] = tuple(statement for part in PARTS for statement in part.STATEMENTS)
