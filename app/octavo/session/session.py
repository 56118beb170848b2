"""A session: all use cases over one client, one stream of events, one end."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from octavo.client import Client
from octavo.pdf.port import PdfReader
from octavo.session.assistants import Assistants
from octavo.session.catching_up import CatchingUp
from octavo.session.collections import Collections
from octavo.session.conversation import Conversation
from octavo.session.drafts import Drafts
from octavo.session.drops import Journal
from octavo.session.embeddings import CollectionEmbedders
from octavo.session.events import Events, ProblemRaised, RoomMade
from octavo.session.export.exports import Exports
from octavo.session.first_document import FirstDocument
from octavo.session.hosted_rest import HostedRest
from octavo.session.hosting import CollectionHosting
from octavo.session.insight import Insight
from octavo.session.library import Library
from octavo.session.local_models import LocalLibrary
from octavo.session.model_hosts import ModelHosts
from octavo.session.outside import OutsideCopies
from octavo.session.page_text import PageTexts
from octavo.session.pages import Pages
from octavo.session.passwords import Passwords
from octavo.session.plain_text import PlainTexts
from octavo.session.prices import FILE_NAME as PRICES_FILE
from octavo.session.prices import Prices
from octavo.session.purging import Purging
from octavo.session.rerankers import RerankerLibrary
from octavo.session.search import Search
from octavo.session.secrets import Secrets, SessionSecrets
from octavo.session.tasks import SessionTasks
from octavo.session.threads import Threads
from octavo.session.transfers import Transfers
from octavo.session.trials.trial import Trials
from octavo.session.updates import Updates
from octavo.session.usage import Usage
from octavo.session.watched.folders import WatchedFolders


class Session:
    """What the window works with; made by ``open``.

    Attributes:
        events: Where every change is told.
        assistants: Assistants and their collections.
        threads: The list of threads.
        passwords: What locked documents open with.
        hosts: Who can write answers, None where only quotes are given.
        library: The documents of each collection.
        collections: The collections themselves.
        transfers: Documents that go from one into another.
        catching_up: Sees what others have changed.
        embedders: What compares their meanings.
        hosting: Where they are searched.
        folders: Folders that collections follow.
        conversation: Messages and answers.
        drafts: What was typed and not sent.
        exports: Threads as files and texts.
        pages: Documents for the page view.
        search: Search over threads and documents.
        usage: What models' answers used and cost.
        insight: Summaries, comparisons, and what was retrieved for an answer.
        hosted_rest: What lies at hosts that are to be forgotten.
        trials: Assistants put to the test.
        page_texts: The texts of their pages.
        plain_texts: Text files, which have no pages.
        outside: Copies of them for other programs.
        updates: The notice of newer versions, None where there is no window for it.
    """

    def __init__(
        self,
        client: Client,
        viewer: PdfReader,
        journal: Journal,
        secrets: Secrets,
        *,
        cache: Path,
        hosts: ModelHosts | None = None,
        updates: Updates | None = None,
        local: LocalLibrary | None = None,
        rerankers: RerankerLibrary | None = None,
        prices: Path | None = None,
    ) -> None:
        self.updates = updates
        self.events = Events()
        self._tasks = SessionTasks(lambda problem: self.events.emit(ProblemRaised(problem)))
        self._journal = journal
        journal.on_room = lambda: self.events.emit(RoomMade())
        self.assistants = Assistants(client, self.events)
        self.threads = Threads(client, self.events, self.assistants)
        self.passwords = Passwords(client, secrets)
        self.hosts = hosts
        self.local = local
        self.rerankers = rerankers
        self.library = Library(
            client, self.events, self._tasks, self.assistants, journal, self.passwords
        )
        self.collections = Collections(
            client,
            self.events,
            self.assistants,
            self.threads,
            self.library,
            Purging(client, journal),
        )
        self.transfers = Transfers(client, self.collections, self.library)
        self.catching_up = CatchingUp(
            self.events, self.assistants, self.threads, self.collections, self.library
        )
        self.embedders = CollectionEmbedders(client, hosts)
        self.hosting = CollectionHosting(client, hosts)
        self.hosted_rest = HostedRest(client)
        self.folders = WatchedFolders(
            self.events, self._tasks, self.assistants, self.library, journal
        )
        self.conversation = Conversation(
            client,
            self.events,
            self._tasks,
            self.threads,
            self.assistants,
            FirstDocument(self.events, self.library),
        )
        self.drafts = Drafts(journal)
        self.exports = Exports(self.threads, self.conversation, self.assistants)
        self.pages = Pages(client, viewer, cache, self.passwords, self.library.is_away)
        self.search = Search(client, self.collections, self.assistants, self.threads)
        self.usage = Usage(client, Prices(prices or cache / PRICES_FILE))
        self.insight = Insight(client, self.assistants, self.collections, hosts)
        self.trials = Trials(client, self.assistants)
        self.page_texts = PageTexts(client, self.pages)
        self.plain_texts = PlainTexts(client)
        self.outside = OutsideCopies(self.pages, cache)

    @classmethod
    async def open(
        cls,
        client: Client,
        viewer: PdfReader,
        *,
        cache: Path,
        drops: Path | None = None,
        secrets: Secrets | None = None,
        hosts: ModelHosts | None = None,
        updates: Updates | None = None,
        local: LocalLibrary | None = None,
        rerankers: RerankerLibrary | None = None,
        prices: Path | None = None,
    ) -> Self:
        """Open a session; the default assistant is made at the first start.

        Args:
            client: The way to the engine; it and the viewer are closed by whoever made them.
            viewer: Draws pages for the page view.
            cache: A folder of this session alone, for documents in view.
            drops: The journal of drops, of this session alone; without one, what was dropped and
                is not taken in yet ends with the session.
            secrets: Where passwords are remembered; without it, they end with the session.
            hosts: Who can write answers.
            updates: The notice of newer versions.
            prices: Where the price list is kept; without it, in the cache folder.
            local: The models on this computer; it is closed by whoever made it.
            rerankers: Those on this computer; closed by whoever made it, too.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal or the cache folder cannot be made or used.
        """
        journal = await Journal.open(drops)
        session = cls(
            client,
            viewer,
            journal,
            secrets or SessionSecrets(),
            cache=cache,
            hosts=hosts,
            updates=updates,
            local=local,
            rerankers=rerankers,
            prices=prices,
        )
        try:
            await session.assistants.load()
            await session.threads.load()
            await session.drafts.load(thread.id for thread in session.threads.items)
            await session.pages.load()
            await session.outside.load()
            put_away = await session.collections.resume()
            there = {item.id for item in session.collections.items}
            left = await session.library.resume(there)
            await session.folders.load()
            session._tasks.start(session.threads.purge(), name="purge threads")
            purging = session.collections.purge(put_away, left)
            session._tasks.start(purging, name="purge collections")
        except BaseException:
            await session.aclose()
            raise
        return session

    async def look_for_room(self) -> None:
        """Try whether something can be written again; `RoomMade` tells that it can.

        Raises:
            DataFolderError: the journal cannot be used.
        """
        await self._journal.look_for_room()

    async def aclose(self) -> None:
        """Cancel and await all work; what was begun goes on at the next start."""
        try:
            await self._tasks.aclose()
        finally:
            try:
                await self._journal.aclose()
            finally:
                await self.outside.aclose()
                await self.pages.aclose()
