"""The command that serves head office over HTTPS."""

from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.answering import answering
from smartclient.cli.exit_status import NOT_LET_IN
from smartclient.cli.invocation import home_of, office_at
from smartclient.cli.options import Url
from smartclient.cli.render.serving import say_line
from smartclient.cli.render.web_notices import web_notice_line
from smartclient.cli.terminal.printing import complain
from smartclient.cli.terminal.stopping import stopped_by_signals
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import SignInError, TransientError
from smartclient.security.passwords import refusal_of

if TYPE_CHECKING:
    from smartclient.bootstrap.web_notices import WebNotice
    from smartclient.bootstrap.web_service import HeadOfficeWeb
    from smartclient.headoffice.admin.service import HeadOffice


def web(
    context: typer.Context,
    *,
    url: Url,
    listen: Annotated[
        str,
        typer.Option("--listen", metavar="HOST:PORT", help="Where to listen; port 0 takes any."),
    ],
    public_url: Annotated[
        str, typer.Option("--public-url", metavar="URL", help="The address that devices use.")
    ] = "",
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="F", help="The certificate with its chain, in PEM."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="F", help="The certificate's key, in PEM.")
    ] = None,
    self_signed: Annotated[
        bool,
        typer.Option("--self-signed", help="Make a certificate once, which devices pin."),
    ] = False,
    replace_fingerprint: Annotated[
        bool,
        typer.Option(
            "--replace-fingerprint",
            help="Have devices pin the self-signed certificate instead of one that is lost.",
        ),
    ] = False,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy before the service ends TLS.")
    ] = False,
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--trust-proxy",
            metavar="ADDRESS",
            help="A proxy whose word on callers' addresses counts; repeatable.",
        ),
    ] = None,
    metrics: Annotated[
        str,
        typer.Option("--metrics", metavar="HOST:PORT", help="Where to give metrics (Prometheus)."),
    ] = "",
    hsts: Annotated[
        bool, typer.Option("--hsts", help="Have browsers insist on HTTPS at this name.")
    ] = False,
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Answer requests, too, in this process.")
    ] = False,
) -> None:
    """Serve head office to devices over HTTPS until stopped.

    Without a certificate only this computer itself is served. Several may run before a SQL Server,
    on several machines. Stop it with Ctrl+C.
    """
    from smartclient.bootstrap.web_gate import open_gate  # noqa: PLC0415 (slow; help does without)
    from smartclient.bootstrap.web_options import WebOptions  # noqa: PLC0415 (as above)
    from smartclient.bootstrap.web_service import served_head_office  # noqa: PLC0415 (as above)

    def notify(notice: "WebNotice") -> None:
        complain(web_notice_line(notice))

    options = WebOptions(
        listen=listen,
        public_url=public_url,
        certificate=certificate,
        key=key,
        self_signed=self_signed,
        replace_fingerprint=replace_fingerprint,
        behind_proxy=behind_proxy,
        trusted_proxies=tuple(trust_proxy or ()),
        metrics=metrics,
        hsts=hsts,
    )
    clock = SystemClock()
    with office_at(url) as office:
        stop = stopped_by_signals()
        try:
            if with_worker:
                _require_worker(office)
            gate = open_gate(url, clock, office.password)
            with served_head_office(gate, options, home_of(context), clock, notify) as served:
                say_line(_ready_line(served))
                with answering(office, stop) if with_worker else nullcontext():
                    served.serve(stop)
        except SignInError as error:
            complain(refusal_of(office.password, error).user_message)
            raise typer.Exit(NOT_LET_IN) from error
    say_line("Stopped. What is not answered yet waits safely.")


def _require_worker(office: "HeadOffice") -> None:
    """Raise SetUpError where the login may not answer; a server that is away is waited for."""
    with suppress(TransientError):
        office.require_worker()


def _ready_line(served: "HeadOfficeWeb") -> str:
    metrics = f", its metrics at {served.metrics_url}" if served.metrics_url else ""
    return f"Serving head office at {served.address}{metrics} (stop with Ctrl+C)"


def add_to(app: typer.Typer) -> None:
    """Put this command beside head office's others."""
    app.command("web")(web)
