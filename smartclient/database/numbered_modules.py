"""Migrations are found by the numbers of their modules: a new one is added by its file alone."""

import pkgutil
import re
from importlib import import_module
from types import ModuleType


def numbered_modules(package: str, prefix: str) -> tuple[ModuleType, ...]:
    """The modules ``<prefix>_0001`` and so on of a package, in order.

    Raises ImportError where a number is missing or stands twice.
    """
    name = re.compile(rf"{prefix}_(\d{{4}})")
    path = import_module(package).__path__
    found = sorted(
        (int(match[1]), item.name)
        for item in pkgutil.iter_modules(path)
        if (match := name.fullmatch(item.name))
    )
    numbers = [number for number, _ in found]
    if numbers != list(range(1, len(found) + 1)):
        message = f"{package} has the migrations {numbers}: one is missing, or stands twice"
        raise ImportError(message)
    return tuple(import_module(f"{package}.{module}") for _, module in found)
