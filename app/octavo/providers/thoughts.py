"""Keeps apart what a model thinks aloud: some write it into the answer, between two tags."""

from __future__ import annotations

from octavo.providers.port import ChatPart, ChatText, ChatThought

_TAGS = {"<think>": "</think>", "<thinking>": "</thinking>", "<reasoning>": "</reasoning>"}


class ThoughtFilter:
    """Sorts the pieces of one answer into thoughts and text; a thought stands at the beginning."""

    def __init__(self) -> None:
        self._begun = False
        self._closing = ""
        self._held = ""

    def feed(self, text: str) -> list[ChatPart]:
        """Take the next piece and return what is sure by now."""
        if self._begun and not self._closing:
            return [ChatText(text)]
        self._held += text
        if not self._begun:
            self._begin()
            if not self._begun:
                return []
        if not self._closing:
            return self._all_text()
        thought, found, rest = self._held.partition(self._closing)
        if found:
            self._closing = ""
            self._held = rest.lstrip()
            return [*_thought(thought), *self._all_text()]
        sure = len(self._held) - len(self._closing) + 1
        if sure <= 0:
            return []
        thought, self._held = self._held[:sure], self._held[sure:]
        return _thought(thought)

    def rest(self) -> list[ChatPart]:
        """Return what was held back, at the end."""
        held, self._held = self._held, ""
        if self._closing:
            return _thought(held)
        return [ChatText(held)] if held else []

    def _begin(self) -> None:
        """Tell by the first characters whether the answer begins with a thought."""
        start = self._held.lstrip()
        for opening, closing in _TAGS.items():
            if start.startswith(opening):
                self._begun, self._closing = True, closing
                self._held = start[len(opening) :]
                return
            if opening.startswith(start):
                return  # it may become one
        self._begun = True

    def _all_text(self) -> list[ChatPart]:
        held, self._held = self._held, ""
        return [ChatText(held)] if held else []


def _thought(text: str) -> list[ChatPart]:
    return [ChatThought(text)] if text else []
