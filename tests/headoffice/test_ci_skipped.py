"""Continuous integration takes no run for a good one in which the server was not tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "ci" / "skipped.py"

SAMPLES = """
import pytest
def test_passes(): pass
def test_without_data(): pytest.skip("the AdventureWorks folder is not there")
def test_skipped(): pytest.skip({reason!r})
"""


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("no SQL Server to test against; name one in SMARTCLIENT_TEST_SQLSERVER", 1),
        ("this engine has no ownership chaining; it runs on a real SQL Server", 1),
        ("There is no ODBC driver for SQL Server on this machine.", 1),
        ("no command that restarts the server in SMARTCLIENT_TEST_SQLSERVER_RESTART", 0),
        ("who may open a file owns it", 0),
    ],
)
def test_a_skipped_test_of_the_server_fails_the_run(
    tmp_path: Path, reason: str, status: int
) -> None:
    (tmp_path / "test_samples.py").write_text(SAMPLES.format(reason=reason), "utf-8")
    report = tmp_path / "report.xml"
    pytest_run = ("-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}")
    subprocess.run(
        [sys.executable, *pytest_run, "test_samples.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        check=True,
    )
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), str(report)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == status
    assert (reason in ended.stdout) is bool(status)
