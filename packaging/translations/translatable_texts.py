"""Find every text that the window can show in the code, by its translation context.

Qt's own lupdate reads `tr` and `translate`; the sentences that lower layers hand up as templates
(decision 0001) carry no such call, so they are looked for here where they are made: in errors, in
the reasons of answers and findings, and in the tables of wordings.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = "smartclient"
TEMPLATES = "wording"
"""The context of every sentence that does not come from a call of `tr` or `translate`."""

_WORDINGS = (
    "wording/sentences.py",
    "wording/labels.py",
    "wording/rules.py",
    "wording/data_ages.py",
)
_CAUSE = "_cause"
"""What makes a cause of trouble with a server, from an error's class and its sentence."""

_REASONS = frozenset({"why", "template", "advice"})
_COMMAND_LINE = (
    "cli/",
    "diagnostics/headoffice.py",
    "diagnostics/office_service.py",
    "headoffice/importers/",
    "headoffice/database/mssql/",
    "headoffice/admin/maintenance.py",
    "headoffice/devices/",
    "headoffice/database/name_collisions.py",
    "headoffice/sales/fulfilment.py",
)
"""Places whose sentences only the command line says."""


@dataclass(slots=True)
class Text:
    """A text of the window: where it is said, and whether its words follow a number."""

    context: str
    source: str
    numerus: bool = False
    places: list[str] = field(default_factory=list)


class UnreadableTextError(Exception):
    """A text is put together by code, so that no translation of it can be looked up."""


def find_texts(root: Path) -> dict[tuple[str, str], Text]:
    """Return every text in the package below ``root``, by context and source."""
    found: dict[tuple[str, str], Text] = {}
    modules = {
        path.relative_to(root / PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted((root / PACKAGE).rglob("*.py"))
    }
    constants = _Constants(modules)
    for name, tree in modules.items():
        for context, source, numerus, line in _Reader(name, tree, constants).texts():
            text = found.setdefault((context, source), Text(context, source))
            text.numerus = text.numerus or numerus
            text.places.append(f"{PACKAGE}/{name}:{line}")
    return found


class _Constants:
    """What the names of modules stand for, and which classes are errors."""

    def __init__(self, modules: dict[str, ast.Module]) -> None:
        self.values: dict[str, dict[str, ast.expr]] = {}
        bases: dict[str, list[str]] = {}
        for name, tree in modules.items():
            self.values[name] = dict(_assigned(tree.body))
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    bases[node.name] = [
                        base.id for base in node.bases if isinstance(base, ast.Name)
                    ]
        self.errors = {"SmartClientError"}
        while more := {n for n, b in bases.items() if self.errors & set(b)} - self.errors:
            self.errors |= more

    def value(self, module: str, name: str) -> ast.expr | None:
        """Return what ``name`` stands for in ``module``, or in the only one that gives it."""
        if name in self.values[module]:
            return self.values[module][name]
        given = [names[name] for names in self.values.values() if name in names]
        return given[0] if len(given) == 1 else None


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


class _Reader:
    """Reads one module."""

    def __init__(self, name: str, tree: ast.Module, constants: _Constants) -> None:
        self._name, self._tree, self._constants = name, tree, constants

    def texts(self) -> Iterator[tuple[str, str, bool, int]]:
        """Return each text with its context, whether it is plural, and its line."""
        if self._name in _WORDINGS:
            yield from self._wordings()
        elif not self._name.startswith(_COMMAND_LINE):
            yield from self._calls(self._tree, "", [])
            yield from self._kept()

    def _kept(self) -> Iterator[tuple[str, str, bool, int]]:
        """Return whole sentences that the module keeps by name, wherever they go from there."""
        for _, value in _assigned(self._tree.body):
            for sentence in _kept_strings(value):
                if sentence.endswith(".") and " " in sentence:
                    yield TEMPLATES, sentence, False, value.lineno

    def _wordings(self) -> Iterator[tuple[str, str, bool, int]]:
        for node in ast.walk(self._tree):
            said: list[ast.expr | None] = []
            if isinstance(node, ast.Return):
                said = [node.value]
            elif isinstance(node, ast.Dict):
                said = list(node.values)
            elif isinstance(node, ast.Call) and _called(node) == "append":
                said = list(node.args)
            elif isinstance(node, ast.Call) and _called(node) == "RuleWords":
                said = [given.value for given in node.keywords]
            for text in said:
                for source in _strings(text):
                    yield TEMPLATES, source, False, text.lineno if text else 0

    def _calls(
        self, node: ast.AST, inside: str, around: list[ast.AST]
    ) -> Iterator[tuple[str, str, bool, int]]:
        if isinstance(node, ast.ClassDef):
            inside = node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            around = [*around, node]
        if isinstance(node, ast.Call):
            yield from self._call(node, inside, around)
        for child in ast.iter_child_nodes(node):
            yield from self._calls(child, inside, around)

    def _call(
        self, call: ast.Call, inside: str, around: list[ast.AST]
    ) -> Iterator[tuple[str, str, bool, int]]:
        called = _called(call)
        line = call.lineno
        if called == "tr" and self._name.startswith("ui/"):
            plural = len(call.args) == 3  # noqa: PLR2004 (text, remark, number)
            yield inside, self._one(call.args[0], line), plural, line
        elif called == "translate" and self._name.startswith("ui/"):
            context = self._one(call.args[0], line)
            if context != TEMPLATES or isinstance(call.args[1], ast.Constant):
                plural = len(call.args) == 4  # noqa: PLR2004 (context, text, remark, number)
                yield context, self._one(call.args[1], line), plural, line
        elif called in self._constants.errors and call.args:
            yield from self._template(call.args[0], around, line)
        elif called == _CAUSE and not isinstance(call.args[1], ast.Name):
            yield from self._template(call.args[1], around, line)
        elif called[:1].isupper():
            for given in call.keywords:
                if given.arg in _REASONS:
                    yield from self._template(given.value, around, line)

    def _one(self, text: ast.expr, line: int) -> str:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            return text.value
        raise UnreadableTextError(f"{PACKAGE}/{self._name}:{line}: this is no plain text.")

    def _template(
        self, text: ast.expr, around: list[ast.AST], line: int
    ) -> Iterator[tuple[str, str, bool, int]]:
        for source in self._sources(text, around, line):
            if source:
                yield TEMPLATES, source, False, line

    def _sources(self, text: ast.expr, around: list[ast.AST], line: int) -> Iterator[str]:
        match text:
            case ast.Constant(value=str() as source):
                yield source
            case ast.Constant():
                pass  # None, where there is no text
            case ast.IfExp():
                yield from self._sources(text.body, around, line)
                yield from self._sources(text.orelse, around, line)
            case ast.Dict():
                for value in text.values:
                    yield from self._sources(value, around, line)
            case ast.Subscript():
                yield from self._sources(text.value, around, line)
            case ast.Attribute():
                pass  # handed on from where it was made
            case ast.Name():
                yield from self._named(text.id, around, line)
            case _:
                raise UnreadableTextError(f"{PACKAGE}/{self._name}:{line}: no template is here.")

    def _named(self, name: str, around: list[ast.AST], line: int) -> Iterator[str]:
        for scope in reversed(around):
            if any(name == argument.arg for argument in _arguments(scope)):
                return  # handed in by who calls, and read there
            values = [v for n in ast.walk(scope) for m, v in _of_statement(n) if m == name]
            if values:
                for value in values:
                    yield from self._sources(value, around, line)
                return
        known = self._constants.value(self._name, name)
        if known is None:
            raise UnreadableTextError(f"{PACKAGE}/{self._name}:{line}: what is {name}?")
        yield from self._sources(known, around, line)


def _of_statement(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    return _assigned([node]) if isinstance(node, ast.stmt) else iter(())


def _arguments(scope: ast.AST) -> list[ast.arg]:
    given = scope.args if isinstance(scope, ast.FunctionDef) else None
    return [] if given is None else [*given.posonlyargs, *given.args, *given.kwonlyargs]


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _strings(text: ast.expr | None) -> Iterator[str]:
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        if text.value:
            yield text.value
    elif isinstance(text, ast.IfExp):
        yield from _strings(text.body)
        yield from _strings(text.orelse)


def _kept_strings(value: ast.expr) -> Iterator[str]:
    """Return the strings of a constant, also of a table: a tuple of rows."""
    if isinstance(value, ast.Tuple):
        for item in value.elts:
            yield from _kept_strings(item)
    else:
        yield from _strings(value)
