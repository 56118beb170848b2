"""The things inside a page's forms: parts that it draws by their name, with things of their own."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of
from octavo.pdf.page import Rect

_MOST = 500
"""Things inside the forms of a page that are looked at."""

_DEEPEST = 8
"""Forms within forms."""

_P, _I = ctypes.c_void_p, ctypes.c_int
KIND_OF = ctypes.PYFUNCTYPE(_I, _P)(address_of(pdfium_c.FPDFPageObj_GetType))
_INSIDE = ctypes.PYFUNCTYPE(_I, _P)(address_of(pdfium_c.FPDFFormObj_CountObjects))
_INNER_AT = ctypes.PYFUNCTYPE(_P, _P, ctypes.c_ulong)(address_of(pdfium_c.FPDFFormObj_GetObject))
_MATRIX_OF = ctypes.PYFUNCTYPE(_I, _P, _P)(address_of(pdfium_c.FPDFPageObj_GetMatrix))

_TEXT, _FORM = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_FORM

Matrix = tuple[float, float, float, float, float, float]


def on_page(matrix: Matrix | None, box: Rect) -> Rect:
    """Return a box of a form's space as one of the page's."""
    if matrix is None:
        return box
    left, low, right, high = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (low, high)]
    ys = [b * x + d * y + f for x in (left, right) for y in (low, high)]
    return (min(xs), min(ys), max(xs), max(ys))


class Drawn:
    """Things in the order in which they are drawn.

    Args:
        addresses: What PDFium calls them.
        kinds: Of what kind they are there.
        matrices: What leads from the space of each one's form to the page's; None without one.
    """

    __slots__ = ("addresses", "kinds", "matrices")

    def __init__(
        self,
        addresses: list[int | None],
        kinds: list[int],
        matrices: list[Matrix | None] | None = None,
    ) -> None:
        self.addresses = addresses
        self.kinds = kinds
        self.matrices = matrices or [None] * len(kinds)

    def opened(self) -> Drawn:
        """Return them with those inside forms in the place of these.

        Forms without text stay as they are, and so do those with too much inside.
        """
        return self if _FORM not in self.kinds else _Opening().replaced(self, None, 0)

    def inner_texts(self) -> set[int | None]:
        """Return the texts that are inside forms."""
        things = zip(self.addresses, self.kinds, self.matrices, strict=True)
        return {address for address, kind, matrix in things if matrix and kind == _TEXT}

    def add(self, others: Drawn) -> None:
        """Put others behind them."""
        self.addresses += others.addresses
        self.kinds += others.kinds
        self.matrices += others.matrices


class _Opening:
    """Opens forms, as many as may be opened on one page."""

    def __init__(self) -> None:
        self._left = _MOST

    def replaced(self, drawn: Drawn, outer: Matrix | None, depth: int) -> Drawn:
        """Return things with what is inside forms in the place of these."""
        found = Drawn([], [])
        for address, kind, own in zip(drawn.addresses, drawn.kinds, drawn.matrices, strict=True):
            inner = self._inner(address, outer, depth) if kind == _FORM else None
            found.add(Drawn([address], [kind], [own]) if inner is None else inner)
        return found

    def _inner(self, form: int | None, outer: Matrix | None, depth: int) -> Drawn | None:
        """Return what is inside a form, or None if that is no text, or too much."""
        count = _INSIDE(form)
        if not 0 < count <= self._left or depth == _DEEPEST:
            return None
        self._left -= count
        things = [_INNER_AT(form, index) for index in range(count)]
        kinds = [*map(KIND_OF, things)]
        if _TEXT not in kinds and _FORM not in kinds:
            return None
        matrix = _within(_matrix(form), outer)
        inner = Drawn(things, kinds, [matrix] * count)
        if _FORM in kinds:
            inner = self.replaced(inner, matrix, depth + 1)
        return inner if _TEXT in inner.kinds else None


def _matrix(form: int | None) -> Matrix:
    found = pdfium_c.FS_MATRIX(1, 0, 0, 1, 0, 0)
    _MATRIX_OF(form, ctypes.byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _within(inner: Matrix, outer: Matrix | None) -> Matrix:
    """Return the matrix that does first what the inner one does, then the outer one."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (
        a * k + b * n,
        a * m + b * o,
        c * k + d * n,
        c * m + d * o,
        e * k + f * n + p,
        e * m + f * o + q,
    )
