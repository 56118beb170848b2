"""The Debian package in a bare system: installed, tried, upgraded, removed without a trace."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from installers import deb, layout
from octavo.system_libraries import known_libraries
from support import older_data  # type: ignore[import-not-found]
from trial import root as roots
from trial.display import Display
from trial.program import Program
from trial.root import Root

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Debian"),
    pytest.mark.timeout(3000),  # a busy machine takes a quarter of an hour to make the bare system
]

OLDER = "0.0.1"
SHOTS = layout.BUILD / "shots"
GUIDE = "/opt/octavo/_internal/octavo/_resources/samples/guide.pdf"


@pytest.fixture(scope="module")
def package(bundle: Path) -> Path:
    return deb.build(fast=True, bundle=bundle)


@pytest.fixture(scope="module", params=["bookworm"])
def root(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Root]:
    if (reason := roots.missing()) is not None:
        pytest.skip(reason)
    with Root(tmp_path_factory.mktemp("root") / request.param, request.param) as root:
        yield root


def test_its_copyright_can_be_read_by_programs(tmp_path: Path) -> None:
    """DEP-5: a stanza about the file itself, then one for each set of files."""
    deb._write_documents(tmp_path / "doc", "1.0")
    text = (tmp_path / "doc" / "copyright").read_text(encoding="utf-8")
    header, *files = text.split("\n\n")
    assert re.findall(r"^[\w-]+(?=:)", header, re.MULTILINE) == ["Format"]
    assert files
    for stanza in files:
        fields = re.findall(r"^[\w-]+(?=:)", stanza, re.MULTILINE)
        assert fields == ["Files", "Copyright", "License"]


@pytest.mark.parametrize("candidate", ["1.0.0rc1", "1.0b2", "1.0.0.dev3"])
def test_a_candidate_is_older_than_its_release(candidate: str) -> None:
    release = re.split(r"\.?(?:b|rc|dev)", candidate)[0]
    ask = ["dpkg", "--compare-versions", deb.debian_version(candidate), "lt"]
    subprocess.run([*ask, deb.debian_version(release)], check=True)
    assert deb.debian_version(release) == release


def field(package: Path, name: str) -> str:
    return subprocess.run(
        ["dpkg-deb", "--field", package, name], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_it_depends_on_what_it_does_not_carry(package: Path) -> None:
    depends = field(package, "Depends")
    assert "libxcb-cursor0" in depends
    assert "libfontconfig1" in depends
    assert "libssl" not in depends  # it is carried
    assert "wayland" not in depends
    assert "libwayland-client0" in field(package, "Recommends")
    assert "libcups2t64 | libcups2" in field(package, "Recommends")


def test_an_unknown_library_stops_the_build(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = {name: package for name, package in deb._table().items() if name != "libxcb.so.1"}
    monkeypatch.setattr(deb, "_table", lambda: table)
    with pytest.raises(layout.BuildError, match=r"libxcb\.so\.1"):
        deb.dependencies(bundle)


def test_it_has_no_scripts_that_run_as_root(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--control", package, tmp_path / "control"], check=True)
    assert {path.name for path in (tmp_path / "control").iterdir()} == {"control", "md5sums"}


def test_desktop_entry_and_description_are_valid(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--extract", package, tmp_path], check=True)
    entries = sorted((tmp_path / "usr/share/applications").iterdir())
    assert [entry.name for entry in entries] == ["octavo.desktop", "zz-octavo-pdf.desktop"]
    about = tmp_path / "usr/share/metainfo/octavo.metainfo.xml"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", *entries], check=True)
    if shutil.which("appstreamcli"):
        subprocess.run(["appstreamcli", "validate", "--no-net", about], check=True)
    assert f'version="{layout.version()}"' in about.read_text(encoding="utf-8")
    for size in (48, 128, 256):
        assert (tmp_path / f"usr/share/icons/hicolor/{size}x{size}/apps/octavo.png").is_file()


def test_the_same_bundle_gives_the_same_package(package: Path, bundle: Path) -> None:
    before = package.read_bytes()
    assert deb.build(fast=True, bundle=bundle).read_bytes() == before


def test_a_life(package: Path, bundle: Path, root: Root, display: Display) -> None:
    """Install the version before, use it, upgrade, go back, upgrade, remove it: in this order.

    The version before is the same program under an older number; what it leaves behind for the
    upgrade is what the first Octavo really wrote, with all migrations to do.
    """
    before = root.files()
    older = deb.build(fast=True, bundle=bundle, release=OLDER)
    root.install(older)

    assert not unresolved(root)
    home = root.folder / "root"
    inside = Program(root.command("/usr/bin/octavo"), home)
    inside.environ |= {"HOME": "/root"}
    assert inside.self_test()["ok"]
    with migrated(home / ".local" / "share" / "Octavo"):
        root.install(package)
        first = inside.run("ask", GUIDE, "How large may a PDF file be?")
        assert first.returncode == 0, first.stderr
    kept = inside.documents()
    assert len(kept) == 2

    for other, number in ((older, OLDER), (package, layout.version())):
        root.install(other)
        asked = root.run(["dpkg-query", "-W", "-f", "${Version}", "octavo"])
        assert asked.stdout == number
        assert inside.documents() == kept
        assert inside.run("ask", GUIDE, "How large may a PDF file be?").stdout == first.stdout
    with inside.window(display.name, unknown(root)) as process:
        display.wait(lambda: inside.documents() > kept, "the document is kept", 120)
        display.wait(lambda: process.poll() is not None or display.is_still(), "a still window")
        assert process.poll() is None
        display.save(SHOTS / "deb.png")
    kept = inside.documents()

    root.run(["dpkg", "--purge", "--force-depends", "libxcb-cursor0"])
    with inside.window(display.name) as process:  # with the one that the bundle carries
        display.wait(lambda: display.colours() > 200, "the window")
        assert process.poll() is None
    root.run(["dpkg", "--purge", "--force-depends", "libxcb-randr0"])
    refused = inside.run(DISPLAY=display.name)
    assert refused.returncode == 3
    assert "lacks: libxcb-randr.so.0." in refused.stderr
    assert "sudo apt-get install libxcb-randr0" in refused.stderr
    root.run(["apt-get", "install", "-y", "--no-install-recommends", "--fix-broken"])
    for library in lacked_one_by_one():
        with without(root, library):
            refused = inside.run(DISPLAY=display.name)
        assert refused.returncode == 3, (library, refused)
        assert f"lacks: {library}." in refused.stderr, (library, refused)
    unreachable = inside.run(DISPLAY=":4097")
    assert unreachable.returncode == 2, unreachable
    assert "“:4097”" in unreachable.stderr

    root.run(["apt-get", "purge", "-y", "--autoremove", "octavo"])
    assert root.files() - before == set()
    assert inside.documents() == kept  # what a person has put in is theirs


@contextmanager
def migrated(data: Path) -> Iterator[None]:
    """Lay the first Octavo's data down; afterwards they have to be up to date, and nothing lost."""
    older_data.lay_down(data)
    database = data / "octavo.sqlite"
    said = older_data.conversation(database)
    yield
    assert older_data.schema(data / "octavo-v1.backup.sqlite") == 1
    assert older_data.schema(database) > 1
    assert older_data.conversation(database)[: len(said)] == said


def unknown(root: Root) -> str:
    """Return the path of a document that has not been read yet: the guide with one more comment."""
    document = "/tmp/lease.pdf"  # noqa: S108 - of the bare system
    data = Path(f"{root.folder}{GUIDE}").read_bytes()
    Path(f"{root.folder}{document}").write_bytes(data + b"\n% of a person\n")
    return document


def unresolved(root: Root) -> list[str]:
    """Return what files of the program need and do not find, those that it can do without aside."""
    aside = "".join(f" | grep -v {word}" for word in deb.OPTIONAL)
    script = (
        "export LD_LIBRARY_PATH=/opt/octavo/_internal:/opt/octavo/_internal/PySide6/Qt/lib;"
        "find /opt/octavo -type f \\( -name '*.so' -o -name '*.so.*' -o -name octavo \\)"
        f"{aside} | xargs ldd 2>/dev/null | grep 'not found'; true"
    )
    return root.run(["sh", "-c", script]).stdout.splitlines()


def lacked_one_by_one() -> list[str]:
    """Return the libraries that are taken away: all but those that the bundle has, too, and zlib.

    Without zlib the bundle cannot be unpacked, and the loader itself says so.
    """
    text = (layout.PACKAGING / "linux" / "fallbacks.txt").read_text(encoding="ascii")
    spared = {*text.split(), "libz.so.1"}
    known = [one.soname for one in known_libraries() if one.use in {"any", "x11"}]
    return [soname for soname in known if soname not in spared]


@contextmanager
def without(root: Root, library: str) -> Iterator[None]:
    """Have the system lack a library for a while."""
    (found,) = root.folder.glob(f"usr/lib/*/{library}")
    aside = found.rename(found.with_name(f"aside-{library}"))
    try:
        yield
    finally:
        aside.rename(found)


def test_it_is_offered_for_pdfs_and_never_ahead_of_another_viewer(
    package: Path, tmp_path: Path
) -> None:
    """Where no list names a program for PDFs, desktops take the first that says it reads them."""
    if (reason := roots.missing()) is not None:
        pytest.skip(reason)
    desktop = ["desktop-file-utils", "libglib2.0-bin", "xdg-utils"]
    with Root(tmp_path / "desktop", "bookworm") as root:
        root.run(["apt-get", "install", "-y", "--no-install-recommends", *desktop, *VIEWERS])
        before = programs_for_pdfs(root)
        assert len(before) == 2, before
        root.install(package)
        assert programs_for_pdfs(root) == [*before, "zz-octavo-pdf.desktop"]
        assert root.run(ASK_DEFAULT).stdout.strip() == before[0]


VIEWERS = ("zathura", "xpdf")
ASK_DEFAULT = ("xdg-mime", "query", "default", "application/pdf")


def programs_for_pdfs(root: Root) -> list[str]:
    """Return the desktop entries that GIO offers for PDFs, the one that it takes first."""
    told = root.run(["gio", "mime", "application/pdf"]).stdout
    first, _, offered = told.partition("\n")
    registered = offered.partition("Recommended")[0].split(":")[1].split()
    assert first.rpartition(" ")[2] == registered[0], told
    return registered
