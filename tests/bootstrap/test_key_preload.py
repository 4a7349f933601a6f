"""Preloading the key: it is at hand when the store is opened, and was begun before all else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smartclient.bootstrap import StorePreloader, enroll
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.security import keys
from smartclient.security.key_preload import KeyPreloader
from tests.small_company import REP


@pytest.fixture
def signed_in(home: Path, url: str, clock: Clock) -> Path:
    enroll(home, url=url, login=REP, clock=clock).close()
    return home


def test_the_store_is_opened_with_the_key_that_was_preloaded(
    signed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = KeyPreloader(signed_in)
    assert key.claim() == keys.load_or_make_key(signed_in)
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")  # it is needed no more

    opened = StorePreloader(signed_in, key).claim()

    assert opened is not None
    opened[0].close()
    assert opened[1] == key.claim()


def test_where_nobody_signed_in_no_key_is_made(home: Path) -> None:
    assert KeyPreloader(home).claim() is None
    assert not home.exists()


def test_a_passphrase_that_only_a_person_knows_is_not_waited_for(
    signed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    key = KeyPreloader(signed_in)
    assert key.claim() is None
    assert StorePreloader(signed_in, key).claim() is None


def test_a_wrong_passphrase_is_reported_by_whoever_claims_the_store(
    signed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")
    with pytest.raises(RefusedError, match="not the right one"):
        StorePreloader(signed_in, KeyPreloader(signed_in)).claim()


def test_a_start_begins_with_the_key_and_loads_the_rest_meanwhile(tmp_path: Path) -> None:
    script = (
        "import json, sys\n"
        "from smartclient.cli import launch_gui\n"
        "loaded = []\n"
        "def note(home):\n"
        "    loaded.extend(sys.modules)\n"
        "    raise SystemExit\n"
        "launch_gui.KeyPreloader = note\n"
        "try:\n"
        "    launch_gui.launch()\n"
        "finally:\n"
        "    print(json.dumps(loaded))\n"
    )
    reported = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "SMARTCLIENT_HOME": str(tmp_path)},
    )
    loaded = json.loads(reported.stdout)
    late = {"smartclient.bootstrap", "smartclient.cli.program", "sqlalchemy", "PySide6", "typer"}
    assert "smartclient.security.key_preload" in loaded
    assert not late.intersection(loaded)
