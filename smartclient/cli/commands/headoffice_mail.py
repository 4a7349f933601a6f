"""The commands by which admins set up the mailbox that head office sends from."""

from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.commands.mailbox_options import TestRecipient, takes_mailbox
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.mail import mail_status_shape
from smartclient.cli.options import Json, Url
from smartclient.cli.render.mail import mail_status_lines
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.prompts import mail_password_asker
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MailAccount
from smartclient.domain.mail_templates import MailLanguage
from smartclient.security.mail_passwords import (
    forget_password_of,
    given_mail_password,
    keep_mail_password,
    mail_password,
)

app = typer.Typer(cls=ListingGroup, help="Set up and test the mailbox that head office sends from.")

_NOBODY = "off"


@app.command("list")
def show_mail(*, url: Url, as_json: Json = False) -> None:
    """Show the mailbox and whether its server can be used; what “mail” alone does."""
    with office_at(url) as office:
        status = office.mail.status()
    if as_json:
        print_json(mail_status_shape(status))
    else:
        print_for_people(*mail_status_lines(status))


@app.command("set")
@takes_mailbox
def set_mailbox(
    *,
    url: Url,
    account: MailAccount,
    as_json: Json = False,
) -> None:
    """Send from this mailbox from now on.

    The password is asked for and kept in the keyring of this computer, so do this where head
    office's worker runs, and as who it runs as.
    """
    if account.password_file:
        mail_password(account)
    elif account.mailbox.login:
        keep_mail_password(account.mailbox, given_mail_password(mail_password_asker()))
    with office_at(url) as office:
        office.mail.set_up(account)
        status = office.mail.status()
    with work_done():
        if as_json:
            print_json(mail_status_shape(status))
        else:
            print_for_people(*mail_status_lines(status))


@app.command("test")
def send_test(
    recipient: TestRecipient,
    *,
    url: Url,
    as_json: Json = False,
) -> None:
    """Send a test mail at once, from this computer."""
    from smartclient.services.mail.delivery import Outcome  # noqa: PLC0415 (slow)

    with office_at(url) as office:
        delivery = office.mail.send_test(recipient, mail_password)
    if delivery.outcome is not Outcome.SENT:
        raise RefusedError(delivery.why, **delivery.arguments)
    with work_done():
        if as_json:
            print_json({"recipient": recipient, "outcome": str(delivery.outcome)})
        else:
            print_for_people(f"The mail server took the test for {recipient}.")


@app.command("cases")
def mail_cases(
    recipient: Annotated[
        str, typer.Argument(metavar="ADDRESS|off", help="Whom to mail, or nobody.")
    ],
    *,
    url: Url,
    language: Annotated[
        MailLanguage, typer.Option("--language", help="The language of these mails: en or de.")
    ] = MailLanguage.ENGLISH,
    as_json: Json = False,
) -> None:
    """Mail new cases to an admin, many of them in one mail.

    What was open before is not mailed.
    """
    with office_at(url) as office:
        office.mail.mail_cases("" if recipient.strip() == _NOBODY else recipient, language)
        status = office.mail.status()
    with work_done():
        if as_json:
            print_json(mail_status_shape(status))
        else:
            print_for_people(*mail_status_lines(status))


@app.command("off")
def switch_off(*, url: Url, as_json: Json = False) -> None:
    """Send no mail any more; what is due waits until a mailbox is set up again."""
    with office_at(url) as office:
        before = office.mail.status().account
        office.mail.switch_off()
        status = office.mail.status()
    if before is not None:
        forget_password_of(before)
    with work_done():
        if as_json:
            print_json(mail_status_shape(status))
        else:
            print_for_people(*mail_status_lines(status))


def add_to(group: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    group.add_typer(app, name="mail")
