"""A message as plain text."""

from __future__ import annotations

from octavo.protocol.messages import MessageObject, RefusalContent, Text, TextContent


def plain_text(message: MessageObject) -> str:
    """Return a message's text; each citation marker becomes ``[n]``, the same one the same number.

    Args:
        message: Its text and refusal blocks are joined by blank lines; pictures have no text.
    """
    numbers: dict[str, int] = {}
    blocks: list[str] = []
    for block in message.content:
        if isinstance(block, TextContent):
            blocks.append(_numbered(block.text, numbers))
        elif isinstance(block, RefusalContent):
            blocks.append(block.refusal)
    return "\n\n".join(blocks)


def _numbered(text: Text, numbers: dict[str, int]) -> str:
    pieces: list[str] = []
    end = 0
    for mark in sorted(text.annotations, key=lambda mark: mark.start_index):
        # a span that is not the marker's own would cut the text: such a marker stays as it is
        if mark.start_index < end or text.value[mark.start_index : mark.end_index] != mark.text:
            continue
        number = numbers.setdefault(mark.text, len(numbers) + 1)
        pieces += [text.value[end : mark.start_index], f"[{number}]"]
        end = mark.end_index
    return "".join([*pieces, text.value[end:]])
