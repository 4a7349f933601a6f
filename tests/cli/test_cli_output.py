"""Output that can't be written or shown as it is: saved work is never reported as failed."""

import ast
import inspect
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer

from smartclient.cli.commands import saved_order
from smartclient.cli.program import app, run
from tests.cli.terminal import PASSPHRASE, Terminal

CUSTOMER, NAME = "G-1001", "株式会社やまだ"
FULL = Path("/dev/full")

HELP = (("--help",), ("orders", "--help"), ("headoffice", "import", "--help"), ("--version",))
LISTS = (
    ("customers",),
    ("customers", "--json"),
    ("customers", "show", CUSTOMER),
    ("orders",),
    ("outbox",),
    ("catalog",),
    ("conflicts",),
    ("status",),
    ("doctor",),
    ("headoffice", "status", "--url", "{url}"),
    ("headoffice", "policy", "--url", "{url}"),
)
WORK = (
    ("orders", "new", "--customer", CUSTOMER, "--line", "PR-100=1"),
    ("orders", "new", "--customer", CUSTOMER, "--line", "PR-100=1", "--json"),
    ("customers", "edit", CUSTOMER, "--contact", NAME),
    ("customers", "edit", CUSTOMER, "--contact", NAME, "--json"),
    ("offline", "on"),
    ("sync",),
    ("sign-in", "--url", "{url}", "--login", "anna"),
    ("headoffice", "init", "--url", "{url}", "--company", NAME),
    ("headoffice", "change", "product", "PR-100", "--stock", "5", "--url", "{url}"),
    ("headoffice", "change", "customer", CUSTOMER, "--phone", "1", "--url", "{url}"),
    ("headoffice", "change", "rep", "anna", "--role", "rep", "--url", "{url}"),
    ("headoffice", "policy", "discontinued", "rep", "--url", "{url}", "--as", "head"),
    ("headoffice", "restored", "--url", "{url}"),
)

Say = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def named(shop: Terminal) -> Terminal:
    """The shop, with a customer whose name few encodings have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
        shop.says("customers", "edit", CUSTOMER, "--name", NAME)
        shop.says("sync")
    return shop


@pytest.fixture
def say(named: Terminal, monkeypatch: pytest.MonkeyPatch) -> Say:
    """What runs a command with its output going to a stream, and returns how it ended."""
    monkeypatch.setenv("SMARTCLIENT_HOME", str(named.home))
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("COLUMNS", "80")

    def said(words: tuple[str, ...], out: io.TextIOWrapper) -> tuple[int, str]:
        remarks = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", remarks)
            status = run([word.format(url=named.url) for word in words])
        return status, remarks.getvalue()

    return said


@contextmanager
def narrow(encoding: str) -> Iterator[io.TextIOWrapper]:
    with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as stream:
        yield stream


@contextmanager
def full() -> Iterator[io.TextIOWrapper]:
    stream = FULL.open("w", encoding="utf-8")
    try:
        yield stream
    finally:
        leave_broken(stream)


@contextmanager
def closed_pipe() -> Iterator[io.TextIOWrapper]:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w", encoding="utf-8")
    try:
        yield stream
    finally:
        leave_broken(stream)


def leave_broken(stream: io.TextIOWrapper) -> None:
    """Close what lies below a stream that can't be flushed: closing itself would fail."""
    os.close(stream.fileno())
    try:
        stream.close()
    except OSError:
        return


def words_of(words: tuple[str, ...]) -> str:
    return " ".join(words)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
@pytest.mark.parametrize("words", HELP + LISTS + WORK, ids=words_of)
def test_what_an_encoding_lacks_is_escaped(say: Say, words: tuple[str, ...], encoding: str) -> None:
    with narrow(encoding) as out:
        status, remarks = say(words, out)
        out.flush()
        assert (status, remarks) == (0, "")
        assert out.buffer.getvalue()  # type: ignore[attr-defined]


def test_different_texts_stay_different_when_escaped(say: Say) -> None:
    with narrow("cp1252") as out:
        assert say(("customers", "show", CUSTOMER), out)[0] == 0
        out.flush()
        shown = out.buffer.getvalue().decode("cp1252")  # type: ignore[attr-defined]
    assert NAME.encode("ascii", "backslashreplace").decode() in shown


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", WORK, ids=words_of)
def test_saved_work_is_done_on_a_full_device(say: Say, words: tuple[str, ...]) -> None:
    with full() as out:
        status, remarks = say(words, out)
    assert status == 0
    assert remarks.startswith("Done and saved.")
    assert "the disk is full" in remarks


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", HELP + LISTS, ids=words_of)
def test_a_list_that_is_not_whole_says_why(say: Say, words: tuple[str, ...]) -> None:
    with full() as out:
        status, remarks = say(words, out)
    assert status == 1
    assert remarks == "The output can't be written, because the disk is full.\n"


@pytest.mark.parametrize("words", HELP + LISTS + WORK, ids=words_of)
def test_a_reader_that_is_gone_is_no_failure(say: Say, words: tuple[str, ...]) -> None:
    with closed_pipe() as out:
        assert say(words, out) == (0, "")


def test_a_mistake_of_ours_while_showing_what_was_saved_is_no_failure(
    say: Say, named: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("page")

    monkeypatch.setattr(saved_order, "order_page", broken)
    before = len(named.gives("orders"))
    with narrow("utf-8") as out:
        status, remarks = say(("orders", "new", "--customer", CUSTOMER, "--line", "PR-100=1"), out)
    assert status == 0
    assert "Don't enter it again" in remarks
    assert len(named.gives("orders")) == before + 1


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_the_process_itself_ends_with_that_status(named: Terminal) -> None:
    new = ("orders", "new", "--customer", CUSTOMER, "--line", "PR-100=1")
    with FULL.open("w") as device:
        assert named.run_process(*new, stdout=device).status == 0
        listed = named.run_process("orders", "--json", stdout=device)
    assert listed.status == 1
    assert listed.err == "The output can't be written, because the disk is full.\n"


READING = {
    "customers list",
    "customers show",
    "customers pinned",
    "documents list",
    "link list",
    "catalog",
    "orders list",
    "orders show",
    "mail list",
    "mail show",
    "mail mailbox",
    "outbox list",
    "tasks list",
    "tasks show",
    "conflicts list",
    "status",
    "doctor",
    "manual",
    "headoffice status",
    "headoffice inbox",
    "headoffice cases",
    "headoffice bundle-key list",
    "headoffice check-outs list",
    "headoffice devices list",
    "headoffice data-set list",
    "headoffice mail list",
    "headoffice script",
    "headoffice whoami",
}
"""Commands that change nothing, so that a list that is not whole is a failure of theirs."""

TELLING = {"demo", "headoffice serve", "headoffice web"}
"""Commands that say what they do line by line, whether somebody can read it or not."""


def commands(group: typer.Typer, before: str = "") -> Iterator[tuple[str, Callable[..., object]]]:
    """Every command that there is, by the words that call it."""
    for one in group.registered_commands:
        assert one.callback is not None
        yield f"{before}{one.name}", one.callback
    for family in group.registered_groups:
        assert family.typer_instance is not None
        yield from commands(family.typer_instance, f"{before}{family.name} ")


def calls(function: ast.AST) -> set[str]:
    named = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {name.id for name in named if isinstance(name, ast.Name)}


def shows_safely(callback: Callable[..., object]) -> bool:
    """Whether a command, or what it calls in its own module, shows its work as done."""
    callback = inspect.unwrap(callback)
    tree = ast.parse(Path(inspect.getfile(callback)).read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    reached, todo = set[str](), [callback.__name__]
    while todo:
        name = todo.pop()
        reached.add(name)
        if name in functions:
            todo.extend(calls(functions[name]) - reached)
    return "work_done" in reached


@pytest.mark.parametrize(("words", "callback"), sorted(commands(app)))
def test_every_command_that_changes_something_says_done_whatever_becomes_of_its_output(
    words: str, callback: Callable[..., object]
) -> None:
    assert shows_safely(callback) is (words not in READING | TELLING)
