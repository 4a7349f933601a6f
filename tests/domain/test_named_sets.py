"""Each set of statuses, states or kinds that code goes by is defined once and used by its name."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

import smartclient
from smartclient import contract, domain, read_models, reconcile, store

ROOT = Path(smartclient.__file__).parent
FROZEN = ("migrations", "schema_0")

Members = frozenset[StrEnum]


def test_no_set_of_an_enumeration_is_spelled_a_second_time() -> None:
    assert not list(spelled_again())


def test_no_two_names_stand_for_the_same_set() -> None:
    for members, names in named_sets().items():
        assert len(names) == 1, f"{sorted(names)} are all {sorted(members)}"


def spelled_again() -> Iterator[str]:
    """Where a literal, a set of texts or a list in an SQL text has the members of a named set."""
    named = named_sets()
    by_values = {frozenset(map(str, members)): name for members, name in named.items()}
    for path in sources():
        for statement in ast.parse(path.read_text()).body:
            target = target_of(statement)
            for node in ast.walk(statement):
                listed = [named.get(members_of(node), frozenset())]
                listed += [by_values.get(values, frozenset()) for values in text_sets(node)]
                names = frozenset[tuple[str, str]]().union(*listed)
                if names and (module_of(path), target) not in names:
                    place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                    yield f"{place} spells {sorted(names)}"


def sources() -> list[Path]:
    return [
        path for path in sorted(ROOT.rglob("*.py")) if not any(part in str(path) for part in FROZEN)
    ]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)


def target_of(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return ""


def members_of(node: ast.AST) -> Members:
    """Members of one enumeration that a set, list or tuple consists of; none for anything else."""
    if not isinstance(node, ast.Set | ast.List | ast.Tuple):
        return frozenset()
    found = [member_of(element) for element in node.elts]
    members = frozenset(member for member in found if member is not None)
    return members if len(set(map(type, members))) == 1 and None not in found else frozenset()


def member_of(node: ast.expr) -> StrEnum | None:
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        node = node.args[0]
    if isinstance(node, ast.Attribute) and node.attr == "value":
        node = node.value
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        enumeration = enumerations().get(node.value.id)
        return None if enumeration is None else enumeration.__members__.get(node.attr)
    return None


def text_sets(node: ast.AST) -> Iterator[frozenset[str]]:
    if isinstance(node, ast.Set) and len(node.elts) > 1:
        yield frozenset(
            element.value
            for element in node.elts
            if isinstance(element, ast.Constant) and isinstance(element.value, str)
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for listed in re.findall(r"IN \(((?:'[a-z_]+'(?:, )?){2,})\)", node.value):
            yield frozenset(re.findall(r"'([a-z_]+)'", listed))


def enumerations() -> dict[str, type[StrEnum]]:
    return {each.__name__: each for each in StrEnum.__subclasses__()}


@cache
def named_sets() -> dict[Members, frozenset[tuple[str, str]]]:
    """Each set of two or more members of one enumeration that a constant holds, with its names."""
    found: dict[Members, set[tuple[str, str]]] = defaultdict(set)
    for package in (contract, domain, reconcile, read_models, store):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if any(part in info.name for part in FROZEN):
                continue
            module = importlib.import_module(info.name)
            for statement in ast.parse(Path(module.__file__ or "").read_text()).body:
                value = getattr(module, target_of(statement), None)
                if isinstance(value, frozenset) and len(value) > 1 and of_one_enumeration(value):
                    found[value].add((info.name, target_of(statement)))
    return {members: frozenset(names) for members, names in found.items()}


def of_one_enumeration(value: frozenset[object]) -> bool:
    kinds = {type(member) for member in value}
    return len(kinds) == 1 and issubclass(kinds.pop(), StrEnum)


@pytest.mark.parametrize("name", ["SUCCEEDED", "FAILED", "AT_HEAD_OFFICE", "ACTIVE_STATES"])
def test_the_sets_that_rules_go_by_are_found(name: str) -> None:
    assert any(each == name for names in named_sets().values() for _, each in names)
