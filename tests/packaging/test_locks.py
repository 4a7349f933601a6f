"""The lock files: exact, with hashes, without addresses, within the ranges of pyproject.toml."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
NAME = "smartclient"
NEEDS = {
    "requirements.lock": (*PROJECT["dependencies"], *EXTRAS["sqlserver"]),
    "requirements-dev.lock": (*PROJECT["dependencies"], *EXTRAS["sqlserver"], *EXTRAS["dev"]),
}
"""What each lock pins, as ranges."""

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Return each package of a lock with its hashes, by canonical name."""
    text = (ROOT / "packaging" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for entry in "\n".join(lines).replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+(?=--)", entry.strip())
        parsed = Requirement(requirement)
        found[canonicalize_name(parsed.name)] = parsed, hashes
    return found


def ranges(needs: tuple[str, ...]) -> list[Requirement]:
    """Return the ranges of other projects' packages."""
    parsed = [Requirement(need) for need in needs]
    return [need for need in parsed if canonicalize_name(need.name) != NAME]


@pytest.mark.parametrize("name", NEEDS)
def test_every_locked_package_has_one_exact_version_and_its_hashes(name: str) -> None:
    for requirement, hashes in locked(name).values():
        (pin,) = requirement.specifier
        assert pin.operator == "==", requirement
        assert "*" not in pin.version, requirement
        assert hashes, requirement
        assert all(HASH.fullmatch(digest) for digest in hashes), requirement


@pytest.mark.parametrize("name", NEEDS)
def test_a_lock_names_no_address(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text("utf-8")
    assert not re.search(r"://|index|find-links|trusted-host| @ ", text)


@pytest.mark.parametrize("name", NEEDS)
def test_a_lock_satisfies_every_range(name: str) -> None:
    pins = locked(name)
    for need in ranges(NEEDS[name]):
        requirement, _ = pins[canonicalize_name(need.name)]
        (pin,) = requirement.specifier
        assert need.specifier.contains(pin.version, prereleases=True), need


@pytest.mark.parametrize("need", ranges(NEEDS["requirements-dev.lock"]), ids=str)
def test_a_range_has_both_ends(need: Requirement) -> None:
    operators = {part.operator for part in need.specifier}
    assert operators == {">=", "<"}, need


def test_a_service_is_installed_with_versions_that_were_tested() -> None:
    tested = {name: pin for name, (pin, _) in locked("requirements-dev.lock").items()}
    for name, (pin, _) in locked("requirements.lock").items():
        assert pin.specifier == tested[name].specifier


@pytest.mark.parametrize("name", NEEDS)
def test_what_a_locked_package_needs_here_is_locked_too(name: str) -> None:
    pins = locked(name)
    for package in pins:
        try:
            needs = [Requirement(need) for need in requires(package) or ()]
        except PackageNotFoundError:
            continue
        for need in needs:
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in pins, f"{package} needs {need}"
