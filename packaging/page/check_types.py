"""Check the types of the order pad's modules, which their comments say, with TypeScript.

    python packaging/page/check_types.py

The modules of the page and those of its workers are checked apart: they find other names in the
browser. TypeScript comes from npm, as `libraries.py` does it, and is run by the machine's node, or
by that of a wheel. Without a connection the first time, nothing is checked, and that is said.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from libraries import (
    DEVELOPMENT,
    ROOT,
    FetchError,
    Tool,
    fetch_or_say,
    say_without,
    tool_of_node,
)
from smartclient.web.pad.contract_module import contract_values

TYPESCRIPT = DEVELOPMENT.folder / "typescript" / "lib" / "tsc.js"
MADE = DEVELOPMENT.folder / "made"
CONFIGURATIONS = tuple(
    Path(__file__).resolve().parent / "types" / name for name in ("page.json", "workers.json")
)

BY_KIND = frozenset({"columns"})
"""What the contract holds for each kind of feed: the page asks by kinds that are in variables."""


def main() -> int:
    """Check all modules; the exit status is 1 where something is wrong."""
    node = _node()
    if node is None:
        return 0
    MADE.mkdir(exist_ok=True)
    (MADE / "contract.d.ts").write_text(contract_types(), encoding="utf-8")
    return max([_check(node, configuration) for configuration in CONFIGURATIONS])


def _node() -> Tool | None:
    """What runs TypeScript, None where either is missing: that was said."""
    if not fetch_or_say(DEVELOPMENT):
        return None
    try:
        return tool_of_node("node", DEVELOPMENT.folder / "node")
    except (FetchError, OSError) as error:
        say_without(DEVELOPMENT, error)
        return None


def _check(node: Tool, configuration: Path) -> int:
    command = [*node.command, str(TYPESCRIPT), "--project", str(configuration), "--pretty", "false"]
    done = subprocess.run(command, cwd=ROOT, env=node.whole_environment(), check=False)
    return min(done.returncode, 1)


def contract_types() -> str:
    """The types of the module that the service makes of the contract."""
    return f"export const CONTRACT: {_type_of(contract_values())};\n"


def _type_of(value: object) -> str:
    if isinstance(value, str):
        return "string"
    if isinstance(value, int):
        return "number"
    if isinstance(value, Mapping):
        inside = "".join(f"  readonly {_member(name, each)};\n" for name, each in value.items())
        return f"{{\n{inside}}}"
    return "readonly string[]"


def _member(name: str, value: object) -> str:
    of_kinds = "Readonly<Record<string, readonly string[]>>"
    return f"{name}: {of_kinds if name in BY_KIND else _type_of(value)}"


if __name__ == "__main__":
    sys.exit(main())
