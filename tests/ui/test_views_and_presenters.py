"""The division of the ui floor: presenters create no widgets, and widgets never await."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtWidgets import QWidget

import octavo.ui

_NAMES = sorted(one.name for one in pkgutil.walk_packages(octavo.ui.__path__, "octavo.ui."))


def _classes(tree: ast.AST) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def _named(expression: ast.expr, known: dict[str, object]) -> object:
    """Return what an expression such as ``name`` or ``module.name`` stands for, if that is seen."""
    if isinstance(expression, ast.Name):
        return known.get(expression.id)
    if isinstance(expression, ast.Attribute):
        return getattr(_named(expression.value, known), expression.attr, None)
    return None


def _is_widget(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, QWidget)


def _gives_widget(found: object) -> bool:
    """Whether it is a function that makes a widget for its caller, by what it says it returns."""
    return inspect.isfunction(found) and _is_widget(typing.get_type_hints(found).get("return"))


def _imported(tree: ast.AST) -> dict[str, object]:
    """Return what is imported within functions, too."""
    return {
        alias.asname or alias.name: getattr(importlib.import_module(node.module), alias.name)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _widgets_made(source: str, module: ModuleType) -> Iterator[str]:
    """Name the widgets that are made in a module: by their class, its functions, or a maker."""
    tree = ast.parse(source)
    known = {**vars(module), **_imported(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            made = _named(node.func, known)
            of_class = isinstance(node.func, ast.Attribute) and _named(node.func.value, known)
            if _is_widget(made) or _is_widget(of_class) or _gives_widget(made):
                yield f"{module.__name__}:{node.lineno} {ast.unparse(node.func)}"


def _awaiting(source: str, module: ModuleType) -> Iterator[str]:
    """Name the methods of a module's widgets that await."""
    for one in _classes(ast.parse(source)):
        if one.name.endswith("View") or _is_widget(vars(module).get(one.name)):
            for node in ast.walk(one):
                if isinstance(node, ast.AsyncFunctionDef):
                    yield f"{module.__name__}:{node.lineno} {one.name}.{node.name}"


def _modules() -> Iterator[tuple[str, ModuleType]]:
    for name in _NAMES:
        module = importlib.import_module(name)
        yield inspect.getsource(module), module


def test_no_module_of_a_presenter_makes_a_widget() -> None:
    presenters = [
        (source, module)
        for source, module in _modules()
        if any(one.name.endswith("Presenter") for one in _classes(ast.parse(source)))
    ]
    assert len(presenters) > 20
    assert [made for source, module in presenters for made in _widgets_made(source, module)] == []


def test_no_widget_awaits() -> None:
    assert [found for source, module in _modules() for found in _awaiting(source, module)] == []


@pytest.mark.parametrize(
    "line",
    [
        "QLabel('Gone')",
        "QtWidgets.QMenu(None)",
        "QMessageBox.question(None, 'Delete?', 'All of it?')",
        "from PySide6.QtWidgets import QDialog; QDialog(None)",
        "made_label('Gone')",
    ],
)
def test_a_widget_of_a_presenter_is_found(line: str) -> None:
    module = ModuleType("toy")
    source = (
        "from PySide6 import QtWidgets\n"
        "from PySide6.QtWidgets import QLabel, QMessageBox\n"
        "from octavo.ui.dialogs import plain_label as made_label\n"
        f"class ToyPresenter:\n    def show(self):\n        {line}\n"
    )
    exec(source, vars(module))  # noqa: S102 - the lines above
    assert len(list(_widgets_made(source, module))) == 1


def test_a_view_that_awaits_is_found() -> None:
    source = "class ToyView:\n    async def show(self):\n        pass\n"
    assert list(_awaiting(source, ModuleType("toy"))) == ["toy:2 ToyView.show"]
