"""Collects the texts that people see into Qt's translation files, and compiles those.

Reads the calls of `octavo.words` in ``app/octavo``, brings ``resources/translations/*.ts`` up to
date, keeping what is translated, and compiles each to a ``.qm`` beside it. Translate what is
marked as unfinished, by hand or with Qt Linguist, and run it again.
"""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "app"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)

_LITERALS = {"say": 1, "say_many": 2, "later": 1, "later_many": 2}
"""For each function of `octavo.words`, how many texts it begins with."""
_ONE = "for one: "


class TextError(Exception):
    """A text in the source code cannot be collected."""


@dataclasses.dataclass(frozen=True, slots=True)
class Message:
    """A text to be translated.

    Args:
        source: In English; the form for many where it depends on a number.
        one: In English for one; None where the text does not depend on a number.
    """

    source: str
    one: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Translation:
    """What a message is in another language.

    Args:
        forms: One text, or one for each of the language's plural forms.
        finished: Whether a person is done with it.
    """

    forms: tuple[str, ...] = ()
    finished: bool = False


Catalogue = dict[tuple[str, Message], Translation]
"""Translations by module and message."""


def collect(sources: Path = SOURCES) -> list[tuple[str, Message]]:
    """Return all messages with the modules that say them, in the order of the code.

    Raises:
        TextError: a text is not written out where it is said, or is said too early.
    """
    found: dict[tuple[str, Message], None] = {}
    for path in sorted(sources.rglob("*.py")):
        module = ".".join(path.relative_to(sources).with_suffix("").parts)
        module = module.removesuffix(".__init__")
        if module == "octavo.words":
            continue
        for message in _messages(ast.parse(path.read_bytes()), path):
            found[module, message] = None
    return list(found)


def _messages(tree: ast.Module, path: Path) -> Iterator[Message]:
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "octavo.words"
        for alias in node.names
        if alias.name in _LITERALS
    }
    if not names:
        return
    called = set()
    early = set(_at_import(tree))
    for node in _in_order(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            called.add(node.func)
            name = names[node.func.id]
            where = f"{path}:{node.lineno}"
            if node in early and not name.startswith("later"):
                raise TextError(f"{where}: {name}() where no language is chosen yet; use later()")
            yield Message(*reversed(_texts(node, name, where)))
        elif isinstance(node, ast.Name) and node.id in names and node not in called:
            raise TextError(f"{path}:{node.lineno}: {node.id} is used without being called")


def _texts(call: ast.Call, name: str, where: str) -> list[str]:
    texts = [
        one.value
        for one in call.args[: _LITERALS[name]]
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if len(texts) != _LITERALS[name]:
        raise TextError(f"{where}: the text of {name}() is not written out")
    return texts


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported."""
    inside: list[ast.expr] | None = None
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        inside = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        if not isinstance(node, ast.Lambda):
            inside += node.decorator_list
    else:
        yield node
    for child in ast.iter_child_nodes(node) if inside is None else inside:
        yield from _at_import(child)


def read(path: Path) -> Catalogue:
    """Return what a ``.ts`` file has; nothing if there is none."""
    catalogue: Catalogue = {}
    if not path.exists():
        return catalogue
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for node in context.iter("message"):
            one = None
            if node.get("numerus") == "yes":
                one = node.findtext("extracomment", "").removeprefix(_ONE)
            given = node.find("translation")
            forms: tuple[str, ...] = ()
            if given is not None:
                plurals = [form.text or "" for form in given.iter("numerusform")]
                forms = tuple(plurals) if one is not None else (given.text or "",)
            finished = given is not None and given.get("type") is None and all(forms)
            message = Message(node.findtext("source", ""), one)
            catalogue[context.findtext("name", ""), message] = Translation(forms, finished)
    return catalogue


def bring_up_to_date(
    messages: list[tuple[str, Message]], old: Catalogue, *, forms: int
) -> Catalogue:
    """Return a catalogue of exactly these messages, keeping what is translated.

    A text that moved to another module keeps its translation, too.

    Args:
        messages: What there is to translate.
        old: What was translated before.
        forms: How many plural forms the language has.
    """
    elsewhere = {message: done for (_, message), done in old.items() if done.finished}
    new: Catalogue = {}
    for key in messages:
        kept = old.get(key)
        if kept is None or not kept.finished:
            kept = elsewhere.get(key[1]) or kept
        new[key] = kept or Translation(("",) * (1 if key[1].one is None else forms))
    return new


def write(catalogue: Catalogue, language: str) -> str:
    """Return a catalogue as the text of a ``.ts`` file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (module, message), done in catalogue.items():
        if module not in contexts:
            contexts[module] = ET.SubElement(root, "context")
            ET.SubElement(contexts[module], "name").text = module
        node = ET.SubElement(contexts[module], "message")
        ET.SubElement(node, "source").text = message.source
        if message.one is not None:
            node.set("numerus", "yes")
            ET.SubElement(node, "extracomment").text = f"{_ONE}{message.one}"
        given = ET.SubElement(node, "translation")
        if not done.finished:
            given.set("type", "unfinished")
        if message.one is None:
            given.text = done.forms[0]
        else:
            for form in done.forms:
                ET.SubElement(given, "numerusform").text = form
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'


def compile_file(source: Path, target: Path) -> None:
    """Compile a ``.ts`` to the ``.qm`` that the program reads, the same bytes at each run."""
    from PySide6 import __file__ as package  # noqa: PLC0415 - only compiling needs it

    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    program = Path(package).parent / name
    subprocess.run(
        [program, "-silent", "-nounfinished", source, "-qm", target],
        check=True,
        stdin=subprocess.DEVNULL,
    )


def main() -> int:
    """Bring all languages up to date; return 1 if something is left to translate."""
    try:
        messages = collect()
    except TextError as error:
        print(error, file=sys.stderr)
        return 2
    left = 0
    for language in LANGUAGES:
        path = FOLDER / f"octavo_{language}.ts"
        catalogue = bring_up_to_date(messages, read(path), forms=2)
        path.write_text(write(catalogue, language), encoding="utf-8")
        compile_file(path, path.with_suffix(".qm"))
        missing = [key for key, done in catalogue.items() if not done.finished]
        for module, message in missing:
            print(f"{language}: {module}: {message.source}")
        print(f"{language}: {len(catalogue) - len(missing)} of {len(catalogue)} texts translated")
        left += len(missing)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
