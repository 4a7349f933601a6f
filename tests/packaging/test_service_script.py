"""The script for the Windows service: the wrapper that was downloaded is checked before it is used.

The script itself runs on Windows alone; here its text is read.
"""

import re
from pathlib import Path

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
