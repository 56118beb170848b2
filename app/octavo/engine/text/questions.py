"""What a question asks for: its words, its numbers, its phrases, and the pages that it names."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from octavo.engine.text.answer_kind import wanted_kind
from octavo.engine.text.codes import asked_codes
from octavo.engine.text.compounds import heads_of, with_heads
from octavo.engine.text.framing import framing
from octavo.engine.text.kinds_of_answer import AnswerKind
from octavo.engine.text.lettered import named_lettered
from octavo.engine.text.named_pages import named_pages, without_pages
from octavo.engine.text.numbered import named_parts
from octavo.engine.text.parted_verbs import put_together
from octavo.engine.text.parties import AskedParty, asked_party
from octavo.engine.text.persons import TITLES, person_in
from octavo.engine.text.synonyms import OtherName, in_full, near, other_names, with_meant
from octavo.engine.text.unspaced import is_unspaced
from octavo.engine.text.values import Value, needed_value
from octavo.engine.text.weights import has
from octavo.engine.text.wording import without_wording
from octavo.engine.text.words import (
    ALL_STOP_WORDS,
    Language,
    content_words,
    guess_language,
    stem,
    stems,
    terms,
    words,
)

_REMEMBERED = 64
"""Questions that were taken apart a moment ago."""

_PLAIN_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# The last word before a preposition: bonus, where the no-claims bonus of a policy is asked for.
_NAMED = re.compile(
    r"what\s+(?:is|are|was|were)\s+(?:the|my|our)\s+(?:[^\W_][\w’'-]{1,30}\s+){1,2}?"
    r"(?P<last>[^\W\d_]{3,30})\s*(?:\?|$|(?:of|for|in|on|under|to|per)\s)",
    re.IGNORECASE,
)
_KINDS = frozenset(
    """
    amount amounts average balance condition conditions cost costs date dates day days difference
    figure figures kind level limit limits margin name names no number numbers percentage period
    price purpose rate rates ratio reason share size sum time title total type unit value values
    year years
    """.split()  # noqa: SIM905 - as long lists are written
)
_PARTS = re.compile(r"([^\W_]+)")
# "FY2018" and "FY18" ask about 2018.
_YEAR = re.compile(r"(?:fy|cy|gj)(?:((?:19|20)[0-9]{2})|([0-9]{2}))$")


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A question as search and extract need it.

    Args:
        words: What it asks about, case-folded and in order, each word once.
        language: The question's language, if its function words or its script tell.
        stems: The stems of these words in this language, of a code those of its parts.
        numbers: Stems with digits in them: years, amounts, codes.
        names: Stems of words that begin with a capital inside the question, or have digits.
        pairs, triples: Stems that follow each other, at least one of them of ``stems``.
        pages: Numbers or labels of the pages that it names.
        spoken: The stems of all its words, function words too.
        kind: What finds an amount, a time, a name or the like, if it asks for one.
        value: The only kind of value that can answer it, if there is one.
        said: Those of ``stems`` that what is of this kind need not have.
        others: Other names of what it asks for.
        aside: Years that it names less often than another: "the ratio of 2022, by the averages of
            2021 and 2022" asks about 2022.
        parts: Numbers of the clauses or other parts that it names.
        lettered: What may be such numbers, too, with a letter: they are if documents have them.
        framing: Stems of words that only put the question, such as those of "how long".
        codes: Codes that it names, such as "E-218", each as the words in it.
        head: The stem of what it asks for by a name of several words: "bonus" of "What is the
            no-claims bonus?"; empty if it does not.
        person: The name of a person in it, and that name's stems without those of titles.
        persons: See there.
        is_impersonal: Whether that name has done its part, as it chose the document.
        party: Whom of a document it asks for, such as the sender of a letter.
        heads: Those of ``stems`` and ``others`` that longer words may be kinds of, as "Grundmiete"
            of "Miete".
        longer: Compounds of the documents that are looked for, too, without being asked for.
    """

    words: tuple[str, ...]
    language: Language | None
    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    triples: frozenset[tuple[str, ...]]
    pages: frozenset[str]
    spoken: frozenset[str]
    kind: AnswerKind | None = None
    value: Value | None = None
    said: frozenset[str] = frozenset()
    others: tuple[OtherName, ...] = ()
    aside: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()
    framing: frozenset[str] = frozenset()
    codes: frozenset[tuple[str, ...]] = frozenset()
    heads: frozenset[str] = frozenset()
    party: AskedParty | None = None
    head: str = ""
    person: str = ""
    persons: frozenset[str] = frozenset()
    is_impersonal: bool = False
    longer: tuple[str, ...] = ()

    def read(self, text: str, language: Language | None) -> list[str]:
        """Return the stems of a text, with the question's words spelled as in ``stems``.

        Behind another name of something in the question stands what the question calls it. Two
        languages may cut the same word differently; then the text's way decides what is the
        same word.

        Args:
            text: A passage or sentence.
            language: What the text is written in.
        """
        found = stems(text, language)
        if own := self._spelled_as(language):
            found = [own.get(one, one) for one in found]
        if self.heads and language in ("de", None):
            found = with_heads(found, self.heads)
        if self.others:
            found = with_meant(found, self.others)
        if self.said and self.kind is not None and self.kind.is_in(text):
            found += map(near, sorted(self.said))
        if single := {one for one in self.stems if len(one) == 1 and is_unspaced(one)}:
            # A question of one character means all groups that begin with it.
            found = [one[0] if one[0] in single else one for one in found]
        return found

    @property
    def telling(self) -> tuple[str, ...]:
        """Those of ``stems`` that do more than to put the question, or all if none does."""
        left = [one for one in self.stems if one not in self.framing]
        if self.is_impersonal:
            left = [one for one in left if one not in self.persons]
        return tuple(left) or self.stems

    @property
    def weighed(self) -> tuple[str, ...]:
        """Those of ``stems`` that tell, or have other names: "heavy" of "how heavy" is a weight."""
        named = {one for other in self.others if other.near for one in other.meant}
        aside = self.framing - named
        if self.is_impersonal:
            aside |= self.persons
        return tuple(one for one in self.stems if one not in aside) or self.stems

    def impersonal(self, sentences: Sequence[AbstractSet[str]]) -> Asked:
        """Return the question without the person in it, if what is asked stands without the name.

        So it is if no sentence with the name has as much of the rest as some without it.

        Args:
            sentences: The stems of each.
        """
        rest = frozenset(self.telling) - self.persons
        if not self.persons or not rest:
            return self
        most = {True: 0.0, False: 0.0}
        for one in sentences:
            named = not self.persons.isdisjoint(one)
            most[named] = max(most[named], sum(has(word, one) for word in rest))
        if most[True] >= most[False]:
            return self
        return dataclasses.replace(self, is_impersonal=True)

    def put(self, question: str) -> str:
        """Return the question as it is compared with sentences."""
        return question.replace(self.person, " ") if self.is_impersonal else question

    def knows(self, word: str) -> bool:
        """Tell whether other names of a word are known: then it is no typing error."""
        meant = tuple(stem(one, self.language) for one in words(word))
        return any(other.near and other.meant == meant for other in self.others)

    def reworded(self, question: str, texts: Collection[AbstractSet[str]]) -> str | None:
        """Return the question as the documents would put it; None if they have its own words.

        A word that none of the texts has becomes another name that some of them has.

        Args:
            question: As it was typed.
            texts: The stems of each passage, as they were read for the question.
        """
        there = frozenset().union(*texts)
        puts: dict[tuple[str, ...], str] = {}
        for other in self.others:
            if other.near and there.issuperset(other.stems) and not there.issuperset(other.meant):
                puts.setdefault(other.meant, other.text)
        if not puts:
            return None
        parts = _PARTS.split(question)  # words at odd places, what is between them at even ones
        cut = [stem(one.casefold(), self.language) for one in parts[1::2]]
        for meant, text in puts.items():
            for i in range(len(cut) - len(meant) + 1):
                if tuple(cut[i : i + len(meant)]) == meant:
                    first, last = 2 * i + 1, 2 * (i + len(meant)) - 1
                    parts[first : last + 1] = [text, *[""] * (last - first)]
                    break
        return "".join(parts)

    def without(self, said: frozenset[str]) -> Asked:
        """Return the question without words that have done their part, if others are left.

        Args:
            said: Stems of it.
        """
        left = tuple(one for one in self.stems if one not in said)
        if not left or len(left) == len(self.stems):
            return self
        return dataclasses.replace(
            self,
            words=tuple(w for w in self.words if stem(w, self.language) not in said),
            stems=left,
            numbers=self.numbers - said,
            names=self.names - said,
            pairs=frozenset(pair for pair in self.pairs if not said.intersection(pair)),
            triples=frozenset(three for three in self.triples if not said.intersection(three)),
        )

    def _spelled_as(self, language: Language | None) -> dict[str, str]:
        """Return how ``stems`` spell what the question's words are cut to in another language."""
        if language == self.language:
            return {}
        own = ((stem(word, language), stem(word, self.language)) for word in self.words)
        return {theirs: ours for theirs, ours in own if theirs != ours}


@functools.lru_cache(maxsize=_REMEMBERED)  # spelled, searched, told and quoted: each asks again
def understood(question: str) -> Asked:
    """Take a question apart."""
    pages = named_pages(question)
    # What names a page stands on none.
    text = without_pages(question) if pages else question
    text = _unless_empty(text, question)
    party = asked_party(question)
    if party is not None:
        pages |= {"1"}  # there the head of a letter and the title of a paper stand
    text = in_full(text)
    text = _unless_empty(without_wording(text), text)
    language = guess_language(text)
    if language == "de":
        text = put_together(text)
    wanted = [form for word in content_words(text) for form in _with_year(word)]
    order = [stem(word, language) for word in words(text, rests=False)]
    # A code without its signs is searched too, but it is no more than its parts, which count.
    parts = [w for w in wanted if stem(w, language) in order or w not in terms(text)]
    wanted_stems = tuple(dict.fromkeys(stem(word, language) for word in parts))
    tokens = re.findall(r"[^\W_]+", text)
    # In German every noun has a capital: only digits tell there.
    named = [
        w
        for i, w in enumerate(tokens)
        if (i and w[0].isupper() and language != "de") or _has_digit(w)
    ]
    content = set(wanted_stems)
    others = tuple(other_names(order, language))
    person = person_in(text, language)
    persons = (
        frozenset(stem(word, language) for word in words(person) if word not in TITLES) & content
    )
    kind = wanted_kind(question, [one.text for one in others])
    return Asked(
        words=tuple(wanted),
        language=language,
        stems=wanted_stems,
        numbers=frozenset(one for one in wanted_stems if _has_digit(one)),
        names=frozenset(
            stem(form, language)
            for token in named
            for word in words(token)
            for form in _with_year(word)
        )
        & content,
        pairs=frozenset(p for p in pairwise(order) if content.intersection(p)),
        triples=frozenset(
            t for t in zip(order, order[1:], order[2:], strict=False) if content.intersection(t)
        ),
        pages=frozenset(pages),
        spoken=frozenset(content.union(order)),
        kind=kind,
        value=needed_value(question),
        said=frozenset(
            stem(word, language) for word in wanted if kind is not None and word in kind.says
        ),
        others=others,
        aside=_years_aside(tokens),
        parts=named_parts(question),
        lettered=named_lettered(question),
        # The year is looked for as such: few reports write "FY2018" where they say something.
        framing=frozenset(
            stem(word, language)
            for word in (
                *framing(text.casefold()),
                *(w for w in wanted if len(_with_year(w)) > 1 or (person and w in TITLES)),
            )
        )
        & content,
        codes=frozenset(tuple(words(code)) for code in asked_codes(text, ALL_STOP_WORDS)),
        party=party,
        head=_head(text, content, language),
        person=person,
        persons=persons,
        heads=heads_of(
            text,
            {word: stem(word, language) for word in parts},
            [other.stems[0] for other in others if other.near and len(other.stems) == 1],
            language,
        ),
    )


def _head(question: str, content: AbstractSet[str], language: Language | None) -> str:
    """Return the stem of the last word of a name of two words or three that a question asks for.

    Words that say only of what kind it is, as "amount", are none: documents leave them out.
    """
    found = _NAMED.match(question.strip())
    last = found["last"].casefold() if found else ""
    head = stem(last, language) if last and last not in _KINDS else ""
    return head if head in content else ""


def _unless_empty(text: str, otherwise: str) -> str:
    return text if words(text) else otherwise


def _years_aside(tokens: Sequence[str]) -> frozenset[str]:
    forms = [form for token in tokens for form in _with_year(token.lower())]
    counts = Counter(one for one in forms if _PLAIN_YEAR.fullmatch(one))
    most = max(counts.values(), default=0)
    return frozenset(year for year, count in counts.items() if count < most)


def _with_year(word: str) -> tuple[str, ...]:
    found = _YEAR.match(word)
    if found is None:
        return (word,)
    return (word, found[1] or f"20{found[2]}")


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)
