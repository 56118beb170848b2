"""What documents are called: by a title that tells them apart, else by their file's name."""

from __future__ import annotations

import pytest

from octavo.engine.text.titles import document_name, own_title


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "10-K",
        "Form 10-Q",
        "DEF 14A",
        "untitled",
        "Microsoft Word - Document1.docx",
        "Microsoft PowerPoint - x.ppt",
        "PowerPoint Presentation",
        "(anonymous)",
        "Annual Report",
        "Geschäftsbericht",
        "Unbenannt",
        "Contents",
        "UG",
        "379f44022bb27aa53efd5d322c7b57bf",
    ],
)
def test_a_title_that_tells_nothing_does_not_name_a_document(title: str) -> None:
    assert own_title(title) == ""
    assert document_name(title, "lease_northwind.pdf") == "lease northwind"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Improving Recommendation Systems", "Improving Recommendation Systems"),
        ("Microsoft Word - Lease of 12 Quay Street.doc", "Lease of 12 Quay Street"),
        ("Das Boot", "Das Boot"),
        ("東京の報告", "東京の報告"),
        ("A Study in Scarlet", "A Study in Scarlet"),
        ("Word order in Welsh", "Word order in Welsh"),
        ("GDPR", "GDPR"),
        ("TCP/IP", "TCP/IP"),
        ("StGB", "StGB"),
        ("A brief history of .ai", "A brief history of .ai"),
    ],
)
def test_a_title_that_somebody_chose_names_the_document(title: str, kept: str) -> None:
    assert own_title(title) == kept
    assert document_name(title, "scan0012.pdf") == kept


@pytest.mark.parametrize(
    ("title", "filename", "name"),
    [
        ("Northwind Annual Report", "nw_2021.pdf", "Northwind Annual Report · 2021"),
        ("Code of Conduct", "contoso-conduct.pdf", "Code of Conduct · contoso"),
        ("Northwind Traders", "NorthwindTraders.pdf", "Northwind Traders"),
        ("Product Introduction", "product_introduction_v2.pdf", "Product Introduction"),
    ],
)
def test_the_files_name_adds_what_tells_documents_of_one_title_apart(
    title: str, filename: str, name: str
) -> None:
    assert document_name(title, filename) == name


def test_a_title_that_is_another_files_name_gives_way_to_one_that_tells_more() -> None:
    assert document_name("amb-20201231", "Amberley_Foods_2020.pdf") == "Amberley Foods 2020"
    assert document_name("Amberley_Foods_2020", "amb-1.pdf").startswith("Amberley_Foods_2020")


def test_checksums_name_nothing_and_other_numbers_do() -> None:
    assert document_name("", "f8d3a162ab9507e021d83dd109118b60.pdf") == ""
    assert document_name("", "INV-2023-0457.pdf") == "INV 2023 0457"
