"""What a Linux desktop reads of a program: its entry, its icons, its description for shops."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from xml.sax.saxutils import escape  # for writing; nothing is parsed

from installers import icons
from installers.layout import APP_ID, PACKAGING, epoch, publisher, version

_LINUX = PACKAGING / "linux"


def write(share: Path) -> None:
    """Lay the files down below a ``share`` folder."""
    entry = share / "applications" / f"{APP_ID}.desktop"
    entry.parent.mkdir(parents=True)
    shutil.copyfile(_LINUX / entry.name, entry)
    about = share / "metainfo" / f"{APP_ID}.metainfo.xml"
    about.parent.mkdir(parents=True)
    text = (_LINUX / about.name).read_text(encoding="utf-8")
    day = dt.datetime.fromtimestamp(epoch(), dt.UTC).date()
    who = publisher()
    for mark, value in {
        "@VERSION@": version(),
        "@DATE@": day.isoformat(),
        "@ID@": who.id,
        "@DEVELOPER@": who.id.rpartition(".")[0],
        "@PUBLISHER@": escape(who.name),
        "@HOMEPAGE@": _homepage(who.homepage),
    }.items():
        text = text.replace(mark, value)
    about.write_text(text, encoding="utf-8")
    theme = share / "icons" / "hicolor"
    for size in icons.SIZES:
        place = theme / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        place.parent.mkdir(parents=True)
        shutil.copyfile(icons.png(size), place)
    drawing = theme / "scalable" / "apps" / f"{APP_ID}.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copyfile(icons.SOURCE, drawing)


def offer_for_pdfs(share: Path) -> None:
    """Have desktops offer the program for PDFs, after all others; for packages of the system only.

    A person's own folder goes before the system's: there it would come first.
    """
    entry = _LINUX / f"zz-{APP_ID}-pdf.desktop"
    shutil.copyfile(entry, share / "applications" / entry.name)


def _homepage(address: str) -> str:
    return f'  <url type="homepage">{escape(address)}</url>\n' if address else ""
