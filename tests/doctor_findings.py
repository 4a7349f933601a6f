"""What the doctor found, for tests: one finding for each check."""

from smartclient.diagnostics.finding import Finding


def by_check(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    """Return the findings by what was looked at, of each of which there is one."""
    found: dict[str, Finding] = {finding.check: finding for finding in findings}
    assert len(found) == len(findings)
    return found
