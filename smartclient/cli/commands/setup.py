"""The commands that set a laptop up: sign-in and doctor."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import home_of
from smartclient.cli.json_output.link import status_json
from smartclient.cli.options import Code, DatabaseOrService, DeviceName, Json
from smartclient.cli.render.link import findings_page, status_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.progress import progress_shown
from smartclient.cli.terminal.prompts import passphrase_asker, password_asker
from smartclient.domain.clock import SystemClock
from smartclient.settings.web_address import is_web

if TYPE_CHECKING:
    from smartclient.bootstrap import Session


def sign_in(
    context: typer.Context,
    *,
    url: DatabaseOrService,
    login: Annotated[
        str, typer.Option("--login", metavar="LOGIN", help="Who you are, at a database.")
    ] = "",
    code: Code = "",
    device_name: DeviceName = "",
    as_json: Json = False,
) -> None:
    """Sign in and fetch everything.

    Makes the store on this laptop and syncs for the first time. At an address that begins with
    https, head office's code says who you are; the link that you were given holds both. A database
    password comes from the keyring, SMARTCLIENT_PASSWORD or a question; without a usable keyring,
    the store's passphrase comes from SMARTCLIENT_PASSPHRASE or a question.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (slow; help does without it)

    _check_who(url, login, code)
    # every question comes before the progress, which would be drawn over it
    opened = (
        _enrolled_device(home_of(context), url, code, device_name)
        if is_web(url)
        else bootstrap.enroll(
            home_of(context),
            url=url,
            login=login,
            ask_password=password_asker(),
            ask_passphrase=passphrase_asker(),
        )
    )
    with opened as session:
        session.prepare_sync()
        with progress_shown() as progress:
            session.sync_now(progress)
        client_status = session.use_cases.status.current()
    with work_done():
        if as_json:
            print_json(status_json(client_status))
        else:
            print_for_people(*status_page(client_status))


def _enrolled_device(home: Path, url: str, code: str, device_name: str) -> "Session":
    from smartclient.bootstrap.device_sign_in import enroll_device  # noqa: PLC0415 (slow, as above)

    return enroll_device(
        home,
        url=url,
        code=code,
        device_name=device_name,
        ask_passphrase=passphrase_asker(),
    )


def _check_who(url: str, login: str, code: str) -> None:
    if is_web(url) and login:
        raise typer.BadParameter("At this address a code says who you are. Leave out --login.")
    if not is_web(url) and code:
        raise typer.BadParameter("A code is for an address that begins with https.")
    if not is_web(url) and not login:
        raise typer.BadParameter("Say who you are: --login LOGIN.")


def address(
    context: typer.Context,
    *,
    url: DatabaseOrService,
    code: Code = "",
    device_name: DeviceName = "",
    as_json: Json = False,
) -> None:
    """Set head office's new address on this laptop.

    Head office is asked there first: it must be the same company's, and know you by the same
    login. An address that begins with https takes a new code of head office, unless this device
    knows the certificate there. What was not sent yet stays, and goes there.
    """
    from smartclient.bootstrap.new_address import move_head_office  # noqa: PLC0415 (slow, as above)

    settings = move_head_office(
        home_of(context),
        url=url,
        code=code,
        device_name=device_name,
        ask_password=password_asker(),
        ask_passphrase=passphrase_asker(),
    )
    with work_done():
        if as_json:
            print_json({"url": settings.url})
        else:
            print_for_people(
                f"Head office is at {settings.url} from now on.",
                "Close a window that is open, and start it again.",
            )


def doctor(
    context: typer.Context,
    *,
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Look at this head office instead.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Check this machine; say what to do.

    Looks at settings, folder, disk, store, key, keyring, window, driver, link and clock, and
    changes nothing. What no keyring holds is asked for. With --url, for head office's people: at
    the driver, the database there, its worker and its feeds.
    """
    from smartclient.bootstrap.doctor import (  # noqa: PLC0415 (slow)
        check_head_office,
        check_laptop,
    )

    findings = (
        check_head_office(url, SystemClock(), password_asker())
        if url
        else check_laptop(home_of(context), SystemClock(), passphrase_asker(), password_asker())
    )
    if as_json:
        print_json(
            [
                {
                    "check": finding.check,
                    "ok": finding.ok,
                    "detail": finding.detail,
                    "advice": finding.advice,
                }
                for finding in findings
            ]
        )
    else:
        print_for_people(*findings_page(findings))
