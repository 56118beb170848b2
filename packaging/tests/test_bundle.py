"""The frozen program works, is small enough, and has in it what it must and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from installers import contents, deb, elf, layout
from installers.layout import ROOT, internal
from octavo.system_libraries import known_libraries
from support.gguf import make_gguf  # type: ignore[import-not-found]
from trial.display import Display
from trial.program import Program

CEILING = 250e6
"""Bytes that the bundle may have, unpacked, with the embedding model: ten million less than are
promised, which leaves air for newer versions of what it is made of."""

SHOTS = layout.BUILD / "shots"
GUIDE = "_resources/samples/guide.pdf"


def size(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def test_it_is_small_enough(bundle: Path) -> None:
    assert size(bundle) <= CEILING


def test_it_passes_its_own_test(program: Program) -> None:
    report = program.self_test()
    assert report["ok"], report
    assert report["version"] == layout.version()


def test_a_program_without_a_terminal_writes_its_result_to_a_file(
    program: Program, tmp_path: Path
) -> None:
    result = tmp_path / "result.json"
    program.run(f"--self-test={result}", QT_QPA_PLATFORM="offscreen")
    assert json.loads(result.read_text(encoding="utf-8"))["ok"]


def test_it_answers_on_the_terminal(program: Program, bundle: Path) -> None:
    guide = internal(bundle) / "octavo" / GUIDE
    done = program.run("ask", "--json", str(guide), "How large may a PDF file be?")
    assert done.returncode == 0, done.stderr
    assert "512 MB" in done.stdout


def test_it_says_what_is_wrong(program: Program) -> None:
    done = program.run("ask", "absent.pdf", "Why?")
    assert done.returncode == 2
    assert "absent.pdf" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_measures_itself(program: Program, bundle: Path, tmp_path: Path) -> None:
    """Figures and their intervals are made without the parts of numpy that are left out."""
    asked = {"question": "How large may a PDF file be?", "pdf": "guide.pdf", "answer": "512 MB"}
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps([asked]), encoding="utf-8")
    samples = internal(bundle) / "octavo" / GUIDE
    done = program.run("eval", str(questions), "--pdfs", str(samples.parent))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "100.0 [100.0, 100.0]" in done.stdout


def test_its_window_opens(program: Program, bundle: Path, display: Display) -> None:
    guide = internal(bundle) / "octavo" / GUIDE
    with program.window(display.name, str(guide)) as process:
        display.wait(lambda: display.colours() > 200, "the window")
        display.wait(lambda: bool(program.documents()), "the guide is kept")
        display.wait(display.is_still, "a still window")
        assert process.poll() is None
        display.save(SHOTS / "bundle.png")
    assert process.returncode in {0, -15}


def test_a_second_start_hands_its_files_to_the_window(
    program: Program, bundle: Path, display: Display
) -> None:
    with program.window(display.name) as process:
        display.wait(lambda: display.colours() > 200, "the window")
        display.wait(display.is_still, "a still window")
        screen = {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
        second = program.run(str(internal(bundle) / "octavo" / GUIDE), **screen)
        assert second.returncode == 0, second.stderr
        display.wait(lambda: bool(program.documents()), "the document is kept")
        assert process.poll() is None


def test_it_brings_along_what_runs_models(program: Program, bundle: Path, tmp_path: Path) -> None:
    """A file that is no model is refused by that part: it is there, and it could be loaded."""
    added = program.run("models", "add", str(make_gguf(tmp_path / "tiny.gguf")))
    assert added.returncode == 0, added.stderr
    guide = internal(bundle) / "octavo" / GUIDE
    how = ["--provider", "local", "--model", "tiny"]
    done = program.run("ask", *how, str(guide), "How large may a PDF file be?")
    assert "“tiny.gguf” cannot be loaded" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's loader")
def test_all_that_it_needs_of_a_system_is_looked_for_before_a_window(bundle: Path) -> None:
    """Else the lack of it is called a fault in Octavo, or ends the process."""
    known = {library.soname: library.use for library in known_libraries()}
    fallback = internal(bundle) / contents.FALLBACK_FOLDER
    carried = {path.name for path in bundle.rglob("*") if path.parent != fallback}
    of_the_system = {name for name, package in deb._table().items() if package == "libc6"}
    for one in elf.needs(bundle):
        path = one.path.relative_to(bundle).as_posix().lower()
        if "printsupport" in path:  # without it there are no printers, and that is all
            continue
        use = "x11" if "xcb" in path else "wayland" if "wayland" in path else "any"
        for soname in one.sonames - carried - of_the_system:
            assert known.get(soname) in {"any", use}, f"{path} needs {soname}"


def test_nothing_forbidden_is_in_it(bundle: Path) -> None:
    folder = internal(bundle)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    assert not contents.forbidden([], files)


def test_it_has_the_licence_of_each_part(bundle: Path) -> None:
    folder = internal(bundle) / "licences"
    for name in ("LICENSE.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt", "Qt.txt", "NOTICES.txt"):
        assert (folder / name).stat().st_size > 500, name
    listed = [
        line.split()[0]
        for line in (folder / "NOTICES.txt").read_text(encoding="utf-8").splitlines()[5:]
        if line and not line.startswith(" ")
    ]
    assert {"numpy", "onnxruntime", "pypdfium2", "CPython", "pyinstaller"} <= set(listed)
    for name in set(listed) - {"pyside6-essentials", "shiboken6"}:
        assert any((folder / name).iterdir()), name


def test_it_has_the_licence_of_each_work_inside_its_libraries(bundle: Path) -> None:
    folder = internal(bundle) / "licences"
    text = (folder / "NOTICES.txt").read_text(encoding="utf-8")
    named = re.findall(r"^    with .*: (\S+/\S+(?:, \S+/\S+)*)$", text, re.MULTILINE)
    assert len(named) == len(re.findall(r"^    with ", text, re.MULTILINE)) > 250
    texts = {name for line in named for name in line.split(", ")}
    for name in texts:
        assert (folder / name).stat().st_size > 30, name
    for name in ("Qt/freetype.txt", "Qt/harfbuzz-ng.txt", "Qt/pcre2.txt", "parts/tokio.txt"):
        assert name in texts
    assert "Mersenne Twister" in (folder / "CPython" / "CPython.txt").read_text(encoding="utf-8")


def test_the_source_of_qt_is_named(bundle: Path) -> None:
    text = (internal(bundle) / "licences" / "Qt.txt").read_text(encoding="utf-8")
    assert "official_releases/qt/6.11/6.11.3/" in text
    assert "{" not in text.replace("{octavo}", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's libraries")
def test_each_part_of_qt_is_named(bundle: Path) -> None:
    text = (layout.PACKAGING / "licences" / "Qt.txt").read_text(encoding="utf-8")
    told = re.search(r"Parts of Qt that are here: (.*?)\.", text, re.DOTALL)
    assert told is not None
    names = {"GUI": "Gui", "SVG": "Svg", "D-Bus": "DBus", "X11": "XcbQpa"}
    names["Wayland"] = "WaylandClient"
    parts = set(re.split(r",\s+and\s+on\s+Linux\s+|,\s+|\s+and\s+", told[1]))
    libraries = internal(bundle).joinpath("PySide6", "Qt", "lib").glob("libQt6*.so.6")
    found = {path.name.removeprefix("libQt6").partition(".")[0] for path in libraries}
    assert {names.get(part, part) for part in parts} == found


def test_nothing_tells_where_it_was_built(bundle: Path) -> None:
    place = str(ROOT).encode()
    telling = [
        path.relative_to(bundle).as_posix()
        for path in bundle.rglob("*")
        if path.is_file() and place in path.read_bytes()
    ]
    assert not telling


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's loader")
def test_its_libraries_are_looked_for_in_itself_only(bundle: Path) -> None:
    """A folder that another person can make on this computer must not be asked."""
    outside = {}
    for found in elf.needs(bundle):
        folder = str(found.path.parent)
        places = [os.path.normpath(place.replace("$ORIGIN", folder)) for place in found.places]
        if astray := [place for place in places if not Path(place).is_relative_to(bundle)]:
            outside[found.path.name] = astray
    assert not outside


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's libraries")
def test_the_python_it_was_built_with_is_named_nowhere_else(bundle: Path) -> None:
    """Libpython has where it was installed compiled in; the frozen program never looks there."""
    prefix = sys.base_prefix.encode()
    telling = {
        path.name.partition(".so")[0]
        for path in bundle.rglob("*")
        if path.is_file() and prefix in path.read_bytes()
    }
    assert telling <= {f"libpython3.{sys.version_info.minor}"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")
def test_no_link_leads_out_or_nowhere(bundle: Path) -> None:
    for path in bundle.rglob("*"):
        if path.is_symlink():
            assert path.resolve().is_relative_to(bundle), path
            assert path.exists(), path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's loader")
def test_programs_that_it_starts_use_their_own_libraries(program: Program, tmp_path: Path) -> None:
    """Tesseract is one; here it is a script that tells what environment it was given."""
    told = tmp_path / "told"
    fake = tmp_path / "bin" / "tesseract"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\nenv > {told}\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    path = f"{fake.parent}:{program.environ['PATH']}"
    done = program.run("ask", str(scan(tmp_path, "one")), "What does it say?", PATH=path)
    assert told.is_file(), done.stderr
    assert "LD_LIBRARY_PATH" not in told.read_text(encoding="utf-8")
    told.unlink()
    program.environ["LD_LIBRARY_PATH"] = "/opt/theirs"
    program.run("ask", str(scan(tmp_path, "two")), "What does it say?", PATH=path)
    assert "LD_LIBRARY_PATH=/opt/theirs\n" in told.read_text(encoding="utf-8")


def scan(folder: Path, title: str) -> Path:
    """Return a PDF of one page that is a picture; another title makes it another document."""
    picture = folder / "page.ppm"
    picture.write_bytes(b"P6\n600 800\n255\n" + bytes(range(240)) * 6000)
    pdf = folder / "scan.pdf"
    canvas = Canvas(str(pdf))
    canvas.setTitle(title)
    canvas.drawImage(ImageReader(str(picture)), 0, 0, 595, 842)
    canvas.save()
    return pdf


def test_two_builds_are_the_same(bundle: Path, tmp_path: Path) -> None:
    """With another folder for temporary files and another order of sets, byte for byte."""
    first = checksums(bundle)
    subprocess.run(
        [sys.executable, layout.PACKAGING / "build.py", "freeze"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert checksums(layout.BUNDLE) == first


def checksums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): (
            f"-> {path.readlink()}"
            if path.is_symlink()
            else hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }
