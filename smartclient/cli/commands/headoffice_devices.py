"""The commands by which head office lets devices sign in, and revokes them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.devices import code_shape, device_shape
from smartclient.cli.options import Json, Url, duration
from smartclient.cli.references import resolve_reference
from smartclient.cli.render.devices import code_page, devices_page, revoked_page
from smartclient.cli.render.tables import count
from smartclient.cli.terminal.printing import print_for_people, print_json

if TYPE_CHECKING:
    from smartclient.contract.web.gate import EnrolledDevice
    from smartclient.headoffice.admin.service import HeadOffice

app = typer.Typer(cls=ListingGroup, help="List enrolled devices; revoke one, decide its work.")

_Actor = Annotated[
    str,
    typer.Option("--as", metavar="LOGIN", help="The admin who does this; the owner if not said."),
]
_Device = Annotated[
    str, typer.Argument(metavar="DEVICE", help="The device's id, or its start or end.")
]


def enrol(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="Whose device signs in.")],
    *,
    url: Url,
    valid: Annotated[
        timedelta,
        typer.Option(
            "--valid",
            metavar="TIME",
            parser=duration,
            help="How long the code counts: 30m, 24h, 7d.",
        ),
    ] = "24h",  # type: ignore[assignment]  # (the parser reads it)
    as_login: _Actor = "",
    as_json: Json = False,
) -> None:
    """Make a code with which a device signs in as LOGIN, once.

    An admin enrols reps, the owner of the database admins, too. On SQL Server it is who is
    connected, whatever --as says.
    """
    with office_at(url) as office:
        given = office.devices.enrol(login, valid=valid, as_login=as_login)
    with work_done():
        if as_json:
            print_json(code_shape(given))
        else:
            print_for_people(*code_page(given))


@app.command("list")
def list_devices(*, url: Url, as_json: Json = False) -> None:
    """List enrolled devices; what “devices” alone does.

    Those that were enrolled last come first.
    """
    with office_at(url) as office:
        found = office.devices.all()
    if as_json:
        print_json([device_shape(device) for device in found])
    else:
        print_for_people(devices_page(found))


@app.command("revoke")
def revoke(
    device: _Device,
    *,
    url: Url,
    wipe: Annotated[
        bool,
        typer.Option("--wipe", help="Have it hand over what is unsent, and remove its data."),
    ] = False,
    as_login: _Actor = "",
    as_json: Json = False,
) -> None:
    """Revoke a device: it learns so when it next calls, and keeps what it did not send.

    A database login is not revoked by this: see headoffice revoke.
    """
    with office_at(url) as office:
        found = _device(office, device)
        after = office.devices.revoke(found.device, wipe=wipe, as_login=as_login)
    with work_done():
        if as_json:
            print_json(device_shape(after))
        else:
            print_for_people(*revoked_page(after))


@app.command("release")
def release(device: _Device, *, url: Url, as_login: _Actor = "", as_json: Json = False) -> None:
    """Carry out what a wiped device handed over, as its rep sent it."""
    with office_at(url) as office:
        found = _device(office, device)
        requests = office.devices.release(found.device, as_login=as_login)
    _show_decided(found, requests, "released", as_json=as_json)


@app.command("drop")
def drop(device: _Device, *, url: Url, as_login: _Actor = "", as_json: Json = False) -> None:
    """Decide that what a wiped device handed over is not carried out."""
    with office_at(url) as office:
        found = _device(office, device)
        requests = office.devices.drop(found.device, as_login=as_login)
    _show_decided(found, requests, "dropped", as_json=as_json)


def _show_decided(found: "EnrolledDevice", requests: int, word: str, *, as_json: bool) -> None:
    with work_done():
        if as_json:
            print_json({"device": found.device, word: requests})
        else:
            print_for_people(f"{count(requests, 'request')} of {found.login} {word}.")


def _device(office: "HeadOffice", reference: str) -> "EnrolledDevice":
    return resolve_reference(
        reference, office.devices.all(), names=lambda each: (each.device,), what="enrolled device"
    )


def add_to(group: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    group.command("enrol")(enrol)
    group.add_typer(app, name="devices")
