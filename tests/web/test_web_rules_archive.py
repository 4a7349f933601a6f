"""The rules for the page: the same bytes for the same modules, which need Python alone."""

import subprocess
import sys
from pathlib import Path

from smartclient.web.pad.rules_archive import ENTRANCE, modules, rules_archive

ALONE = """
import sys
sys.path[:] = [place for place in sys.path if "site-packages" not in place]
sys.path.insert(0, sys.argv[1])
from smartclient.orderpad.calls import call
assert sys.modules["smartclient"].__file__.startswith(sys.argv[1])
print(call("report", '{"answer": {"status": "confirmed"}}'))
foreign = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(sorted(foreign - {"smartclient", "__main__"}))
"""


def test_the_archive_runs_with_python_alone(tmp_path: Path) -> None:
    archive = tmp_path / "rules.zip"
    archive.write_bytes(rules_archive())
    command = [sys.executable, "-I", "-S", "-c", ALONE, str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    answer, foreign = done.stdout.splitlines()
    assert answer.startswith('{"result":')
    # what Python itself is built with has a module of its own
    assert foreign in {"[]", "['_sysconfigdata__linux_x86_64-linux-gnu']"}


def test_the_archive_is_the_same_for_the_same_modules() -> None:
    assert rules_archive() == rules_archive()
    assert ENTRANCE in modules()
    assert not {name for name in modules() if name.startswith("smartclient.store")}
