"""The command that tells by which time a head office file goes, and sets it right."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from tests.cli.odd_place import Place, write_files
from tests.set_clock import SetClock

DAY, YEAR = timedelta(days=1), timedelta(days=365)


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "company")))
    return place


def said(place: Place, *words: str) -> str:
    """What the command prints, as one line."""
    return " ".join(place.office("clock", *words).out.split())


def use(place: Place, wrong_by: timedelta) -> None:
    """Let somebody use the file whose clock is wrong."""
    office = HeadOffice.open(place.url, SetClock(SystemClock().now() + wrong_by))
    office.describe(company="Some company")
    office.close()


def test_a_file_that_agrees_with_the_clock_says_so(place: Place) -> None:
    assert "goes by the clock of this computer" in said(place)
    assert not json.loads(said(place, "--json"))["this_computer_is_behind"]


def test_a_leap_is_shown_with_what_it_means(place: Place) -> None:
    use(place, YEAR)
    assert "nothing bears out so far" in said(place)


def test_a_file_that_was_led_ahead_is_set_right(place: Place) -> None:
    for days in (0, 2):
        use(place, YEAR + days * DAY)
    shown = said(place)
    assert "the clock of this computer is behind that" in shown
    assert "--set-right" in shown
    assert json.loads(said(place, "--json"))["this_computer_is_behind"]
    assert "goes by the clock of this computer" in said(place, "--set-right")
    assert "goes by the clock of this computer" in said(place)
