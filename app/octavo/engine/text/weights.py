"""How much of a question a text covers: its words, rare ones above all, and their closeness."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise

from octavo.engine.text.synonyms import near

# So many words that nobody else has are all that can be asked of a text: long questions say much
# that no answer repeats ("… give the answer as a number"). With it one threshold serves questions
# to real reports and the short questions of SQuAD 2.0.
_ENOUGH = 2.2

# What a word counts of which a text has a paraphrase only.
_NEAR_IN_MEANING = 0.7

# Two words of a question count as close when they stand, in order, this near in a text: next to
# each other or with up to two words between them.
_NEAR = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Places:
    """Where a text has the words of a question: few, so that pairs of them are found fast.

    Args:
        found: Positions among the text's words, ascending, and the stems there.
    """

    found: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, text: Sequence[str], spoken: AbstractSet[str]) -> Places:
        """Look for all stems of a question, function words too, among those of a text in order."""
        return cls([place for place in enumerate(text) if place[1] in spoken])

    def pairs(self, within: int = 1) -> set[tuple[str, ...]]:
        """Return pairs of words in order that are so many words apart at most."""
        pairs: set[tuple[str, ...]] = set()
        for i, (at, one) in enumerate(self.found):
            for place, other in islice(self.found, i + 1, i + 1 + within):
                if place - at > within:
                    break
                pairs.add((one, other))
        return pairs

    def triples(self) -> set[tuple[str, ...]]:
        """Return threes of words that follow each other."""
        found = self.found
        return {
            (one, other, third)
            for (at, one), (_, other), (end, third) in zip(
                found, found[1:], found[2:], strict=False
            )
            if end == at + 2
        }


class WordWeights:
    """Weights of a question's words by how rare they are among the passages found for it.

    The weight is the inverse document frequency of BM25, ``log(1 + (n - d + 0.5) / (d + 0.5))``,
    with d of n passages having the word. Counting in the passages found rather than in all of
    them is cheap, and separates answerable questions from others as well (AUROC .976 and .978
    against .981 and .978 on two sets).

    Args:
        wanted: The stems of the question's words in order.
        texts: The stems of each passage.
    """

    def __init__(self, wanted: Sequence[str], texts: Collection[AbstractSet[str]]) -> None:
        n = len(texts)
        self._weights: dict[str, float] = {}
        for word in dict.fromkeys(wanted):
            d = sum(word in text or near(word) in text for text in texts)
            self._weights[word] = math.log(1 + (n - d + 0.5) / (d + 0.5))
        rarest = math.log(1 + (n + 0.5) / 0.5)
        self._enough = min(sum(self._weights.values()), _ENOUGH * rarest)
        self._pairs = {
            (one, other): self._weights[one] + self._weights[other]
            for one, other in pairwise(wanted)
            if one != other
        }
        self._all_pairs = sum(self._pairs.values())

    def coverage(self, text: AbstractSet[str]) -> float:
        """Return the weighted share of the question's words among the stems of a text, 0 … 1."""
        if not self._enough:
            return 0.0
        return min(1.0, self._found(text) / self._enough)

    def share(self, text: AbstractSet[str]) -> float:
        """Return the weighted share of all the question's words among those of a text, 0 … 1."""
        return self._found(text) / (sum(self._weights.values()) or 1.0)

    def closeness(self, places: Places) -> float:
        """Return the weighted share of neighbours in the question that are close in a text."""
        if not self._all_pairs:
            return 0.0
        close = places.pairs(within=_NEAR)
        return sum(w for pair, w in self._pairs.items() if pair in close) / self._all_pairs

    def _found(self, text: AbstractSet[str]) -> float:
        return sum(weight * has(word, text) for word, weight in self._weights.items())


def has(word: str, text: AbstractSet[str]) -> float:
    """Return 1 if a text has a word of the question, less if a paraphrase of it, else 0."""
    if word in text:
        return 1.0
    return _NEAR_IN_MEANING if near(word) in text else 0.0
