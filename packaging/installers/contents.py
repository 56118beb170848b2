"""What belongs into the bundle: rules that the spec applies to what PyInstaller has found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from installers.layout import PACKAGING, BuildError

Entry = tuple[str, str, str]
"""Name in the bundle, path on this machine, and kind, as PyInstaller lists them."""

EXCLUDED = [
    # of Python
    *("tkinter", "unittest", "pydoc", "doctest", "lib2to3", "ensurepip", "test"),
    "sqlite3",  # apsw brings SQLite
    *("bz2", "_bz2", "lzma", "_lzma", "_uuid"),  # unused, and each needs a library
    *("readline", "dbm", "curses", "_curses"),  # their libraries are under the GPL, or old
    *("_pydecimal", "_pydatetime"),  # in Python what is here compiled, too
    # what is imported only by those who send mail, fetch by FTP, or call by XML-RPC
    *("smtplib", "ftplib", "xmlrpc"),
    # tools for building
    *("setuptools", "pkg_resources", "pip", "hatchling", "altgraph"),
    # what fetches models from a hub, which Octavo never does
    *("huggingface_hub", "hf_xet", "fsspec", "httpx2", "httpcore2", "yaml"),
    # parts of packages that only their developers need
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "google.protobuf", "flatbuffers"),
    *("numpy.fft", "numpy.polynomial", "numpy.random"),
    *("numpy._core._multiarray_tests", "pydantic.mypy", "pydantic.v1", "anyio._backends._trio"),
    *("onnxruntime.backend", "onnxruntime.datasets", "onnxruntime.quantization"),
    *("onnxruntime.tools", "onnxruntime.transformers", "sympy", "mpmath"),
    *("rich", "trio", "h2", "socksio", "brotli", "websockets", "IPython"),
    # parts of Qt; without its network part it cannot reach anything
    *("PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtNetwork", "PySide6.QtOpenGL"),
    *("PySide6.QtOpenGLWidgets", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets"),
    *("PySide6.QtSql", "PySide6.QtTest"),
]
"""Modules that are left out although something imports them."""

if sys.platform != "win32":
    EXCLUDED += ["asyncio.windows_events", "asyncio.windows_utils", "asyncio.proactor_events"]

_LEXERS = """
_css_builtins _googlesql_builtins _mapping _mysql_builtins _postgres_builtins _sql_builtins
_tsql_builtins c_cpp configs css data diff go html javascript jvm python ruby rust shell sql
"""
_LEXER = re.compile(rf"pygments\.lexers\.(?!(?:{'|'.join(_LEXERS.split())})$)")
"""Languages that no code in an answer is coloured in (`octavo.ui.chat.languages`): hundreds."""

_FORBIDDEN_MODULES = re.compile(
    r"(tkinter|readline|dbm|curses|huggingface_hub|hf_xet|pip|setuptools|sqlite3"
    r"|PySide6\.(?!Qt(Core|Gui|PrintSupport|Svg|Widgets)$)\w+)(\.|$)"
)
_FORBIDDEN_FILES = re.compile(
    # under the GPL only, or a network of Qt's own, or drivers that belong to the machine
    r"(?i)(lib)?qt6?(network|charts|datavis|virtualkeyboard|webengine|qml|quick|pdf|sql)\w*"
    r"(\.(so|dylib|dll)|$)"  # a framework's library has no ending
    r"|lib(readline|gdbm|db-|GL|EGL|drm|xcb|X11|stdc\+\+|gcc_s)[\w-]*\.(so|dylib|dll)"
)

_QT_LIBRARY = re.compile(r"(?:^|/)(?:libQt6(\w+)\.so|Qt6(\w+)\.dll|Qt(\w+)\.framework/|Qt(\w+)$)")
_QT_LIBRARIES = {
    *("Core", "Gui", "Widgets", "Svg", "PrintSupport"),
    *("DBus", "XcbQpa", "WaylandClient"),
}
_QT_PLUGIN = re.compile(r"/plugins/(\w[\w-]*)/(?:lib)?(\w[\w-]*)")
_QT_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cocoaprintersupport", "cupsprintersupport", "windowsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
"""Plug-ins for windows drawn without OpenGL, on each system's own screens."""

_QT_TEXTS = {"qtbase_de.qm"}
"""What Qt's own dialogs say in the languages that Octavo speaks."""

_NEEDLESS = re.compile(
    r"_resources/screenshots/|/octavo_de[.]ts$|/opengl32sw[^/]*$"
    # what pip has use for; licences are elsewhere in the bundle, and lists of parts beside it
    r"|[.]dist-info/(RECORD|WHEEL|INSTALLER|REQUESTED|licenses/|sboms/)"
)

_FROM_THE_BUILDER = re.compile(r"lib(python3|ssl|crypto|ffi|gomp)\b")
"""Libraries of the building machine that the bundle carries on Linux, because their names differ
between systems, and OpenMP for local models, which bare systems lack. All others come from the
user's machine: they belong to its drivers and screen."""

_FALLBACKS = PACKAGING / "linux" / "fallbacks.txt"
"""Libraries of X11 that desktops often lack; used where the system has none of its own. They are
in the order in which they have to be loaded."""

FALLBACK_FOLDER = "fallback"


def wanted(entry: Entry) -> bool:
    """Tell whether a file that PyInstaller found belongs into the bundle."""
    name = entry[0].replace("\\", "/")
    file = name.rpartition("/")[2]
    if "/translations/" in name and "_resources/" not in name:
        return file in _QT_TEXTS
    if _NEEDLESS.search(name):
        return False
    if plugin := _QT_PLUGIN.search(name):
        return plugin[2] in _QT_PLUGINS.get(plugin[1], ())
    if library := _QT_LIBRARY.search(name):
        return next(filter(None, library.groups())) in _QT_LIBRARIES
    if sys.platform.startswith("linux") and _is_of_the_builder(entry):
        return bool(_FROM_THE_BUILDER.match(file))
    return True


def _is_of_the_builder(entry: Entry) -> bool:
    """Tell whether a library belongs to the building machine, and not to a package of the index."""
    return entry[2] == "BINARY" and not Path(entry[1]).is_relative_to(sys.prefix)


def is_module_wanted(name: str) -> bool:
    """Tell whether a module of Python belongs into the bundle."""
    if ".tests." in name or name.endswith((".tests", ".conftest")):
        return False
    return _LEXER.match(name) is None


def fallbacks(found: Iterable[Entry]) -> list[Entry]:
    """Return the entries of libraries to use only where the system lacks them; none but on Linux.

    Args:
        found: All libraries that PyInstaller has found.

    Raises:
        BuildError: the building machine lacks one.
    """
    if not sys.platform.startswith("linux"):
        return []
    paths = {name: path for name, path, _ in found}
    names = _FALLBACKS.read_text(encoding="ascii").split()
    missing = [name for name in names if name not in paths]
    if missing:
        raise BuildError(f"This machine lacks {', '.join(missing)}, which the bundle carries.")
    return [(f"{FALLBACK_FOLDER}/{name}", paths[name], "BINARY") for name in names]


def fallback_order() -> list[Entry]:
    """Return the entry of the file that lists the fallbacks for the program."""
    if not sys.platform.startswith("linux"):
        return []
    return [(f"{FALLBACK_FOLDER}/order", str(_FALLBACKS), "DATA")]


def forbidden(modules: Iterable[str], files: Iterable[str]) -> list[str]:
    """Return the modules and files, by name, that must not be in a bundle."""
    paths = (name.replace("\\", "/") for name in files)  # as Windows has them
    return sorted(
        {name for name in modules if _FORBIDDEN_MODULES.match(name)}
        | {
            name
            for name in paths
            if _FORBIDDEN_FILES.match(name.rpartition("/")[2])
            and not name.startswith(f"{FALLBACK_FOLDER}/")
        }
    )


def refuse_forbidden(modules: Iterable[Entry], files: Iterable[Entry]) -> None:
    """Stop the build over what must not be in a bundle.

    Raises:
        BuildError: something is; the message names all of it.
    """
    found = forbidden((entry[0] for entry in modules), (entry[0] for entry in files))
    if found:
        raise BuildError(f"This must not be in a bundle: {', '.join(found)}")
