"""Who a letter is from and to, and who wrote a paper: where that stands without the words for it.

A letterhead does not say "sender", nor do the names below a title say "authors". A question for
them is known by its form alone, when it names nothing but the document; the places are known by
what letters and papers look like: an address ends with its postal code, a salutation follows the
head, a name the closing formula, and an abstract the authors.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Literal

from octavo.engine.text.sentences import Span

Role = Literal["sender", "signer", "addressee", "author", "date"]

# Longer questions ask for more than that.
_LONGEST_QUESTION = 120
# A head or a signature is no longer; nor is what is looked through for one.
_LONGEST_HEAD = 900
_LONGEST_SIGNATURE = 160
_LONGEST_NAMES = 400

_LETTER = (
    r"(?:letter|e-?mail|mail|message|notice|reminder|brief(?:e?s)?|schreibens?|bescheid(?:e?s)?|mahnung"
    r"|kündigung|nachricht|anschreibens?|bewerbung|einladung|mitteilung)"
)
_PAPER = (
    r"(?:paper|article|study|report|thesis|dissertation|essay|book|publication|manuscript|research"
    r"|artikels?|aufsatz(?:es)?|studie|arbeit|bericht(?:e?s)?|beitrags?|buch(?:es)?|veröffentlichung"
    r"|(?:master|bachelor|abschluss|doktor)arbeit)"
)
_ANY = r"(?:document|text(?:e?s)?|file|pdf|dokument(?:e?s)?|datei)"
_THE = r"(?:(?:the|this|that|my|der|die|das|den|dem|des|dies\w{1,2}|mein\w{0,2}) )?"
_NOUN = rf"{_THE}(?:{_LETTER}|{_PAPER}|{_ANY}|this|it|that|er|sie|es)"
_OF = rf"(?: (?:of|for|in|on|von) {_NOUN}| {_NOUN})?"
_WRITTEN = r"(?:written|sent|drafted|issued|authored|composed|published)"
_GESCHRIEBEN = (
    r"(?:geschrieben|verfasst|gesendet|geschickt|verschickt|abgeschickt|erlassen|ausgestellt"
    r"|erstellt)"
)
# "Who wrote the letter to Mrs Osei?"
_PARTNER = re.compile(r" (?:to|from|an|von) [^?!.;:]{2,60}$")

# In this order: who signed a letter asks for less than who wrote it.
_ASKED: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (
        "signer",
        (
            rf"who (?:has )?signed {_NOUN}",
            rf"by whom was {_NOUN} signed",
            rf"who (?:is|was) {_NOUN} signed by",
            rf"who (?:is|are) the signator(?:y|ies){_OF}",
            rf"wer hat (?:{_NOUN} )?(?:unterschrieben|unterzeichnet|gezeichnet)",
            rf"von wem (?:ist|wurde) {_NOUN} (?:unterschrieben|unterzeichnet)",
            rf"wer ist (?:der|die) unterzeichner(?:in)?{_OF}",
        ),
    ),
    (
        "addressee",
        (
            rf"(?:to )?whom? (?:is|was|did) {_NOUN} (?:addressed|sent|written|directed|go)(?: to)?",
            rf"whom? (?:is|was) {_NOUN} (?:to|for)",
            rf"who (?:received|got|gets) {_NOUN}",
            rf"who (?:is|are|was) (?:the )?(?:addressees?|recipients?|receivers?){_OF}",
            (
                rf"an wen (?:ist|war|ging|geht|wurde|richtet sich) {_NOUN}"
                rf"(?: (?:gerichtet|adressiert|gegangen|{_GESCHRIEBEN}))?"
            ),
            rf"wer hat {_NOUN} (?:bekommen|erhalten|empfangen)",
            rf"(?:wer ist|wie hei(?:ß|ss)t) (?:der|die) (?:empfänger|adressat)(?:in)?{_OF}",
        ),
    ),
    (
        "date",
        (
            rf"when (?:is|was) {_THE}{_LETTER} (?:dated|{_WRITTEN})",
            rf"(?:what|which) (?:is|was) the date (?:of|on) {_THE}{_LETTER}",
            rf"what(?:['’]s| date is on) (?:the date of )?{_THE}{_LETTER}",
            rf"(?:wann|an welchem tag) (?:wurde|ist) {_THE}{_LETTER} (?:datiert|{_GESCHRIEBEN})",
            rf"von wann (?:ist|stammt|datiert) {_THE}{_LETTER}",
            rf"(?:was ist|wie lautet) das datum {_THE}{_LETTER}",
            rf"welches datum (?:hat|trägt|steht auf) {_THE}{_LETTER}",
        ),
    ),
    (
        "sender",
        (
            rf"who (?:has )?(?:wrote|drafted|{_WRITTEN}) {_NOUN}",
            rf"(?:by |from )?whom? (?:is|was) {_NOUN} (?:from|by|{_WRITTEN}(?: by)?)",
            rf"from whom is {_NOUN}",
            rf"whom? (?:does|did) {_NOUN} come from",
            rf"(?:who|what) (?:is|are|was) the (?:senders?|letter ?writer|writer){_OF}",
            rf"wer hat (?:mir |uns )?{_NOUN} {_GESCHRIEBEN}",
            rf"wer schrieb {_NOUN}",
            rf"von wem (?:ist|stammt|kommt|kam|wurde) {_NOUN}(?: {_GESCHRIEBEN})?",
            rf"(?:wer ist|wie hei(?:ß|ss)t) (?:der|die) absender(?:in)?{_OF}",
        ),
    ),
    (
        "author",
        (
            rf"(?:who|list|name)(?: is| are| was| were)? (?:the )?authors?{_OF}",
            rf"what (?:is|are) the names? of (?:the )?authors?{_OF}",
            rf"(?:the )?authors?{_OF}",
            (
                r"(?:wer (?:ist|sind|war|waren)|wie hei(?:ß|ss)(?:t|en)|nenne) (?:der|die|das)?"
                rf" ?(?:autor(?:en|in|innen)?|verfasser(?:in|innen)?|autorenteam){_OF}"
            ),
            r"(?:die )?autoren",
        ),
    ),
)
_PATTERNS = tuple((role, re.compile("|".join(forms))) for role, forms in _ASKED)
_SENT = re.compile(r"\b(?:sent|senders?|absender(?:in)?|geschickt|gesendet)\b")
_OF_LETTER, _OF_PAPER = re.compile(rf"\b{_LETTER}\b"), re.compile(rf"\b{_PAPER}\b")


@dataclasses.dataclass(frozen=True, slots=True)
class AskedParty:
    """Whom of a document a question asks for.

    Args:
        role: What they have to do with it.
        of_letter, of_paper: Whether it may be a letter, and whether a paper.
        others: What else the question says of the document: "to Mrs Osei".
    """

    role: Role
    of_letter: bool = True
    of_paper: bool = True
    others: str = ""


def asked_party(question: str) -> AskedParty | None:
    """Return whom of a document, or which date of a letter, a question asks for, if it does."""
    lower = " ".join(question.lower().strip(" ?!.").split())
    if len(lower) > _LONGEST_QUESTION:
        return None
    partner = _PARTNER.search(lower)
    without = lower[: partner.start()] if partner else lower
    for role, pattern in _PATTERNS:
        whole = pattern.fullmatch(lower) is not None
        if whole or (role in ("sender", "addressee") and pattern.fullmatch(without)):
            letter = _OF_LETTER.search(without) is not None
            paper = _OF_PAPER.search(without) is not None
            sent = _SENT.search(without) is not None
            return AskedParty(
                role,
                of_letter=role != "author" and (letter or not paper),
                of_paper=role == "author" or (role == "sender" and (paper or not (letter or sent))),
                others="" if whole else lower[len(without) :],
            )
    return None


# What letters are made of, each at the beginning of a line.
_SALUTATION = re.compile(
    r"^(?:Dear\b|Sehr geehrte|Liebe[rs]? [A-ZÄÖÜ]|Guten Tag\b|Hallo\b|Hello\b|Hi\b"
    r"|Werte[rs]? [A-ZÄÖÜ]|To whom it may concern)[^\n]{0,100}",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"^(?:Mit (?:freundliche[nm]|beste[nm]|herzliche[nm]|liebe[nm]|vielen) "
    r"Gr(?:ü|ue)(?:ß|ss)(?:en)?|(?:Freundliche|Beste|Viele|Herzliche|Liebe|Schöne) "
    r"Gr(?:ü|ue)(?:ß|ss)e|Hochachtungsvoll|MfG\b|Im Auftrag[ \t]*$|gez\. |(?:sgd|Signed)[.:]? "
    r"|Yours (?:sincerely|faithfully|truly|ever)|(?:Yours )?Sincerely\b|Respectfully\b"
    r"|(?:With )?(?:Kind|Kindest|Best|Warm|Warmest|kind|best|warm) (?:regards|wishes)|Regards\b"
    r"|Cordially\b)",
    re.MULTILINE,
)
_BEHIND_SIGNATURE = re.compile(
    r"\s(?:Anlagen?|Enclosures?|Enc[ls]?\b|Attachments?|cc\b|CC\b|PS\b|P\. ?S\.)[^\n]*"
)
_POSTAL_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?[0-9]{4,5} [A-ZÄÖÜ][a-zäöüß]+"
    r"(?:[ -](?:am|an der|ob der|im|bei)? ?[A-ZÄÖÜ][a-zäöüß]+(?=\n|$))?"
    r"|\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b|\b[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?\b"
)
_CONTACT = re.compile(
    r"(?:Tel|Telefon|Phone|Telephone|Fax|Telefax|Mobil|Mobile|E-?[Mm]ail|Web|Internet|www\.|https?:)"
    r"[^\n]{0,120}"
)
_TITLE = re.compile(
    r"(?:^|(?<=\s))(?:An (?:den|die|das|Herrn?|Frau) |To:? )?"
    r"(?:Frau|Herrn?|Mrs?\.?|Ms\.?|Miss|Dr\.|Prof\.|Familie|Eheleute|Firma|An (?:den|die|das)|To:?)"
    r"\s(?=[A-ZÄÖÜ])"
)
_MONTH = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?"
    r"|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b[0-3]?[0-9](?:\.|st|nd|rd|th)? {_MONTH},? [12][0-9]{{3}}\b"
    rf"|\b{_MONTH} [0-3]?[0-9],? [12][0-9]{{3}}\b"
    r"|\b[0-3]?[0-9][./][01]?[0-9][./](?:[12][0-9])?[0-9]{2}\b|\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b",
    re.IGNORECASE,
)


def party_spans(text: str, party: AskedParty, *, first_page: bool) -> list[Span]:
    """Return where a passage tells whom a question asks for; the best place first.

    Args:
        text: The passage, line by line.
        party: Whom.
        first_page: Whether it stands on the first page of its document.
    """
    found: list[Span] = []
    if party.of_letter:
        found += _in_letter(text, party.role, first_page=first_page)
    if party.of_paper and first_page:
        found += _authors(text)
    return found


def _in_letter(text: str, role: Role, *, first_page: bool) -> list[Span]:
    salutation = _SALUTATION.search(text)
    signature = _signature(text, salutation.end() if salutation else 0)
    signed = [signature] if signature else []
    if salutation is None or not first_page or salutation.start() > _LONGEST_HEAD:
        return signed if role in ("sender", "signer") else []
    if role == "signer" and signed:
        return signed
    if role == "date":
        dates = list(_DATE.finditer(text, 0, salutation.start()))
        return [_line_around(text, dates[-1].span(), salutation.start())] if dates else []
    sender, addressee = _addresses(text, salutation)
    if role == "addressee":
        return [addressee or salutation.span()]
    return signed + ([sender] if sender else [])


def _signature(text: str, behind: int) -> Span | None:
    """Return the closing formula and the name below it."""
    closing = _CLOSING.search(text, behind)
    if closing is None:
        return None
    end = _at_word_end(text, closing.start() + _LONGEST_SIGNATURE)
    lines = text[closing.start() : end].split("\n")[:4]
    block = "\n".join(lines)
    if cut := _BEHIND_SIGNATURE.search(block):
        block = block[: cut.start()]
    block = block.rstrip()
    named = block[closing.end() - closing.start() :].strip(" ,\n")
    return (closing.start(), closing.start() + len(block)) if named else None


def _addresses(text: str, salutation: re.Match[str]) -> tuple[Span | None, Span | None]:
    """Return the addresses of sender and addressee in the head of a letter.

    Each ends with its postal code; telephone numbers and the like may follow. The sender's comes
    first, if there are two. The last word of the salutation is in the addressee's, if it is a name.
    """
    blocks: list[Span] = []
    start = 0
    for code in _POSTAL_CODE.finditer(text, 0, salutation.start()):
        start = _skipped(text, start)
        if start < code.end():
            blocks.append((start, code.end()))
        start = code.end()
    blocks = blocks[:4]
    if not blocks:
        return None, None
    if len(blocks) > 1:
        return blocks[0], _from_title(text, _addressed(text, blocks[1:], salutation[0]))
    begin, end = blocks[0]
    titles = list(_TITLE.finditer(text, begin, end))
    if titles:
        at = titles[-1].start()
        sender = text[begin:at].rstrip()
        return ((begin, begin + len(sender)) if sender else None), (at, end)
    named = _surname(salutation[0])
    if named and named not in text[begin:end]:
        return (begin, end), None
    return None, (begin, end)


def _addressed(text: str, blocks: list[Span], salutation: str) -> Span:
    name = _surname(salutation)
    return next((one for one in blocks if name and name in text[slice(*one)]), blocks[0])


def _surname(salutation: str) -> str | None:
    words = re.findall(r"[^\W\d_][\w’'-]+", salutation)
    if len(words) < 2 or not words[-1][0].isupper():
        return None
    return None if words[-1] in ("Herren", "Damen", "Sir", "Madam", "Sirs") else words[-1]


def _from_title(text: str, block: Span) -> Span:
    """Leave out all that stands before the title in an address: a date, a telephone number."""
    begin, end = block
    titles = list(_TITLE.finditer(text, begin, end))
    return (titles[0].start(), end) if titles else block


def _skipped(text: str, start: int) -> int:
    """Return where the next address begins: behind white space, signs and lines of contact."""
    while start < len(text):
        if text[start].isspace() or text[start] in "·•|,;–-":
            start += 1
        elif contact := _CONTACT.match(text, start):
            start = contact.end()
        else:
            break
    return start


def _at_word_end(text: str, end: int) -> int:
    """Return a place, or the white space before it: no word is quoted in part."""
    if end >= len(text):
        return len(text)
    while end > 0 and not text[end].isspace():
        end -= 1
    return end


def _line_around(text: str, span: Span, before: int) -> Span:
    begin = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    end = before if end < 0 else min(end, before)
    return begin, begin + len(text[begin:end].rstrip())


# What stands below the authors, at the beginning of a line.
_BELOW_AUTHORS = re.compile(
    r"^(?:[0-9]{1,2}\.? )?(?:abstract|summary|zusammenfassung|kurzfassung|introduction|einleitung"
    r"|keywords|key words|schlüsselwörter|schlagwörter|contents|inhalt)\b",
    re.MULTILINE | re.IGNORECASE,
)
_PART = r"[^\W\d_a-zäöüß][^\W\d_]{0,30}(?:[’'-][^\W\d_]{1,30})?\.?"
_NAME = rf"{_PART}(?: (?:(?:von|van|de|der|den|di|da|el|al|la|le|dos) ){{0,2}}{_PART}){{1,3}}"
_MARKS = r" ?(?:[0-9*†‡§¹²³⁴⁵](?:[, ]{0,2}[0-9*†‡§¹²³⁴⁵]){0,5})?"
_BETWEEN = r"(?:,? (?:and|und|&) |, |; | · |,?\n(?:and |und |& )?)"
_SEVERAL = re.compile(
    rf"^(?:By |by |Von |von )?{_NAME}{_MARKS}(?:{_BETWEEN}{_NAME}{_MARKS}){{1,40}}", re.MULTILINE
)
_BY = re.compile(
    r"^(?:(?:Written |Prepared |Submitted |Edited |Presented )?[Bb]y"
    r"|(?:[Vv]orgelegt |[Ee]ingereicht |[Vv]erfasst |[Ee]rstellt )?[Vv]on"
    rf"|(?:Authors?|Autor(?:en|in|innen)?|Verfasser(?:in|innen)?)[:\t])\s{_NAME}[^\n]{{0,200}}",
    re.MULTILINE,
)
_SCHOOL = re.compile(
    r"Institut|Universit|Department|School|Hochschule|Fakultät|Faculty|College|Laborator|@"
)
_AFFILIATED = re.compile(
    rf"^(?:Dr\. |Prof\. ){{0,3}}{_NAME}{_MARKS}(?=\n[^\n]{{0,80}}(?:{_SCHOOL.pattern}))",
    re.MULTILINE,
)


def _authors(text: str) -> list[Span]:
    """Return where the authors of a paper stand: below its title, above what it says."""
    below = _BELOW_AUTHORS.search(text)
    end = min(below.start() if below else 0, _LONGEST_HEAD)
    first_line = text.find("\n") + 1
    found = [m.span() for m in _BY.finditer(text, 0, end or min(len(text), _LONGEST_HEAD))]
    if 0 < first_line < end:
        rows = _SEVERAL.finditer(text, first_line, end)
        # Behind the names their school may stand on the same line, but it is no author.
        names = [m.span() for m in rows if not _SCHOOL.search(m[0].split(",")[0])]
        several = [(start, _line_around(text, (start, stop), end)[1]) for start, stop in names]
        found += several or [m.span() for m in _AFFILIATED.finditer(text, first_line, end)][:1]
    return list(_apart(found))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Yield those that begin behind the one before."""
    last = -1
    for start, end in sorted(spans):
        if start >= last:
            yield start, min(end, start + _LONGEST_NAMES)
            last = end
