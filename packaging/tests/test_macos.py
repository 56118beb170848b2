"""The application for macOS, as far as other systems can tell.

What it declares, and how its scripts sign, notarise and try it, with stand-ins for Apple's tools.
"""

from __future__ import annotations

import base64
import plistlib
import shutil
import sys
from pathlib import Path

import pytest

import locks
from installers import layout, macos, platforms
from trial import mac_app
from trial.stand_ins import StandIns

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of Unix")

FOLDER = layout.PACKAGING / "macos"
IDENTITY = "Developer ID Application: B. Ook (TEAM)"
SECRETS = {
    "CERTIFICATE": base64.b64encode(b"a certificate").decode(),
    "CERTIFICATE_PASSWORD": "hidden-1",
    "IDENTITY": IDENTITY,
}
NOTARY = {"NOTARY_APPLE_ID": "b@books.net", "NOTARY_PASSWORD": "hidden-2", "NOTARY_TEAM": "TEAM"}


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    made = StandIns(tmp_path / "tools")
    made.add("codesign", "ditto", "hdiutil", "xcrun", "security")
    made.add("uuidgen", does="echo one-time")
    monkeypatch.setenv("PATH", made.path)
    for name in ("OCTAVO_SIGN_IDENTITY", "OCTAVO_NOTARY_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Octavo.app"
    mac_app.make(folder)
    monkeypatch.setattr(macos, "APP", folder)
    monkeypatch.setattr(macos, "STAGING", tmp_path / "image")
    return folder


def test_it_declares_itself_for_pdfs_and_never_as_the_default() -> None:
    told = plistlib.loads(plistlib.dumps(platforms.mac_options()["info_plist"]))
    (kind,) = told["CFBundleDocumentTypes"]
    assert kind["LSItemContentTypes"] == ["com.adobe.pdf"]
    assert kind["LSHandlerRank"] == "Alternate"
    assert told["NSHighResolutionCapable"]
    assert told["CFBundleShortVersionString"] == layout.version()


def test_the_oldest_system_is_that_of_the_wheels_everywhere() -> None:
    told = platforms.mac_options()["info_plist"]["LSMinimumSystemVersion"]
    assert told == locks.OLDEST_MACOS
    readme = (layout.ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| macOS {told.partition('.')[0]} and newer, Apple silicon |" in readme


def test_it_asks_for_no_right_beyond_what_it_needs() -> None:
    entitled = plistlib.loads((FOLDER / "entitlements.plist").read_bytes())
    assert entitled == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_without_a_certificate_it_is_signed_for_this_machine_and_says_so(
    app: Path, tools: StandIns, capfd: pytest.CaptureFixture[str]
) -> None:
    image = macos.dmg()
    *inner, sign, verify, copied, made = tools.calls()
    assert {tuple(call[:-1]) for call in inner} == {("codesign", "--force", "--sign", "-")}
    assert sign == ["codesign", "--force", "--sign", "-", str(app)]
    assert verify == ["codesign", "--verify", "--deep", "--strict", str(app)]
    assert copied[:2] == ["ditto", str(app)]
    assert made[:2] == ["hdiutil", "create"]
    assert made[-1] == str(image)
    assert image.name == f"octavo-{layout.version()}-macos-{layout.machine()}.dmg"
    assert (macos.STAGING / "Applications").readlink() == Path("/Applications")
    said = capfd.readouterr().out
    assert "Not signed" in said
    assert "Not notarised" in said


def test_with_one_it_is_hardened_notarised_and_stapled(
    app: Path, tools: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTAVO_SIGN_IDENTITY", IDENTITY)
    monkeypatch.setenv("OCTAVO_NOTARY_PROFILE", "octavo")
    image = str(macos.dmg())
    calls = tools.calls()
    (sign,) = (
        call
        for call in calls
        if call[0] == "codesign" and call[-1] == str(app) and "--force" in call
    )
    assert sign[1:-1] == [
        *("--force", "--sign", IDENTITY, "--timestamp", "--options", "runtime"),
        *("--entitlements", str(FOLDER / "entitlements.plist")),
    ]
    assert calls[-3:] == [
        ["codesign", "--timestamp", "--sign", IDENTITY, image],
        ["xcrun", "notarytool", "submit", "--wait", "--keychain-profile", "octavo", image],
        ["xcrun", "stapler", "staple", image],
    ]


def signed(app: Path, tools: StandIns) -> list[tuple[str, list[str]]]:
    """Return what ``codesign`` was told to sign, in order: the path in the application, options."""
    return [
        (Path(call[-1]).relative_to(app).as_posix(), call[1:-1])
        for call in tools.calls()
        if call[0] == "codesign" and "--sign" in call
    ]


def test_each_thing_is_signed_once_after_all_that_lies_in_it(app: Path, tools: StandIns) -> None:
    macos.app()
    names = [name for name, _ in signed(app, tools)]
    assert sorted(names) == sorted([*mac_app.INSIDE, "."])
    for at, name in enumerate(names):
        assert not [later for later in names[at + 1 :] if Path(later).is_relative_to(name)]
    assert names[-1] == "."


def test_the_rights_of_the_program_go_to_nothing_in_it(
    app: Path, tools: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTAVO_SIGN_IDENTITY", IDENTITY)
    macos.app()
    for name, options in signed(app, tools)[:-1]:
        assert "--timestamp" in options
        assert ("runtime" in options) is mac_app.INSIDE[name], name
        assert not {"--deep", "--entitlements"} & set(options), name


def test_what_cannot_be_signed_stops_the_build(app: Path, tools: StandIns) -> None:
    tools.add("codesign", does='case "$*" in *libfat.dylib) exit 1;; esac')
    with pytest.raises(layout.BuildError, match=r"codesign.*libfat\.dylib"):
        macos.app()
    assert "." not in [name for name, _ in signed(app, tools)]


def test_what_was_not_frozen_is_not_signed(app: Path, tools: StandIns) -> None:
    shutil.rmtree(app)
    with pytest.raises(layout.BuildError, match="freeze on macOS"):
        macos.app()
    assert not tools.calls()


@pytest.mark.parametrize(
    ("secrets", "line", "kept"),
    [
        ({}, "::warning::Not signed", ""),
        (SECRETS, "::warning::Not notarised", f"OCTAVO_SIGN_IDENTITY={IDENTITY}\n"),
        (
            SECRETS | NOTARY,
            "",
            f"OCTAVO_SIGN_IDENTITY={IDENTITY}\nOCTAVO_NOTARY_PROFILE=octavo\n",
        ),
    ],
    ids=["none", "certificate", "all"],
)
def test_secrets_that_are_there_are_used_and_those_that_are_not_are_named(
    tools: StandIns, tmp_path: Path, secrets: dict[str, str], line: str, kept: str
) -> None:
    told = tmp_path / "environment"
    told.touch()
    temporary = tmp_path / "runner"
    temporary.mkdir()
    places = {"RUNNER_TEMP": str(temporary), "GITHUB_ENV": str(told)}
    done = tools.run(FOLDER / "keys.sh", **places, **secrets)
    assert done.returncode == 0, done.stdout
    assert line in done.stdout
    assert "hidden" not in done.stdout
    assert told.read_text(encoding="utf-8") == kept
    assert not any(temporary.iterdir())  # the certificate's file is gone
    imported = [call for call in tools.calls() if call[:2] == ["security", "import"]]
    assert len(imported) == bool(secrets)


@pytest.fixture
def mac(bundle: Path, tools: StandIns, tmp_path: Path) -> StandIns:
    """Apple's programs as the trial needs them: the image holds this system's bundle."""
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere the trial runs with the true programs")
    tools.add("hdiutil")
    program = '"$2/Contents/MacOS"'
    tools.add("ditto", does=f"mkdir -p {program} && cp -al {bundle}/. {program}")
    tools.add("osascript", does="echo 1")
    tools.add("screencapture")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / f"octavo-{layout.version()}-macos-arm64.dmg").touch()
    return tools


def test_the_trial_of_the_image_runs_to_its_end(mac: StandIns, tmp_path: Path) -> None:
    done = tried(mac, tmp_path)
    assert done[0] == 0, done[1]
    assert '"ok": true' in done[1]
    assert "512 MB" in done[1]
    assert ["hdiutil", "detach"] in [call[:2] for call in mac.calls()]


def test_the_trial_fails_over_what_is_left_and_over_no_window(
    mac: StandIns, tmp_path: Path
) -> None:
    caches = tmp_path / "home" / "Library" / "Caches" / "net.books.Octavo"
    caches.mkdir(parents=True)
    code, said = tried(mac, tmp_path)
    assert code == 1
    assert f"left behind: {caches}" in said
    shutil.rmtree(caches)
    mac.add("osascript", does="exit 1")
    mac.add("sleep")  # the trial looks for a minute
    code, said = tried(mac, tmp_path)
    assert code == 1
    assert "no window" in said


def tried(mac: StandIns, folder: Path) -> tuple[int, str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    script = folder / "try.sh"
    # it looks for the image below the folder that it is started in
    text = (FOLDER / "try.sh").read_text(encoding="utf-8")
    script.write_text(f"cd {folder}\n{text}", encoding="utf-8")
    done = mac.run(script, HOME=str(home), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    return done.returncode, done.stdout
