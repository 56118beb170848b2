"""How a question is searched whose words no document has: misspelt, or in other compounds.

Only typing errors are told. Compounds are taken apart or put together as the documents do, and
longer ones are looked for, too: nobody who asks for the "Linde" is told of the "Winterlinde".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from octavo.engine.parts import Real, real_parts
from octavo.engine.store.records import Respelled
from octavo.engine.store.store import Store
from octavo.engine.text.compounds import hyphened, likely_compounds, put_otherwise
from octavo.engine.text.lettered import named_within
from octavo.engine.text.questions import Asked, understood
from octavo.engine.text.synonyms import OtherName
from octavo.engine.text.words import stem, sure_language

_MUCH_MORE = 2
"""How much more often than any other the documents have a compound that stands for its part."""


@dataclasses.dataclass(frozen=True, slots=True)
class Spelled:
    """A question as it is searched.

    Args:
        question: With its typing errors forgiven, which is to be told.
        searched: And with its compounds as the documents have them.
        found: What the documents have in place of its words.
        lettered: The parts that it names by a letter, as it names them, which documents have.
    """

    question: str
    searched: str
    found: Respelled
    lettered: Mapping[str, Real] = dataclasses.field(default_factory=dict)

    @property
    def begins(self) -> frozenset[int]:
        """The passages in which these parts begin."""
        return frozenset(chunk for real in self.lettered.values() for chunk in real.chunks)

    @property
    def meant(self) -> str:
        """What is compared in meaning: with the compound that the documents mostly have.

        The shipped model has not learnt what words in other languages than English have in common.
        """
        meant = {
            word: compounds[0].written
            for word, compounds in self.found.longer.items()
            if compounds[0].is_kind
            and (len(compounds) == 1 or compounds[0].count >= _MUCH_MORE * compounds[1].count)
        }
        return put_otherwise(self.searched, meant) if meant else self.searched

    @property
    def asked(self) -> Asked:
        """What is looked for, with the longer compounds that may be meant."""
        asked = understood(self.searched)
        if self.lettered:
            parts = asked.parts.union(real.label for real in self.lettered.values())
            asked = dataclasses.replace(asked, parts=parts)
        if not self.found.longer:
            return asked
        others: list[OtherName] = []
        longer: list[str] = []
        for word, compounds in self.found.longer.items():
            meant = stem(word, asked.language)
            longer += (one.written for one in compounds)
            others += (
                OtherName(one.written, (one.stem,), (meant,))
                for one in compounds
                if not (one.is_kind and meant in asked.heads)  # seen as one without this
            )
        return dataclasses.replace(
            asked, others=(*asked.others, *others), longer=tuple(dict.fromkeys(longer))
        )


async def spelled(store: Store, query: str, vector_store_ids: Sequence[str]) -> Spelled:
    """Return a question with words that no passage has as the nearest that some has.

    A word that is found anywhere in the stores stays.

    Args:
        store: What is searched.
        query: The question in the user's words.
        vector_store_ids: Where it is searched.
    """
    asked = understood(query)
    if asked.party is not None:  # its words are known, and stand in no letter
        return Spelled(query, query, Respelled())
    compounds = likely_compounds(query, asked.language)
    found = await store.respelled(
        vector_store_ids, [*asked.words, *hyphened(query)], compounds, asked.language
    )
    # What has other names is no typing error, and is not taken apart.
    errors = {a: b for a, b in found.errors.items() if not asked.knows(a)}
    if errors and (told := sure_language(query)) is not None:
        # In French, "quantité" is no "quantity" with an error.
        written = await store.languages(vector_store_ids)
        errors = errors if None in written or told in written else {}
    forms = {
        a: b for a, b in found.forms.items() if not asked.knows(a) or (a in b and " " not in b)
    }
    question = put_otherwise(query, errors) if errors else query
    searched = put_otherwise(question, forms) if forms else question
    lettered = await real_parts(store, vector_store_ids, asked.lettered, named_within(query))
    return Spelled(question, searched, found, lettered)
