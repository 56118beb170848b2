"""Makes PDFs on which people have written: filled-in forms, free text, stamps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

FIELDS = (("Name", "Noreen Abbasi"), ("Destination", "Ljubljana"), ("Total (EUR)", "598.10"))

HIDDEN, NO_VIEW = 2, 32
PASSWORD = 1 << 13


def make_filled(
    path: Path, fields: Sequence[tuple[str, str]] = FIELDS, *, ink: bool = True, link: bool = False
) -> Path:
    """Write a form of text fields, filled in.

    Args:
        path: Where to write it.
        fields: The words before each field, and what it was filled with.
        ink: Whether there is anything on the page besides the values.
        link: Whether an address is linked from the page.
    """
    canvas = Canvas(str(path), invariant=1)
    for index, (label, value) in enumerate(fields):
        high = 700 - 30 * index
        if ink:
            canvas.drawString(72, high, label)
        canvas.acroForm.textfield(
            name=f"field {index}",
            value=value,
            x=220,
            y=high - 5,
            width=200,
            height=18,
            fontSize=10,
            borderWidth=0,
            fillColor=None,
            borderColor=None,
        )
    if ink:
        canvas.drawString(72, 700 - 30 * len(fields), "Hand in within 30 days.")
    if link:
        canvas.linkURL("https://example.org/form", (72, 60, 200, 80))
    canvas.showPage()
    canvas.save()
    return path


def change(path: Path, how: Callable[[PdfWriter, list[Any]], None]) -> Path:
    """Change a file in place: ``how`` is given it and the annotations of its first page."""
    writer = PdfWriter(clone_from=path)
    how(writer, [one.get_object() for one in writer.pages[0]["/Annots"]])
    writer.write(path)
    return path


def flag(flags: int) -> Callable[[PdfWriter, list[Any]], None]:
    """Return a change that sets the flags of the last annotation, as one that is not seen."""

    def how(_: PdfWriter, annotations: list[Any]) -> None:
        annotations[-1][NameObject("/F")] = NumberObject(flags)

    return how


def field_flag(flags: int) -> Callable[[PdfWriter, list[Any]], None]:
    """Return a change that sets the flags of the last field."""

    def how(_: PdfWriter, annotations: list[Any]) -> None:
        annotations[-1][NameObject("/Ff")] = NumberObject(flags)

    return how


def as_button(_: PdfWriter, annotations: list[Any]) -> None:
    """Make a push button of the last field."""
    annotations[-1][NameObject("/FT")] = NameObject("/Btn")
    annotations[-1][NameObject("/Ff")] = NumberObject(1 << 16)


def without_pictures(writer: PdfWriter, annotations: list[Any]) -> None:
    """Take the appearance off all fields: the program that shows them is to make it."""
    for one in annotations:
        del one["/AP"]
    form = writer.root_object["/AcroForm"].get_object()
    form[NameObject("/NeedAppearances")] = BooleanObject(value=True)


def broken_picture(_: PdfWriter, annotations: list[Any]) -> None:
    """Make the appearance of the last field what no program can draw."""
    stream = annotations[-1]["/AP"]["/N"].get_object()
    stream.set_data(b"BT /Nowhere (((( Tf << [ 1 Tj \xff\x00 q q Q Q Q Q ET /X Do")


def annotate(path: Path, kind: str, text: str) -> Path:
    """Add an annotation of a kind such as ``FreeText`` that shows a text, to the first page."""
    writer = PdfWriter(clone_from=path)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    shown = DecodedStreamObject()
    shown.set_data(b"BT /F1 11 Tf 2 5 Td (" + text.encode("ascii") + b") Tj ET")
    shown[NameObject("/Type")] = NameObject("/XObject")
    shown[NameObject("/Subtype")] = NameObject("/Form")
    shown[NameObject("/BBox")] = ArrayObject([FloatObject(one) for one in (0, 0, 200, 20)])
    shown[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): ArrayObject([FloatObject(one) for one in (300, 500, 500, 520)]),
            NameObject("/Contents"): TextStringObject(text),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(shown)}),
        }
    )
    writer.add_annotation(0, note)
    writer.write(path)
    return path
