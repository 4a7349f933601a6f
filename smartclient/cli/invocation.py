"""One run of the command line: what was said before the command, and what it works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smartclient.cli.terminal.hints import Hints
from smartclient.cli.terminal.prompts import passphrase_asker, password_asker
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SignInError
from smartclient.security.passwords import refusal_of
from smartclient.settings.places import embedded_file, office_file_is_there, standard_home

if TYPE_CHECKING:
    from smartclient.bootstrap import Session
    from smartclient.headoffice.admin.service import HeadOffice
    from smartclient.use_cases.use_cases import UseCases


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """What was said before the command. ``chosen_home`` None means the usual folder.

    ``home_is_in_line``: the folder was given in this line, and not in the environment.
    """

    chosen_home: Path | None = None
    home_is_in_line: bool = False

    @property
    def home(self) -> Path:
        """The folder of settings and store."""
        return standard_home() if self.chosen_home is None else self.chosen_home.absolute()


def home_of(context: typer.Context) -> Path:
    """The folder of settings and store for this run."""
    invocation = context.find_object(Invocation)
    return Invocation().home if invocation is None else invocation.home


def hints_of(context: typer.Context) -> Hints:
    """What makes the command lines that are printed to be copied."""
    invocation = context.find_object(Invocation)
    in_line = invocation is not None and invocation.home_is_in_line
    return Hints(home=home_of(context) if in_line else None)


@contextmanager
def laptop(context: typer.Context) -> Iterator["Session"]:
    """Open the laptop that is signed in, for as long as the command runs."""
    from smartclient.bootstrap import open_session  # noqa: PLC0415 (slow; help does without it)

    session = open_session(
        home_of(context), ask_passphrase=passphrase_asker(), ask_password=password_asker()
    )
    try:
        yield session
    finally:
        session.close()


@contextmanager
def use_cases_of(context: typer.Context) -> Iterator["UseCases"]:
    """Open the use cases of the laptop that is signed in."""
    with laptop(context) as session:
        yield session.use_cases


@contextmanager
def office_at(url: str) -> Iterator["HeadOffice"]:
    """Open the head office at ``url`` for as long as the command runs.

    Raises RefusedError where there is no such file: opening it would make an empty one.
    """
    path = embedded_file(url)
    if path is not None and not office_file_is_there(path):
        raise RefusedError(
            "There is no head office in {path}. Create it: smartclient headoffice init --url URL.",
            path=path,
        )
    with new_office_at(url) as office:
        yield office


@contextmanager
def new_office_at(url: str) -> Iterator["HeadOffice"]:
    """Open the head office at ``url``, which may not be there yet."""
    from smartclient.bootstrap import open_head_office  # noqa: PLC0415 (slow, as above)

    office = open_head_office(url, SystemClock(), password_asker())
    try:
        yield office
    except SignInError as error:
        refusal = refusal_of(office.password, error)
        if refusal is error:
            raise
        raise refusal from error
    finally:
        office.close()
