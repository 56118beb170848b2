"""Tables are told from the clean text: rows on lines, cells parted by tabs."""

from __future__ import annotations

import pytest

from octavo.pdf.tables import Table, tables


@pytest.mark.parametrize(
    ("clean", "found"),
    [
        ("", []),
        ("Words.\nOne\trow alone\nMore words.", []),
        ("Year\tSales\n2021\t1,000\n2022\t1,100", [Table(0, 32, (0, 10))]),
        ("Sales\t2021\t2022\nNorth\t12\t15", [Table(0, 27, (0, 15))]),
        ("North\t12\t15\nSouth\t11\t9", [Table(0, 22, None)]),
        ("a\tb\nc\t1\n\ne\tf\ng\t2", [Table(0, 7, (0, 3)), Table(9, 16, (9, 12))]),
        ("Insurer\tHarbour\nBroker\tVance", [Table(0, 28, None)]),
        ("Model\tKestrel\nWeight\t68 kg\nSeats\t4", [Table(0, 34, None)]),
        ("Course\tFee\nLaser safety\t£640\nFirst aid\t-95 %", [Table(0, 44, (0, 10))]),
        ("Code\tMeaning\tRemedy\nE1\tNo water\tOpen the tap", [Table(0, 44, (0, 19))]),
        (
            "£m\t2024\nSales\t9.1\nRegion\t2024\nNorth\t4.0\nSouth\t–\nOther\t5.1",
            [Table(0, 17, (0, 7)), Table(18, 57, (18, 29))],
        ),
        (
            "in T€\t2023/24\t2022/23\nUmsatz\t214\t207",
            [Table(0, 36, (0, 21))],
        ),
        (
            "Aktiva\tAnhang\t30.09.2024\nVorräte\t(6)\t41.870",
            [Table(0, 43, (0, 24))],
        ),
        ("1.2.2024\tArrival\tOslo\n3.2.2024\tTalk\tBergen", [Table(0, 42, None)]),
        ("Tait\tChief\t2019\nMehra\tChair\t2020", [Table(0, 32, None)]),
        ("Caring?\tYes\tNo\nSafe?\tYes\tNo", [Table(0, 27, None)]),
    ],
)
def test_tables(clean: str, found: list[Table]) -> None:
    assert tables(clean) == found
