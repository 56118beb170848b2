"""How much of a question a text covers: its words, rare ones above all, and their closeness."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

# So many words that nobody else has are all that can be asked of a text: long questions say much
# that no answer repeats ("… give the answer as a number"). With it one threshold serves questions
# to real reports and the short questions of SQuAD 2.0.
_ENOUGH = 2.2

# Two words of a question count as close when they stand, in order, this near in a text: next to
# each other or with up to two words between them.
_NEAR = 3


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
            d = sum(word in text for text in texts)
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
        found = sum(weight for word, weight in self._weights.items() if word in text)
        return min(1.0, found / self._enough)

    def share(self, text: AbstractSet[str]) -> float:
        """Return the weighted share of all the question's words among those of a text, 0 … 1."""
        found = sum(weight for word, weight in self._weights.items() if word in text)
        return found / (sum(self._weights.values()) or 1.0)

    def closeness(self, text: Sequence[str]) -> float:
        """Return the weighted share of neighbours in the question that are close in a text.

        Args:
            text: The stems of the text in order.
        """
        if not self._all_pairs:
            return 0.0
        close = {
            pair for gap in range(1, _NEAR + 1) for pair in zip(text, text[gap:], strict=False)
        }
        return sum(w for pair, w in self._pairs.items() if pair in close) / self._all_pairs
