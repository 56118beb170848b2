"""The passwords of locked files: in memory, never on disk, for as long as the engine runs."""

from __future__ import annotations


class Passwords:
    """Passwords by the digest of the content that they open; nothing shows them."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, sha256: str) -> str | None:
        """Return the password of a content, if somebody has given it."""
        return self._known.get(sha256)

    def keep(self, sha256: str, password: str) -> None:
        """Take a password that opens a content."""
        self._known[sha256] = password

    def forget(self, sha256: str) -> None:
        """Let go of a content's password, if there is one."""
        self._known.pop(sha256, None)

    def __repr__(self) -> str:
        return f"<passwords of {len(self._known)} files>"
