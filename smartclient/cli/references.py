"""References: how a person names a record by its id without typing all of it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from smartclient.domain.errors import NotFoundError, RefusedError

Thing = TypeVar("Thing")


def resolve_reference(
    reference: str,
    among: Iterable[Thing],
    *,
    names: Callable[[Thing], tuple[str, ...]],
    what: str,
) -> Thing:
    """The one thing one of whose ids is ``reference`` or begins or ends with it.

    Raises NotFoundError when there is none, RefusedError when there are several.
    """
    part = reference.strip().casefold()
    fitting = [
        thing
        for thing in among
        if part and any(_fits(part, name.casefold()) for name in names(thing))
    ]
    if not fitting:
        raise NotFoundError("There is no {what} called {name}.", what=what, name=reference)
    if len(fitting) > 1:
        raise RefusedError("{name} could be several. Type more of the id.", name=reference)
    return fitting[0]


def _fits(part: str, name: str) -> bool:
    return name.startswith(part) or name.endswith(part)
