"""Fails when tests that need a SQL Server were skipped where there is one.

``python packaging/ci/skipped.py REPORT.xml…`` reads reports of pytest's ``--junitxml``.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import parse

NEEDED = re.compile(r"SQL ?Server|ODBC", re.IGNORECASE)
ELSEWHERE = re.compile(r"SMARTCLIENT_TEST_SQLSERVER_RESTART")
"""What is tested by a step of its own."""


def skipped(report: Path) -> list[str]:
    """Return each test of a report that was skipped for want of a server, with the reason."""
    found = []
    for case in parse(report).getroot().iter("testcase"):  # noqa: S314 (our own report)
        for skip in case.iter("skipped"):
            reason = skip.get("message", "")
            if NEEDED.search(reason) and not ELSEWHERE.search(reason):
                found.append(f"{case.get('classname')}.{case.get('name')}: {reason}")
    return found


def main(reports: Iterable[str]) -> int:
    """Print what was skipped; return 1 where anything was."""
    found = [line for report in reports for line in skipped(Path(report))]
    for line in found:
        sys.stdout.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
