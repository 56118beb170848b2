"""Tells whether a question is in another language than all documents that were searched for it.

Then nothing fits as a rule: the model that compares meanings has learnt English only, and words are
the same in two languages here and there. It is told only where it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.hosting.asking import HERE, Where
from octavo.engine.ranking import Passage
from octavo.engine.store.store import Store
from octavo.engine.text.languages import Language, text_language
from octavo.engine.text.words import sure_language
from octavo.protocol.language_names import LANGUAGE_NAMES
from octavo.protocol.languages_apart import LanguagesApart


async def apart_from_documents(
    store: Store,
    question: str,
    vector_store_ids: Sequence[str],
    files: Sequence[str] | None,
    passages: Sequence[Passage],
    where: Where,
) -> LanguagesApart | None:
    """Return in which languages question and documents are, if none of these is the question's.

    Args:
        store: Knows the documents' languages.
        question: As it was asked.
        vector_store_ids: Where it was searched.
        files: The files that were; all of these stores if None.
        passages: What was found: documents in two languages are known by the first one.
        where: At which hosts it was searched; what they find by is not known.

    Returns:
        None if they may be the same, if one is not known surely, or a host searched.
    """
    asked = sure_language(question)
    if asked is None or where != HERE:
        return None
    written = await store.languages(vector_store_ids, files)
    if asked in (text_language(passage.chunk.text) for passage in passages):
        return None
    return apart(asked, written)


def apart_from_texts(question: str, texts: Sequence[str]) -> LanguagesApart | None:
    """Return the same of texts that are at hand; those without words do not count.

    Args:
        question: As it was asked.
        texts: What may be quoted.
    """
    asked = sure_language(question)
    return None if asked is None else apart(asked, [text_language(t) for t in texts if t.strip()])


def apart(asked: Language, written: Sequence[Language | None]) -> LanguagesApart | None:
    """Return a question's language and those of documents, if all are known and none is the same.

    Args:
        asked: The question's.
        written: The documents', in any order.
    """
    if not written or asked in written or not LANGUAGE_NAMES.keys() >= {asked, *written}:
        return None
    return LanguagesApart(
        question=asked, documents=sorted({one for one in written if one is not None})
    )
