"""How a run ends: exit statuses, one line for what is wrong, and nothing imported in vain."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smartclient.cli import launch_gui
from smartclient.domain.errors import SetUpError
from smartclient.settings import system_libraries
from tests.cli.terminal import ROOT, Ended, Terminal

MISTAKES = (
    ("frobnicate",),
    ("outbox", "undoo"),
    ("sync", "--frobnicate"),
    ("offline", "maybe"),
    ("offline",),
    ("orders", "new", "--line", "S1=1"),
    ("orders", "new", "--customer", "C1"),
    ("orders", "new", "--customer", "C1", "--line", "S1"),
    ("orders", "new", "--customer", "C1", "--line", "S1=many"),
    ("orders", "new", "--customer", "C1", "--line", "S1=-1"),
    ("orders", "new", "--customer", "C1", "--line", "S1=1", "--deliver-on", "tomorrow"),
    ("orders", "--state", "strange"),
    ("orders", "show"),
    ("customers", "--limit", "0"),
    ("customers", "new"),
    ("conflicts", "resolve", "1234"),
    ("conflicts", "resolve", "1234", "--action", "cancel", "--ask", "What now?"),
    ("manual", "nonsense"),
    ("headoffice",),
    ("headoffice", "status"),
    *(
        ("headoffice", "grant", "--login", "x", *words, "--url", "sqlite:///x.db")
        for words in (
            (),
            ("--worker", "--admin"),
            ("--worker", "--rep", "1"),
            ("--web", "--worker"),
            ("--web", "--admin", "--rep", "1"),
            ("--admin",),
            ("--rep", "1", "--dry-run"),
            ("--file", "logins.csv"),
        )
    ),
    *(
        ("headoffice", *words, "--url", "sqlite:///x.db")
        for words in (
            ("grant", "--file", "logins.csv", "--rep", "1"),
            ("grant", "--file", "logins.csv", "--web"),
            ("grant", "--file", "logins.csv", "--revoke-others", "--skip-bad-rows"),
            ("revoke",),
            ("revoke", "anna", "--file", "logins.csv"),
            ("revoke", "anna", "--dry-run"),
        )
    ),
    ("headoffice", "change", "product", "S1", "--url", "sqlite:///x.db"),
    ("headoffice", "change", "product", "S1", "--price", "dear", "--url", "sqlite:///x.db"),
    *(
        ("headoffice", "change", "product", "S1", option, number, "--url", "sqlite:///x.db")
        for option, number in (
            *(
                ("--price", price)
                for price in ("9" * 16, "0.00004", "1e3", "1_000", "\uff10\uff11")
            ),
            *(("--stock", stock) for stock in ("1_000", "\uff11", "-1", "1.5")),
        )
    ),
    ("customers", "--limit", "1_0"),
    ("orders", "new", "--customer", "C1", "--line", "S1=\u0663"),
    ("sign-in", "--url", "sqlite:///x.db"),
    ("sync", "--home"),
    ("orders", "show", "\udcff"),
)

# one process makes all the mistakes: each is parsed afresh, and starting up is what takes long
MISTAKEN = """
import contextlib, io, json, sys
from smartclient.cli.program import run
ended = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(words)
    ended.append((status, out.getvalue(), err.getvalue()))
json.dump(ended, sys.stdout)
"""


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Ended]:
    home = str(tmp_path_factory.mktemp("home"))
    ended = subprocess.run(
        [sys.executable, "-c", MISTAKEN],
        cwd=ROOT,
        env={**os.environ, "SMARTCLIENT_HOME": home},
        input=json.dumps(MISTAKES),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found = json.loads(ended.stdout)
    return {
        words: Ended(status=status, out=out, err=err)
        for words, (status, out, err) in zip(MISTAKES, found, strict=True)
    }


@pytest.mark.parametrize("words", MISTAKES, ids=lambda words: ascii(" ".join(words)))
def test_wrong_usage_is_reported_in_one_line_with_status_2(
    mistakes: dict[tuple[str, ...], Ended], words: tuple[str, ...]
) -> None:
    ended = mistakes[words]
    assert ended.status == 2
    assert not ended.out
    assert len(ended.err.splitlines()) == 1
    assert "--help" in ended.err
    assert "?." not in ended.err


def test_the_process_ends_with_that_status(terminal: Terminal) -> None:
    assert terminal.run_process("frobnicate").status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--json"),
        ("sync", "--json"),
        ("orders", "--json"),
        ("catalog", "bike"),
        ("offline", "on"),
    ],
    ids=" ".join,
)
def test_before_signing_in_a_command_says_how_to(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    assert "sign-in" in terminal.refuses(*words)


def test_a_refused_command_prints_nothing_on_stdout(terminal: Terminal) -> None:
    assert not terminal.run("status", "--json").out


def test_home_is_read_from_anywhere_in_the_line(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "settings.json").write_text('{"colour": "blue"}', encoding="utf-8")
    other = str(tmp_path / "other")
    for words in (("--home", other, "sync", "--json"), ("sync", "--json", f"--home={other}")):
        assert "colour" in terminal.refuses(*words)


def test_a_head_office_that_is_not_there_is_refused_and_not_created(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert "headoffice init" in terminal.refuses(*terminal.at_head_office("status"))
    assert not (tmp_path / "headoffice.db").exists()


def test_an_unreadable_address_is_refused(terminal: Terminal) -> None:
    assert "sqlite:///" in terminal.refuses("headoffice", "status", "--url", "nonsense")


def test_help_is_printed_for_every_command(terminal: Terminal) -> None:
    out = terminal.says("--help")
    for command in ("demo", "sign-in", "sync", "orders", "headoffice", "doctor"):
        assert command in out
    assert "--skip-bad-rows" in terminal.says("headoffice", "import", "--help")


MODULES = """
import contextlib, io, json, sys
from smartclient.cli.program import run
found = []
for words in json.loads(sys.argv[2]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(["--home", sys.argv[1], *words])
    found.append((words, sorted({name.partition(".")[0] for name in sys.modules})))
print(json.dumps(found))
"""

Words = tuple[str, ...]


def imported_by(*every: Words, home: Path) -> list[tuple[Words, set[str]]]:
    """What is imported after each command of a process that runs one after the other."""
    ended = subprocess.run(
        [sys.executable, "-c", MODULES, str(home), json.dumps(every)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return [(words, set(modules)) for words, modules in json.loads(ended.stdout)]


def test_help_and_mistakes_import_nothing_heavy(tmp_path: Path) -> None:
    heavy = {"sqlalchemy", "rich", "apscheduler", "keyring", "PySide6", "sqlcipher3", "pyodbc"}
    every = (("frobnicate",), ("--help",), ("sync", "--help"))
    for words, modules in imported_by(*every, home=tmp_path):
        assert not modules & heavy, words


def test_commands_that_open_no_window_import_no_qt(tmp_path: Path) -> None:
    every = (("status",), ("sync", "--json"), ("doctor", "--json"), ("orders",), ("catalog",))
    for words, modules in imported_by(*every, home=tmp_path):
        assert not modules & {"PySide6", "qtpy", "qtawesome", "shiboken6"}, words


ENTERED = """
import contextlib, json, sys
from smartclient.__main__ import main
from smartclient.cli import launch_gui

@contextlib.contextmanager
def parts_of_no_window():
    yield
    sys.modules["smartclient.app"].run_program = lambda home, ahead: 0

launch_gui.require_gui = parts_of_no_window
sys.argv[1:] = []
status = main()
print(json.dumps(list(sys.modules)), file=sys.stderr)
sys.exit(status)
"""


def enter(**environment: str) -> tuple[int, list[str], list[str]]:
    """Start without words; return the status, what was said, and the modules as they came."""
    known = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and "QT_" not in k}
    ended = subprocess.run(
        [sys.executable, "-c", ENTERED],
        cwd=ROOT,
        env=known | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    *said, modules = ended.stderr.splitlines()
    return ended.returncode, said, json.loads(modules)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen here")
def test_a_start_without_words_says_when_there_is_no_screen(tmp_path: Path) -> None:
    status, said, modules = enter(SMARTCLIENT_HOME=str(tmp_path))
    assert status == 1
    assert len(said) == 1
    assert "screen" in said[0]
    assert "PySide6" not in modules


def test_a_start_without_words_loads_no_parser_of_words_and_qt_last(tmp_path: Path) -> None:
    status, said, modules = enter(SMARTCLIENT_HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert (status, said) == (0, [])
    assert "typer" not in modules
    # with Qt there, importing a module costs twice as much: its hook reads the source text
    late = set(modules[modules.index("PySide6") :])
    ours = {name.split(".")[1] for name in late if name.startswith("smartclient.")}
    assert not ours & {"bootstrap", "contract", "store", "tasks"}
    assert not {name for name in late if name.startswith("sqlalchemy.")}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are those of Linux")
def test_a_start_names_the_system_libraries_that_are_missing_and_their_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(system_libraries, "_loads", lambda library: library not in absent)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with pytest.raises(SetUpError) as raised:
        launch_gui.check_screen()
    for word in (*absent, "libegl1", "libxcb-cursor0"):
        assert word in raised.value.user_message
    with pytest.raises(SetUpError, match="libegl1"), launch_gui.require_gui():
        raise ImportError("libEGL.so.1: cannot open shared object file")
