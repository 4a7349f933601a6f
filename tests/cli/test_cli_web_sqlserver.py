"""Head office on SQL Server over HTTPS, as real processes.

The web service and the worker each have a login of their own, an admin enrols with another.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.served_office import (
    CAST,
    Served,
    hand_over,
    order_of,
    sell_with_a_revoked_and_a_wiped_device,
    sync_until_confirmed,
)
from tests.cli.terminal import ROOT, Terminal
from tests.cli.test_cli_headoffice_admin import granted
from tests.live_server import LiveOffice, live_office
from tests.served_process import web_process

SELF_SIGNED = ("--self-signed",)


@dataclass(frozen=True, kw_only=True)
class Office:
    """The sample company on the live server, and a terminal for each who may do something there."""

    live: LiveOffice
    folder: Path
    people: dict[str, Terminal]

    def does(self, who: str, *words: str) -> Any:  # noqa: ANN401 (JSON)
        terminal = self.people[who]
        return terminal.gives(*terminal.at_head_office(*words))

    def is_refused(self, who: str, *words: str) -> str:
        terminal = self.people[who]
        return terminal.refuses(*terminal.at_head_office(*words))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("served")
    with pytest.MonkeyPatch.context() as patch, live_office(SystemClock(), "web") as live:
        patch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
        owner = Terminal(home=folder / "owner", url=live.url)
        owner.says(*owner.at_head_office("import", str(sample_folder())))
        people = {"owner": owner}
        for name, rights in {
            "admin": ("--rep", "1", "--admin"),
            "rep": ("--rep", "2"),
            "worker": ("--worker",),
            "service": ("--web",),
        }.items():
            login = live.new_login(name)
            granted(owner, login, *rights)
            people[name] = Terminal(home=folder / name, url=live.url_of(login))
            if not live.is_real and name != "rep":
                live.let_procedures_work_for(login)
        yield Office(live=live, folder=folder, people=people)


@contextmanager
def a_worker(office: Office) -> Iterator[None]:
    """Answer requests in a process of its own, under the worker's login."""
    words = office.people["worker"].at_head_office("serve")
    process = subprocess.Popen(
        [sys.executable, "-m", "smartclient", *words], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def served(office: Office, tmp_path: Path) -> Iterator[Served]:
    """The service under its own login; head office's commands run under the admin's."""
    with a_worker(office), ExitStack() as stack:
        yield Served(
            tmp_path,
            stack,
            url=office.people["admin"].url,
            service_url=office.people["service"].url,
            options=SELF_SIGNED,
        )


def test_the_story_and_a_device_that_is_revoked_and_another_that_is_wiped(
    office: Office, served: Served
) -> None:
    sell_with_a_revoked_and_a_wiped_device(served)
    logged = [row for row in served.rows("change_log") if row.entity == "device"]
    states = {name: served.device(name)["device"] for name in ("first", "second", "third")}
    assert [
        (name, row.after, row.by)
        for name, device in states.items()
        for row in logged
        if row.key == device
    ] == [
        ("first", "active", CAST.rep),
        ("first", "revoked", CAST.admin),
        ("second", "active", CAST.rep),
        ("second", "wiping", CAST.admin),
        ("second", "wiped", CAST.rep),
        ("third", "active", CAST.rep),
    ]
    enrolled = [row for row in served.rows("change_log") if row.entity == "enrolment"]
    assert {(row.key, row.field, row.by) for row in enrolled} == {
        (CAST.rep, "expires_at", CAST.admin)
    }
    assert len(enrolled) >= len(states)
    decided = [row for row in served.rows("change_log") if row.entity == "handed_over"]
    assert {(row.before, row.after, row.by) for row in decided} == {
        ("waiting", "released", CAST.admin)
    }


def test_what_a_wiped_device_handed_over_is_dropped_once(office: Office, served: Served) -> None:
    served.sign_in(served.laptop, "dropped")
    served.laptop.gives("sync")
    hand_over(served, "dropped")
    device = served.device("dropped")["device"]
    assert office.does("admin", "devices", "drop", device) == {"device": device, "dropped": 1}
    assert "Nothing" in office.is_refused("admin", "devices", "release", device)
    row = next(row for row in served.rows("handed_over") if row.device == device)
    assert (row.state, row.decided_by) == ("dropped", CAST.admin)


def test_an_admin_enrols_reps_an_owner_admins_too_and_nobody_else_anybody(office: Office) -> None:
    for who, login in (("admin", "anna"), ("owner", "anna"), ("owner", "head")):
        given = office.does(who, "enrol", login, "--valid", "30m")
        assert (given["login"], set(given)) == (login, {"code", "login", "expires", "link"})
    assert "only the owner" in office.is_refused("admin", "enrol", "head")
    assert "knows no rep" in office.is_refused("admin", "enrol", "nobody")
    for who in ("rep", "worker", "service"):
        for words in (("enrol", "anna"), ("devices", "revoke", "abc")):
            office.is_refused(who, *words)
    assert "no enrolled device called" in office.is_refused("admin", "devices", "revoke", "zzz")


def test_the_services_login_answers_no_requests_and_is_told_before_it_serves(
    office: Office, tmp_path: Path
) -> None:
    url, options = office.people["service"].url, ("--self-signed", "--with-worker")
    with web_process(tmp_path, url, *options) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    said = err.splitlines()[-1]
    assert "may not answer requests. Start the web service without --with-worker" in said


def test_one_process_serves_and_answers_under_an_owners_login(
    office: Office, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        options = ("--self-signed", "--with-worker")
        url, served_by = office.people["admin"].url, office.people["owner"].url
        served = Served(tmp_path, stack, url=url, service_url=served_by, options=options)
        served.sign_in(served.laptop, "alone")
        sync_until_confirmed(served.laptop, order_of(served.laptop, 4))
