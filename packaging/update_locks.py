"""Update the lock files: the exact version and the hashes of every package that is installed.

    python packaging/update_locks.py                      after a range in pyproject.toml changed
    python packaging/update_locks.py --upgrade            to the newest versions within the ranges
    python packaging/update_locks.py --upgrade-package P  to the newest version of one package

It needs `uv` (`pip install uv`) and a package index. One lock serves Python 3.11 to 3.14 on Linux,
macOS and Windows; what only some of them need has a marker. A lock names no index, so that a
company's own mirror serves as well: the hashes say that it serves the same files.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "packaging" / "requirements-dev.lock"
RUN = ROOT / "packaging" / "requirements.lock"
OLDEST_PYTHON = "3.11"


def main(options: list[str]) -> int:
    """Resolve what development needs, and from the same versions what a service needs."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("uv is not installed. Run: pip install uv", file=sys.stderr)
        return 1
    compile_ = [uv, "pip", "compile", "pyproject.toml", "--universal", "--quiet"]
    compile_ += ["--python-version", OLDEST_PYTHON, "--generate-hashes"]
    compile_ += ["--no-emit-index-url", "--no-emit-find-links"]
    compile_ += ["--custom-compile-command", "python packaging/update_locks.py"]
    for command in (
        [*compile_, "--extra", "dev", *options, "--output-file", str(DEV)],
        [*compile_, "--extra", "sqlserver", "--constraint", str(DEV), "--output-file", str(RUN)],
    ):
        status = subprocess.call(command, cwd=ROOT)
        if status != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
