"""The commands that set up the rep's own mailbox, from which this device sends mails."""

import typer

from smartclient.cli.commands.mailbox_options import TestRecipient, takes_mailbox
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import laptop
from smartclient.cli.json_output.mail import own_mailbox_shape
from smartclient.cli.options import Json
from smartclient.cli.render.mail import own_mailbox_lines
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.prompts import mail_password_asker
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MailAccount
from smartclient.read_models.own_mailbox import OwnMailboxStatus


def show_mailbox(context: typer.Context, *, as_json: Json = False) -> None:
    """Show your own mailbox on this device and whether its server can be used."""
    with laptop(context) as session:
        status = session.mailbox.status()
    _show(status, as_json=as_json)


def set_mailbox(
    context: typer.Context,
    *,
    account: MailAccount,
    as_json: Json = False,
) -> None:
    """Send mails from your own mailbox on this device, where head office allows it.

    The password is asked for and kept in the keyring of this computer.
    """
    from smartclient.security.mail_passwords import given_mail_password  # noqa: PLC0415 (slow)

    with laptop(context) as session:
        status = session.mailbox.set_up(account, lambda: given_mail_password(mail_password_asker()))
    with work_done():
        _show(status, as_json=as_json)


def send_test(context: typer.Context, recipient: TestRecipient, *, as_json: Json = False) -> None:
    """Send a test mail from your own mailbox at once."""
    from smartclient.services.mail.delivery import Outcome  # noqa: PLC0415 (slow)

    with laptop(context) as session:
        delivery = session.mailbox.send_test(recipient)
    if delivery.outcome is not Outcome.SENT:
        raise RefusedError(delivery.why, **delivery.arguments)
    with work_done():
        if as_json:
            print_json({"recipient": recipient, "outcome": str(delivery.outcome)})
        else:
            print_for_people(f"The mail server took the test for {recipient}.")


def switch_off(context: typer.Context, *, as_json: Json = False) -> None:
    """Send from your own mailbox no more; what waits for it goes once it is set up again."""
    with laptop(context) as session:
        status = session.mailbox.switch_off()
    with work_done():
        _show(status, as_json=as_json)


def add_to(group: typer.Typer) -> None:
    """Put these commands beside the others about mail."""
    group.command("mailbox")(show_mailbox)
    group.command("set")(takes_mailbox(set_mailbox))
    group.command("test")(send_test)
    group.command("off")(switch_off)


def _show(status: OwnMailboxStatus, *, as_json: bool) -> None:
    if as_json:
        print_json(own_mailbox_shape(status))
    else:
        print_for_people(*own_mailbox_lines(status))
