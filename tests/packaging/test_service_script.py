"""The script for the Windows service: the wrapper that was downloaded is checked before it is used.

The script itself runs on Windows alone; here its text is read.
"""

import re
from pathlib import Path

from tests.cli.documented import check_parsed

SCRIPT = Path(__file__).parents[2] / "packaging" / "service" / "install-windows-service.ps1"


def test_the_wrapper_has_a_checksum_that_is_compared_before_it_is_put_in_place() -> None:
    text = SCRIPT.read_text("utf-8")
    _, _, body = text.partition("if ($Remove)")
    assert re.search(r'\$WinSWSha256 = "[0-9a-f]{64}"', text)
    steps = [
        "icacls $Folder /inheritance:r",
        "Copy-Item -Force $WinSW $candidate",
        "Get-FileHash -Algorithm SHA256 $candidate",
        "if ($sha256 -ne $WinSWSha256) {",
        "throw",
        "Move-Item -Force $candidate $service",
        "& $service install",
    ]
    place = 0
    for step in steps:
        place = body.find(step, place)
        assert place != -1, step


def test_the_wrapper_is_run_from_nowhere_else() -> None:
    text = SCRIPT.read_text("utf-8")
    assert not re.search(r"& \$(WinSW|candidate)\b", text)
    assert text.count(" $service\n") == 1


def test_the_web_services_unit_runs_a_command_that_there_is() -> None:
    unit = (SCRIPT.parent / "smartclient-web.service").read_text("utf-8").splitlines()
    example = (SCRIPT.parent / "web.env.example").read_text("utf-8").splitlines()
    values = dict(line.split("=", 1) for line in example if not line.startswith("#"))
    (command,) = (line for line in unit if line.startswith("ExecStart="))
    line = (
        command.removeprefix("ExecStart=/opt/smartclient/bin/").replace("${", "$").replace("}", "")
    )
    for name in sorted(values, reverse=True):
        line = line.replace(f"${name}", values[name])
    assert "$" not in line
    check_parsed(line)
    assert "RestartPreventExitStatus=77" in unit


def test_the_windows_service_of_the_web_service_runs_a_command_that_there_is() -> None:
    text = SCRIPT.read_text("utf-8")
    (options,) = re.findall(r'-WebOptions "([^"]+)"', text)
    assert "headoffice web " in text
    check_parsed(
        f"smartclient headoffice web --url sqlite:///office.db {options}".replace("\\", "/")
    )
