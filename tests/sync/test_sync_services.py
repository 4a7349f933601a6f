"""Services as a device shows them, and whether one that is away makes it offline."""

from datetime import timedelta

import pytest

from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.json_output.link import status_json
from smartclient.cli.json_output.values import instant
from smartclient.cli.render.connection import link_page
from smartclient.domain.errors import OutOfReachError, SignInError
from smartclient.domain.mail import MailAccount, Mailbox, MailSecurity
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.mail.account import save_state
from smartclient.read_models.connection import HOLD, ConnectionState, NetworkHint
from smartclient.read_models.sync_progress import ClientStatus, LinkState
from smartclient.use_cases.commands.connection import note_network
from smartclient.wording.command_line import connection_labels
from tests.cli.test_cli_pages import read
from tests.set_clock import SetClock
from tests.sync.sync_world import Company, Laptop

AWAY = OutOfReachError("Nothing answers at {host}.", host="sales:443")
REFUSED = SignInError("Head office does not know {login}.", login="maria")


def current(laptop: Laptop) -> ClientStatus:
    return laptop.use_cases.status.current()


def lose_head_office(laptop: Laptop, clock: SetClock, error: Exception = AWAY) -> None:
    def connect() -> None:
        raise error

    clock.advance(2 * HOLD)
    try:
        laptop.sync(connect=connect)
    except SignInError:
        assert error is REFUSED


def test_a_service_that_was_never_called_is_not_said_to_be_out_of_reach(laptop: Laptop) -> None:
    shown = " ".join(map(str, read(*link_page(laptop.use_cases.status.connection()))))
    assert "not called yet" in shown
    assert connection_labels[ConnectionState.UNREACHABLE] not in shown


def test_the_services_are_shown_with_their_states_and_queues(
    laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    contact = laptop.use_cases.status.connection().last_contact
    assert status_json(current(laptop))["services"] == {"head_office": "online"}
    lose_head_office(laptop, clock)
    laptop.order()
    assert status_json(current(laptop))["services"] == {"head_office": "unreachable"}
    shape = link_shape(laptop.use_cases.status.connection())["services"]
    assert shape == {
        "head_office": {
            "state": "unreachable",
            "offline_without": True,
            "waiting": 1,
            "next_try": None,
            "last_contact": instant(contact),
        }
    }


@pytest.mark.parametrize(
    ("setting", "link", "connection"),
    [
        ("yes", LinkState.UNREACHABLE, ConnectionState.UNREACHABLE),
        ("no", LinkState.ONLINE, ConnectionState.ONLINE),
    ],
)
def test_head_office_being_away_counts_as_the_policy_says(
    company: Company,
    laptop: Laptop,
    clock: SetClock,
    setting: str,
    link: LinkState,
    connection: ConnectionState,
) -> None:
    set_policy(company.office.engine, "offline_without.head_office", setting, clock=clock)
    laptop.sync()
    lose_head_office(laptop, clock)
    clock.advance(timedelta(seconds=1))
    assert (current(laptop).link, current(laptop).shown_connection) == (link, connection)


def test_a_network_that_wants_a_sign_in_counts_in_any_case(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    set_policy(company.office.engine, "offline_without.head_office", "no", clock=clock)
    laptop.sync()
    with laptop.store.work() as work:
        note_network(work, NetworkHint(name="Hotel", captive=True), clock.now())
        work.commit()
    lose_head_office(laptop, clock)
    assert current(laptop).link is LinkState.UNREACHABLE


def test_a_refusal_counts_in_any_case(company: Company, laptop: Laptop, clock: SetClock) -> None:
    set_policy(company.office.engine, "offline_without.head_office", "no", clock=clock)
    laptop.sync()
    lose_head_office(laptop, clock, REFUSED)
    assert current(laptop).link is LinkState.UNREACHABLE
    assert current(laptop).is_refused


def mail_is(company: Company, clock: SetClock, *, up: bool) -> None:
    """Have head office find that its mail server can be used, or that it can't."""
    with audited_transaction(company.office.engine, actor="", at=clock.now()) as connection:
        save_state(connection, is_up=up, trouble="", at=clock.now())


@pytest.mark.parametrize(
    ("setting", "link"), [("no", LinkState.ONLINE), ("yes", LinkState.UNREACHABLE)]
)
def test_mail_by_head_office_is_shown_by_itself_and_counts_as_the_policy_says(
    company: Company, laptop: Laptop, clock: SetClock, setting: str, link: LinkState
) -> None:
    set_policy(company.office.engine, "offline_without.mail", setting, clock=clock)
    laptop.sync()
    without = {"head_office": "online"}
    assert status_json(current(laptop))["services"] == without, "no mailbox is set up"
    box = Mailbox(host="mail", port=587, security=MailSecurity.STARTTLS, sender="a@example.com")
    company.office.mail.set_up(MailAccount(mailbox=box))
    laptop.sync()
    online = {"head_office": "online", "mail": "online"}
    assert status_json(current(laptop))["services"] == online
    mail_is(company, clock, up=False)
    clock.advance(2 * HOLD)
    laptop.sync()
    clock.advance(2 * HOLD)
    away = {"head_office": "online", "mail": "unreachable"}
    assert status_json(current(laptop))["services"] == away
    assert current(laptop).link is link
    mail_is(company, clock, up=True)
    laptop.sync()
    clock.advance(2 * HOLD)
    laptop.sync()
    assert status_json(current(laptop))["services"] == online
    assert current(laptop).link is LinkState.ONLINE
