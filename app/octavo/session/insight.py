"""What the window tells of documents and answers: summaries, comparisons, what was retrieved."""

from __future__ import annotations

from octavo.client import Client
from octavo.errors import ApiStatusError, InputError
from octavo.protocol.insight import ComparedFile, CompareFilesRequest, FileSummary, PageQuote
from octavo.protocol.steps import StepSearchResult
from octavo.protocol.written_summaries import WrittenSummary
from octavo.providers.settings import Provider
from octavo.session.assistants import Assistants
from octavo.session.collections import Collections
from octavo.session.model_hosts import ModelHosts, what_is_summarised
from octavo.session.retrieval import found_passages
from octavo.session.state import Citation
from octavo.session.written_summaries import OnWriting, write_summary, written_summary
from octavo.words import Later, later, say

_NOT_FOUND = 404
_TITLES = 12  # of sections that are named at most

LONGEST_QUESTION = 2_000
"""Characters of a question to several documents."""


class Insight:
    """Asks the engine about documents of collections, and about answers.

    Args:
        client: The way to the engine.
        assistants: Whose models write.
        collections: Those that the documents are in.
        hosts: Where models run; None where only quotes are given.
    """

    def __init__(
        self,
        client: Client,
        assistants: Assistants,
        collections: Collections,
        hosts: ModelHosts | None = None,
    ) -> None:
        self._client = client
        self._assistants = assistants
        self._collections = collections
        self._hosts = hosts

    async def summary(
        self, assistant_id: str, file_id: str, section: int | None = None
    ) -> FileSummary:
        """Return the summary of a document, or of what stands under a heading of its outline.

        Args:
            assistant_id: In whose collection it is looked for first.
            file_id: The document.
            section: The heading, counted from 0.

        Raises:
            InputError: the collection is gone.
            ApiError: the engine could not be reached, or the document is gone.
        """
        store_id = await self._store_with(assistant_id, file_id)
        return await self._client.get_file_summary(store_id, file_id, section=section)

    async def what_is_sent(self, model: str) -> str:
        """Return what a summary by a model sends, and where.

        Raises:
            ProviderError: the hosts cannot be read.
        """
        return what_is_summarised(None if self._hosts is None else await self._hosts.of(model))

    async def asks_consent(self, assistant_id: str) -> Provider | None:
        """Return the host that would be sent whole documents, if nobody has agreed to that yet.

        Raises:
            ProviderError: the hosts cannot be read.
        """
        host = None if self._hosts is None else await self._hosts.of(self.model(assistant_id))
        return None if host is None or host.summarises else host

    async def agree(self, host: Provider) -> None:
        """Note that whole documents may be sent to a host, to be summarised."""
        if self._hosts is not None:
            await self._hosts.allow(host.name, "summaries")

    def model(self, assistant_id: str) -> str:
        """Return the model that writes for an assistant; empty if it quotes."""
        return self._assistants.get(assistant_id).settings.model

    async def written(
        self, assistant_id: str, file_id: str, section: int | None = None
    ) -> WrittenSummary | None:
        """Return what the assistant's model has written of it; arguments as for ``summary``."""
        store_id = await self._store_with(assistant_id, file_id)
        return await written_summary(
            self._client, store_id, file_id, self.model(assistant_id), section
        )

    async def write(
        self,
        assistant_id: str,
        file_id: str,
        section: int | None = None,
        *,
        anew: bool = False,
        on_progress: OnWriting = lambda _: None,
    ) -> WrittenSummary:
        """Have the assistant's model summarise a document; being cancelled ends its work.

        Args:
            assistant_id: Whose model, and whose documents.
            file_id: The document.
            section: Only of what stands under this heading of its outline, counted from 0.
            anew: Write although it has written before.
            on_progress: Is told how far it is.

        Raises:
            InputError: the collection is gone.
            ApiError: the model's host failed, or the engine could not be reached.
        """
        return await write_summary(
            self._client,
            await self._store_with(assistant_id, file_id),
            file_id,
            self.model(assistant_id),
            section=section,
            anew=anew,
            on_progress=on_progress,
        )

    async def compared(self, assistant_id: str, file_id: str, question: str) -> ComparedFile:
        """Return what one document says to a question; raises as ``summary``.

        Documents are asked one by one, so that each can be shown as soon as it has answered.
        """
        request = CompareFilesRequest(question=question[:LONGEST_QUESTION], file_ids=[file_id])
        found = await self._client.compare_files(self._store(assistant_id), request)
        return found.data[0]

    async def passages(self, thread_id: str, run_id: str) -> tuple[StepSearchResult, ...]:
        """Return the passages that a run found, best first.

        Raises:
            ApiError: the engine could not be reached, or the run is gone.
        """
        return await found_passages(self._client, thread_id, run_id)

    async def _store_with(self, assistant_id: str, file_id: str) -> str:
        """Return the assistant's collection if it has a document, else another that has it."""
        own = self._assistants.get(assistant_id).vector_store_id
        others = [one.id for one in self._collections.items if one.id != own]
        for store_id in [own, *others] if own is not None else others:
            try:
                await self._client.get_vector_store_file(store_id, file_id)
            except ApiStatusError as error:
                if error.status != _NOT_FOUND:
                    raise
            else:
                return store_id
        return self._store(assistant_id)  # where it is missed by name

    def _store(self, assistant_id: str) -> str:
        store_id = self._assistants.get(assistant_id).vector_store_id
        if store_id is None:
            raise InputError(say("This assistant has no documents yet."), title=say("No documents"))
        return store_id


def place_of_quote(quote: PageQuote, file_id: str, filename: str) -> Citation:
    """Return where a quote stands, for the page view; its rectangles are still to be found."""
    return Citation(
        start=quote.start,
        end=quote.end,
        file_id=file_id,
        filename=filename,
        page=quote.page,
        label=quote.page_label,
        quote=quote.quote,
        rects=(),
        verified=quote.verified,
        score=quote.score,
    )


def place_of_passage(passage: StepSearchResult) -> Citation:
    """Return where a passage stands, for the page view."""
    return Citation(
        start=passage.start or 0,
        end=passage.end or 0,
        file_id=passage.file_id,
        filename=passage.file_name,
        page=passage.page,
        label=passage.page_label or str(passage.page or ""),
        quote=passage.quote or "",
        rects=tuple(passage.rects or ()),
        verified=True,
        score=passage.score,
    )


def sections_told(summary: FileSummary) -> Later | None:
    """Return how many of a document's sections its summary quotes, and which it does not.

    None where it has no sections with titles.
    """
    titled = [one for one in summary.sections if one.title]
    left = summary.sections_left
    total = len(titled) + len(left)
    if not total:
        return None
    if not left:
        return later("All {total:,} sections.", total=total)
    titles = ", ".join(left[:_TITLES]) + (" …" if len(left) > _TITLES else "")
    return later(
        "{covered:,} of {total:,} sections. No sentence can be quoted of: {titles}.",
        covered=len(titled),
        total=total,
        titles=titles,
    )
