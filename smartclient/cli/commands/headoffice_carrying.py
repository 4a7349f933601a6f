"""The commands by which head office takes in work that was carried to it by hand."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.carrying import accepted_shape, office_key_shape
from smartclient.cli.options import Json, Url
from smartclient.cli.render.carrying import accepted_page, office_key_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.progress import accept_text, counts_shown
from smartclient.domain.clock import SystemClock
from smartclient.settings.places import embedded_file

app = typer.Typer(cls=ListingGroup, help="Show or rotate the key for work carried by hand.")


def accept(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that a device wrote.")],
    *,
    url: Url,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Where to write the answers for it."),
    ] = None,
    wait: Annotated[
        int,
        typer.Option(
            "--wait", metavar="SECONDS", min=0, max=3_600, help="How long to wait for the worker."
        ),
    ] = 30,
    as_json: Json = False,
) -> None:
    """Take in the work of a device from a file, and write the answers to another.

    The same file again changes nothing, and brings the answers that came since. It takes an owner
    of the database, and head office's private key on this computer.
    """
    from smartclient.bootstrap.accepting import accept_work  # noqa: PLC0415 (slow)

    with office_at(url) as office:

        def answer_now() -> None:
            if embedded_file(url) is not None and not office.serving():
                office.answer_waiting()

        with counts_shown("Taking in the file", accept_text) as progress:
            accepted = accept_work(
                office,
                url,
                file,
                answers=answers,
                wait_seconds=wait,
                clock=SystemClock(),
                answer_now=answer_now,
                progress=progress,
            )
    with work_done():
        if as_json:
            print_json(accepted_shape(accepted, answers))
        else:
            print_for_people(*accepted_page(accepted, answers))


@app.command("list")
def show(*, url: Url, as_json: Json = False) -> None:
    """Show the public key and where the private ones are; what “bundle-key” alone does."""
    from smartclient.bootstrap.office_keys import key_file_of  # noqa: PLC0415 (slow)
    from smartclient.security.office_keys import OfficeKeyFile  # noqa: PLC0415

    with office_at(url) as office:
        public_key, path = office.carried.bundle_key(), key_file_of(office, url)
    keys = len(OfficeKeyFile(path=path).identities())
    if as_json:
        print_json(office_key_shape(public_key, path, keys))
    else:
        print_for_people(*office_key_page(public_key, path, keys))


@app.command("rotate")
def rotate(*, url: Url, as_json: Json = False) -> None:
    """Have devices encrypt to a new key from their next contact on.

    Older keys stay, and go on opening what was written before.
    """
    from smartclient.bootstrap.office_keys import (  # noqa: PLC0415 (slow)
        key_file_of,
        rotate_office_key,
    )
    from smartclient.security.office_keys import OfficeKeyFile  # noqa: PLC0415

    with office_at(url) as office:
        public_key, path = rotate_office_key(office, url), key_file_of(office, url)
    keys = len(OfficeKeyFile(path=path).identities())
    with work_done():
        if as_json:
            print_json(office_key_shape(public_key, path, keys))
        else:
            print_for_people(*office_key_page(public_key, path, keys))


def add_to(group: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    group.command("accept")(accept)
    group.add_typer(app, name="bundle-key")
