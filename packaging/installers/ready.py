"""What its owner has to set before Octavo can be released, and has not set yet."""

from __future__ import annotations

import re
import tomllib
from email.utils import parseaddr

from installers.layout import ROOT, BuildError, Publisher, publisher, updates, version

_FILE = "resources/publisher.toml"
_NOBODY = re.compile(r"(^|\.)(example|invalid|test|localhost|local)(\.(com|net|org))?$")
"""Names of hosts that are nobody's (RFC 2606, RFC 6761, RFC 6762)."""
_PLACEHOLDER_ID = "io.github.octavo.Octavo"
_ID = re.compile(r"[A-Za-z][\w-]*(\.[A-Za-z][\w-]*){2,}")


def unset(told: Publisher, notice: dict[str, str]) -> list[str]:
    """Return what is still a placeholder in ``resources/publisher.toml`` or does not fit, in words.

    Args:
        told: Who publishes Octavo.
        notice: The entries of the notice of newer versions; both may be empty.
    """
    found = []
    _, address = parseaddr(told.maintainer)
    if not told.name.strip():
        found.append(f"{_FILE}: “name” is empty: put the publisher's name there.")
    if "@" not in address or _NOBODY.search(address.rpartition("@")[2]):
        found.append(
            f"{_FILE}: “maintainer” is {told.maintainer!r}, which reaches nobody: "
            "put a name and a real address there, as “Name <name@host>”."
        )
    if not _is_page(told.homepage):
        found.append(
            f"{_FILE}: “homepage” is {told.homepage!r}: put the https address of a page about "
            "Octavo there."
        )
    if told.id == _PLACEHOLDER_ID or not _ID.fullmatch(told.id):
        found.append(
            f"{_FILE}: “id” is {told.id!r}: put a domain of the publisher's there, turned round, "
            "such as “org.name.Octavo”; it must not change between releases."
        )
    if bool(notice["feed"]) != bool(notice["key"]):
        found.append(f"{_FILE}: “feed” and “key” belong together: set both, or none.")
    elif notice["feed"] and not _is_page(notice["feed"]):
        found.append(f"{_FILE}: “feed” is {notice['feed']!r}, which is no https address.")
    return found


def missing() -> list[str]:
    """Return all that stands between the sources as they are and a release, in words."""
    found = unset(publisher(), updates())
    found += unlinked((ROOT / "pyproject.toml").read_text(encoding="utf-8"), publisher().homepage)
    try:
        notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version())
    except BuildError as error:
        found.append(str(error))
    return found


def unlinked(project: str, homepage: str) -> list[str]:
    """Return in words what the index would not link to.

    Args:
        project: The text of ``pyproject.toml``.
        homepage: The publisher's page; "" if there is none yet, which `unset` tells.
    """
    urls = tomllib.loads(project)["project"].get("urls", {})
    if homepage and homepage not in urls.values():
        told = f'put “[project.urls]” with “Homepage = "{homepage}"” there'
        return [f"pyproject.toml: {told}, or the index links to nothing."]
    return []


def notes(changes: str, release: str) -> str:
    """Return what a release's page says: the part of the changes about it.

    Args:
        changes: The text of ``CHANGELOG.md``.
        release: The version.

    Raises:
        BuildError: there is no such part, or nothing in it.
    """
    part = re.search(
        rf"^## \[{re.escape(release)}\][^\n]*\n(.*?)(?=^## |\Z)", changes, re.MULTILINE | re.DOTALL
    )
    if part is None or not part[1].strip():
        raise BuildError(
            f"CHANGELOG.md has no part “## [{release}]”: what is under “Unreleased” becomes it."
        )
    return part[1].strip() + "\n"


def _is_page(address: str) -> bool:
    scheme, _, rest = address.partition("://")
    host = re.split(r"[/:?#]", rest, maxsplit=1)[0]
    return scheme == "https" and "." in host and not _NOBODY.search(host)
