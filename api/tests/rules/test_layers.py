"""The arrows between the layers (DESIGN section 3), and the size of things (STYLE section 0)."""

import ast
from pathlib import Path

import pytest

import parley

PACKAGE = Path(parley.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)

FORBIDDEN = {
    "routes": ("parley.models", "parley.db", "parley.domain", "parley.migrations", "sqlalchemy"),
    "services": (
        "parley.routes",
        "parley.schemas",
        "parley.gate",
        "parley.cli",
        "flask",
        "apiflask",
    ),
    "models": ("parley.routes", "parley.schemas", "parley.services", "parley.render", "flask"),
    "schemas": ("parley.routes", "parley.services", "parley.models", "parley.db", "flask"),
    "domain": ("parley", "flask", "sqlalchemy", "pydantic"),
    "render.py": ("parley.routes", "parley.schemas", "parley.services", "parley.db", "flask"),
    "readers.py": ("parley", "flask", "sqlalchemy"),
    "settings.py": ("parley", "flask", "sqlalchemy"),
    "clock.py": ("parley", "flask", "sqlalchemy"),
    "errors.py": ("parley", "flask", "sqlalchemy", "pydantic"),
    "problems.py": ("parley.routes", "parley.schemas", "parley.services", "parley.db"),
}
# What a layer may reach all the same: the table of routes names roles, each setting its reader.
WITHIN = {
    "domain": "parley.domain",
    "routes": "parley.domain.permissions",
    "settings.py": "parley.readers",
}


def imports(path):
    """Every module that a file names in an import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_part_of(name, package):
    return name == package or name.startswith(f"{package}.")


def violations(layer, path):
    own = WITHIN.get(layer)
    return [
        f"{path.parent.name}/{path.name} imports {name}"
        for name in imports(path)
        for package in FORBIDDEN[layer]
        if is_part_of(name, package) and not (own and (is_part_of(name, own) or name == "parley"))
    ]


def files_of(layer):
    target = PACKAGE / layer
    return [target] if target.suffix else sorted(target.glob("*.py"))


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_no_layer_reaches_where_it_must_not(layer):
    assert files_of(layer)
    assert [line for path in files_of(layer) for line in violations(layer, path)] == []


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("routes", "from parley.models import Message"),
        ("routes", "from parley import models"),
        ("routes", "import sqlalchemy.orm"),
        ("routes", "from parley.domain import names"),
        ("routes", "import parley.domain"),
        ("services", "def f():\n    from flask import g"),
        ("domain", "from parley import clock"),
        ("domain", "from parley.services.feed import since"),
        ("models", "import parley.services"),
    ],
)
def test_a_forbidden_import_is_found_however_it_is_written(tmp_path, layer, line):
    path = tmp_path / "bad.py"
    path.write_text(line)
    assert violations(layer, path)


def test_the_table_of_routes_may_name_roles_and_nothing_beside(tmp_path):
    path = tmp_path / "table.py"
    path.write_text("from parley.domain.permissions import OWNER")
    assert violations("routes", path) == []
    path.write_text("from parley.domain import names, permissions")
    assert [line.rpartition(".")[2] for line in violations("routes", path)] == ["domain", "names"]


def test_the_commit_is_taken_in_one_place():
    """Every write goes through db.write(), every visible one through feed.change()."""
    committing = {
        str(path.relative_to(PACKAGE))
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert committing == {"db.py", "migrations/__init__.py"}


def test_time_is_asked_of_the_clock():
    asking = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date")
    ]
    assert [place for place in asking if not place.startswith("clock.py")] == []


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_small(path):
    assert len(path.read_text().splitlines()) <= 250
    long = [
        f"{function.name}: {length}"
        for function in functions(path)
        if (length := function.end_lineno - function.lineno + 1) > 40
    ]
    assert long == []


def _public(node):
    """The public functions and classes of a module, and the public methods of those."""
    for child in node.body:
        is_one = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if is_one and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_public_says_what_the_caller_may_rely_on(path):
    module = ast.parse(path.read_text())
    assert ast.get_docstring(module), "the file"
    overridden = {"process_bind_param", "process_result_value", "connect", "open_session"}
    silent = [
        node.name
        for node in _public(module)
        if not ast.get_docstring(node) and node.name not in overridden | PROBLEMS
    ]
    assert silent == []


# The problems say it in their title and detail.
PROBLEMS = {
    node.name
    for path in PACKAGE.glob("*errors.py")
    for node in ast.walk(ast.parse(path.read_text()))
    if isinstance(node, ast.ClassDef) and node.name != "ParleyError"
}


def test_no_exception_is_swallowed_by_a_bare_except():
    bare = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []
