"""Files of logins to be granted access: a list of one's own, or an import's reps.csv."""

from pathlib import Path

import pytest

from smartclient.domain.errors import NotFoundError
from smartclient.headoffice.importers.grants import read_grants
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.read_models.access import AccessRole, AccountKind, GrantLine, RefusedLine

REP, ADMIN, WORKER = AccessRole.REP, AccessRole.ADMIN, AccessRole.WORKER


def written(folder: Path, text: str) -> Path:
    file = folder / "logins.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_list_says_who_is_what(tmp_path: Path) -> None:
    text = (
        "login,number,role,kind\n"
        "COMPANY\\Anna,2,rep,\n"
        "head@company.example,1,Admin,external\n"
        "service,,worker,login\n"
        "alone,3,,contained\n"
    )
    content = read_grants(written(tmp_path, text))
    assert content.lines == (
        GrantLine(line=2, name="COMPANY\\Anna", role=REP, rep_number="2"),
        GrantLine(
            line=3,
            name="head@company.example",
            kind=AccountKind.EXTERNAL,
            role=ADMIN,
            rep_number="1",
        ),
        GrantLine(line=4, name="service", role=WORKER),
        GrantLine(line=5, name="alone", kind=AccountKind.CONTAINED, role=REP, rep_number="3"),
    )
    assert not content.bad_rows
    assert not content.notes


def test_without_the_column_nobodys_role_is_said(tmp_path: Path) -> None:
    content = read_grants(written(tmp_path, "login,number\nanna,2\n"))
    assert [line.role for line in content.lines] == [None]


def test_an_imports_folder_is_a_list(tmp_path: Path) -> None:
    content = read_grants(sample_folder())
    assert content.name == "reps.csv"
    assert content.lines[0] == GrantLine(line=2, name="head", role=ADMIN, rep_number="1")
    assert not content.notes
    with pytest.raises(NotFoundError, match=r"no file .*reps\.csv"):
        read_grants(tmp_path)


def test_every_bad_line_is_reported_with_what_is_wrong(tmp_path: Path) -> None:
    text = "login,number,role,e-mail\nanna,2,king,\n,3,rep,\nben,3,rep,\nBEN,4,rep,\n"
    content = read_grants(written(tmp_path, text))
    assert [line.name for line in content.lines] == ["ben"]
    refused = RefusedLine(line=4, error=NotFoundError("There is no rep {number}.", number="3"))
    assert list(map(str, content.with_refused([refused]))) == [
        "logins.csv, line 2, role: “king” is not one of rep, admin, worker, web.",
        "logins.csv, line 3, login: The field may not be empty.",
        "logins.csv, line 4: There is no rep 3.",
        "logins.csv, line 5, login: The same is already on line 4.",
    ]
    assert [note.column for note in content.notes] == ["e-mail"]
