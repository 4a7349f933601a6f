"""The demonstration in a browser: the sample company's order pad, served to this computer alone."""

import webbrowser
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartclient.cli.answering import answering
from smartclient.cli.demo.workplace import admin_of, office_url
from smartclient.cli.render.serving import say_line
from smartclient.cli.render.web_notices import web_notice_line
from smartclient.cli.terminal.printing import complain
from smartclient.cli.terminal.stopping import stopped_by_signals
from smartclient.contract.web.codes import sign_in_link
from smartclient.domain.clock import SystemClock

if TYPE_CHECKING:
    from smartclient.bootstrap.web_notices import WebNotice

PORT: Final = 8437
"""What a browser keeps belongs to one address: it must be the same each time."""

_VALID: Final = timedelta(days=1)


def serve_browser(
    home: Path, login: str, *, open_page: Callable[[str], object] = webbrowser.open
) -> None:
    """Serve the order pad until stopped, and open it with a code for ``login``.

    RefusedError where the port is taken.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (slow; help does without it)
    from smartclient.bootstrap.web_gate import open_gate  # noqa: PLC0415 (as above)
    from smartclient.bootstrap.web_options import WebOptions  # noqa: PLC0415 (as above)
    from smartclient.bootstrap.web_service import served_head_office  # noqa: PLC0415 (as above)

    def notify(notice: "WebNotice") -> None:
        complain(web_notice_line(notice))

    # a browser trusts what comes from its own computer, without a certificate
    address = f"http://localhost:{PORT}"
    options = WebOptions(listen=f"127.0.0.1:{PORT}", public_url=address)
    url, clock = office_url(home), SystemClock()
    office = bootstrap.open_head_office(url, clock)
    try:
        stop = stopped_by_signals()
        gate = open_gate(url, clock, office.password)
        with served_head_office(gate, options, home, clock, notify) as served:
            for who in dict.fromkeys((login, admin_of(home))):
                code = office.devices.enrol(who, valid=_VALID).code
                link = sign_in_link(address, code)
                say_line(f"Be {who} in the browser: {link}")
                if who == login:
                    open_page(link)
            say_line("Choose any passphrase there. Stop it with Ctrl+C.")
            with answering(office, stop):
                served.serve(stop)
    finally:
        office.close()
