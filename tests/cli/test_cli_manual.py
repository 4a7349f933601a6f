"""The manual by command line: printed, linked without a gap, and every command in it works."""

import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest
import typer

from smartclient.cli.program import app, run
from smartclient.cli.render.link import findings_page
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import CancelOrder
from smartclient.contract.web.codes import read_code
from smartclient.diagnostics.finding import Check, Finding
from smartclient.documents.manual import (
    ENGLISH,
    ManualPage,
    Topic,
    anchor_of,
    manual_page,
    manual_pages,
    parts_of,
    topic_of,
)
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.importers.data_sets import DATA_SETS
from smartclient.headoffice.importers.formats import FORMATS
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.opening import open_database
from smartclient.reconcile.policy import policy_settings
from smartclient.security import keys
from smartclient.security.derivation import Cost
from smartclient.settings.resources import resource_folder
from tests.cli.documented import (
    LANGUAGES,
    check_parsed,
    headings,
    links,
    prose,
    run_line,
    steps_of,
)

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MANUAL = resource_folder("manual")
FILES = (README, *sorted(MANUAL.rglob("*.md")))
OUTSIDE = ("https://", "mailto:")

PREPARED = (
    "headoffice init --url sqlite:///headoffice.db",
    f"headoffice import --url sqlite:///headoffice.db {sample_folder()}",
    "sign-in --url sqlite:///headoffice.db --login anna",
    "orders new --customer G-1001 --line PR-100=2",
    "orders new --customer G-1001 --line NZ-100=10",
    "orders new --customer G-1002 --line NZ-100=10",
    "customers edit G-1007 --phone 555-0100",
    "headoffice change product PR-100 --replaced-by PR-200 --url sqlite:///headoffice.db",
    "headoffice change product PR-100 --discontinue 2026-01-01 --url sqlite:///headoffice.db",
    "headoffice change product NZ-100 --price 9.90 --url sqlite:///headoffice.db",
    "headoffice change customer G-1007 --phone 555-0199 --url sqlite:///headoffice.db --as head",
    "sync",
)
"""What a reader of the manual has done before: orders in conflict, a customer, and a case."""


def document(*words: str) -> Any:  # noqa: ANN401 (JSON)
    """What a command prints with --json."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        assert run([*words, "--json"]) == 0, words
    out.seek(0)
    return json.load(out)


def conflict_about(what: str) -> str:
    found = document("conflicts")
    return str(next(item["conflict_id"] for item in found if what in json.dumps(item)))


def open_at_head_office(kind: str) -> str:
    found = document("headoffice", "cases", "--url", "sqlite:///headoffice.db")
    return str(next(item[kind] for item in found if kind in item))


def filled_in(words: list[str]) -> list[str]:
    """The words of a command, with what a reader puts in the place of those in capitals."""
    known: dict[str, Callable[[], str]] = {
        "FOLDER": lambda: str(sample_folder()),
        "ORDER": _any_order,
        "CONFLICT": lambda: _conflict(words),
        "TASK": lambda: str(document("tasks")[0]["task"]),
        "CASE": lambda: open_at_head_office("case"),
        "DEVICE": _wiping_device,
    }
    return [known[word]() if word in known else word for word in words]


def _any_order() -> str:
    placed = document("orders", "new", "--customer", "G-1013", "--line", "TR-100=4")
    return str(placed["provisional_number"])


def _wiping_device() -> str:
    """A device that was to be wiped, and handed a request over."""
    url = "sqlite:///headoffice.db"
    code = document("headoffice", "enrol", "anna", "--url", url)["code"]
    gate, credential = FileGate(open_database(url), SystemClock()), token_bytes(32)
    device = gate.sign_in(
        code=read_code(code).digest,
        credential=credential,
        name="Anna's tablet",
        kind="laptop",
        login="",
        address="127.0.0.1",
    ).device
    document("headoffice", "devices", "revoke", device, "--wipe", "--url", url)
    body = CancelOrder(order_id=OrderId(new_id()))
    request = request_for(
        body, request_id=RequestId(new_id()), lane="G-1001", made_at=SystemClock().now()
    )
    gate.hand_over(credential, [request])
    gate.close()
    return device


def _conflict(words: list[str]) -> str:
    if "take-over" in words:
        return open_at_head_office("conflict")
    if "--take" in words:
        return conflict_about("phone")
    return conflict_about("discontinued" if "--action" in words else "price_changed")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a head office, and with a laptop on which work is under way."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SMARTCLIENT_HOME", str(folder / "laptop"))
        patch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        # every command derives the key again
        patch.setattr(keys, "COST", Cost(n=2, r=8, p=1))
        for line in PREPARED:
            assert run(line.split()) == 0, line
        asked = conflict_about("price_changed")
        assert run(["conflicts", "resolve", asked, "--ask", "The old price?"]) == 0
        assert run(["sync"]) == 0
        yield folder


@pytest.fixture
def _prepared_copy(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a copy of the prepared folder."""
    place = tmp_path / "reader"
    shutil.copytree(prepared, place)
    settings = place / "laptop" / "settings.json"
    moved = settings.read_text("utf-8").replace(prepared.as_posix(), place.as_posix())
    settings.write_text(moved, encoding="utf-8")
    monkeypatch.chdir(place)
    monkeypatch.setenv("SMARTCLIENT_HOME", str(place / "laptop"))
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))


@pytest.mark.usefixtures("_prepared_copy")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_every_command_of_a_page_works(topic: Topic, language: str) -> None:
    for step in steps_of(manual_page(topic, language).text):
        if step.is_only_parsed:
            check_parsed(step.line)
        else:
            run_line(step.line, filled_in)


@pytest.mark.parametrize("line", ["smartclient synk", "smartclient sync --chek", "smartclient x y"])
def test_a_command_that_does_not_exist_is_found(line: str) -> None:
    with pytest.raises(typer.TyperException):
        check_parsed(line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(file.parents[1])))
def test_every_link_leads_somewhere(file: Path) -> None:
    wrong = [link for link in links(file.read_text("utf-8")) if not _leads(link, file)]
    assert not wrong


def _leads(link: str, file: Path) -> bool:
    if link.startswith(OUTSIDE):
        return True
    name, _, anchor = link.partition("#")
    target = file if not name else file.parent / name
    if not target.exists():
        return False
    return not anchor or anchor in map(anchor_of, headings(target.read_text("utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_linked_from_the_index(language: str) -> None:
    led_to = {topic_of(link) for link in links(manual_page(Topic.INDEX, language).text)}
    assert led_to == set(Topic) - {Topic.INDEX}


def test_there_is_a_page_for_each_topic_and_no_other() -> None:
    assert {file.stem for file in MANUAL.glob("*.md")} == set(Topic)
    for folder in filter(Path.is_dir, MANUAL.iterdir()):
        assert {file.stem for file in folder.glob("*.md")} <= set(Topic)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_that_a_page_names_is_in_the_checkout(language: str) -> None:
    named = re.compile(r"`((?:tests|packaging|resources)/[\w./-]+)`")
    files = {name for page in manual_pages(language) for name in named.findall(page.text)}
    assert len(files) > 40
    assert not [name for name in files if not (ROOT / name).exists()]


def test_every_file_that_the_readme_names_is_in_the_checkout() -> None:
    # one is where the wheel has it, and one stands for any language
    elsewhere = {"smartclient/resources/sample", "packaging/translations/smartclient_CODE.ts"}
    named = re.findall(
        r"(?<![\w/.-])((?:smartclient|tests|packaging)/[\w./-]*\w)(?![\w*{…])", _readme()
    )
    assert len(named) > 15
    assert not [name for name in {*named} - elsewhere if not (ROOT / name).exists()]


def _readme() -> str:
    return README.read_text("utf-8").replace("resources/manual/CODE/", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guarantee_names_a_test(language: str) -> None:
    text = manual_page(Topic.PROMISES, language).text
    guarantees = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(guarantees) > 12
    assert all("`tests/" in guarantee for guarantee in guarantees)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_the_program_is_on_its_page(language: str) -> None:
    text = manual_page(Topic.COMMANDS, language).text
    missing = [
        name
        for name in _command_names(typer.main.get_command(app))
        if not re.search(rf"`[^`|]*\b{re.escape(name)}\b", text)
    ]
    assert not missing


def _command_names(group: Any) -> Iterator[str]:  # noqa: ANN401 (the parser's own)
    for name, command in group.commands.items():
        yield name
        if hasattr(command, "commands"):
            yield from _command_names(command)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_import_format_lists_every_file_and_column(language: str) -> None:
    text = manual_page(Topic.IMPORT, language).text
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    by_file = {section.split()[0]: section for section in sections}
    for form in (*FORMATS, DATA_SETS):
        listed: dict[str, bool] = {}
        for row in re.findall(r"^\| (.+?) \|", by_file[form.name], flags=re.MULTILINE)[1:]:
            for name in re.sub(r"\([^()]+\)", "", row).split(","):
                listed[name.strip(" *")] = "**" in name
        assert listed == {column.name: column.needed for column in form.columns}, (
            f"the table of {form.name} on the page of the import lists other columns ({language})"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_policy_is_on_its_page_with_its_settings(language: str) -> None:
    text = manual_page(Topic.DECISIONS, language).text
    for policy in policy_settings():
        key = policy.key.removeprefix("customer.")
        assert f"`{policy.key}`" in text or policy.key.startswith("customer."), key
        for choice in policy.choices:
            assert f"`{choice}`" in text, (key, choice)


def test_a_page_that_goes_to_a_program_is_its_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["manual", "restore"]) == 0
    assert capsys.readouterr().out == manual_page(Topic.RESTORE).text
    assert run(["manual"]) == 0
    assert capsys.readouterr().out == manual_page(Topic.INDEX).text


class _Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("topic", Topic)
def test_on_a_terminal_commands_stay_whole_and_links_become_commands(
    topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = _Screen()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    assert run(["manual", topic.value]) == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
    page = manual_page(topic)
    lines = [line.strip() for line in shown.splitlines()]
    for part in parts_of(page.text):
        if part.is_code:
            assert set(filter(None, map(str.strip, part.text.splitlines()))) <= set(lines)
    assert ".md" not in shown
    assert "](" not in shown


def test_an_unknown_page_is_refused_with_the_pages_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["manual", "nonsense"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert len(said.err.splitlines()) == 1
    for topic in Topic:
        assert topic.value in said.err


def test_a_page_without_a_translation_is_shown_in_english() -> None:
    page = manual_page(Topic.IMPORT, "xx")
    assert page == manual_page(Topic.IMPORT)
    assert page.language == ENGLISH


def test_every_page_has_a_title_and_one_only() -> None:
    for page in manual_pages():
        assert page.text.startswith(f"# {page.title}\n")
        assert len(_titles(page)) == 1


def _titles(page: ManualPage) -> list[str]:
    return re.findall(r"^# .+$", prose(page.text), flags=re.MULTILINE)


def test_an_error_ends_with_the_page_that_says_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_folder(), tmp_path / "company", ignore=shutil.ignore_patterns("stock*"))
    assert run(["headoffice", "init", "--url", "sqlite:///x.db"]) == 0
    assert run(["headoffice", "import", "company", "--url", "sqlite:///x.db"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].endswith("More: smartclient manual import")


def test_a_finding_with_advice_names_its_page() -> None:
    findings = (
        Finding(check=Check.HISTORY, ok=False, template="It went back.", advice="Sync."),
        Finding(check=Check.CLOCK, ok=True, template="The clock is right."),
    )
    page = [str(line) for line in findings_page(findings)]
    assert page.count("  More: smartclient manual restore") == 1
    assert sum("manual" in line for line in page) == 1
