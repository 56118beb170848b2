"""What the sample guides are made of: headings, text, lists, drawings, tables."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Heading:
    """A heading; those of level 1 and 2 are in the outline."""

    text: str
    level: int = 1
    new_page: bool = True


@dataclasses.dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclasses.dataclass(frozen=True)
class List:
    """A bulleted or numbered list."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclasses.dataclass(frozen=True)
class Figure:
    """A drawing: the name of a function of ``sample_figures``, and what is said below it."""

    name: str
    caption: str


@dataclasses.dataclass(frozen=True)
class Rows:
    """A table; ``widths`` are its columns' shares of the text column."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Part = Heading | Text | List | Figure | Rows


@dataclasses.dataclass(frozen=True)
class Guide:
    """A guide in one language.

    Args:
        file: Its name below ``resources/samples``.
        language: Its code, such as ``de``.
        title: Also of the PDF's metadata and of the foot of each page.
        subtitle: Stands below the title on the cover.
        subject: For the PDF's metadata.
        cover: The label of the cover's page.
        parts: All that follows the cover, in order.
    """

    file: str
    language: str
    title: str
    subtitle: str
    subject: str
    cover: str
    parts: tuple[Part, ...]
