"""What the routes work with: the store, the blobs, and the services that run beside requests."""

from __future__ import annotations

import dataclasses

from octavo.engine.answer.models import Models
from octavo.engine.contents import Contents
from octavo.engine.embedders import Embedders
from octavo.engine.everything import EverythingSearch
from octavo.engine.expiry import Expiry
from octavo.engine.hosting.asking import HostedSearch
from octavo.engine.hosting.lane import Hosting
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.insight.comparison import Comparison
from octavo.engine.insight.summaries import Summaries
from octavo.engine.insight.written import WrittenSummaries
from octavo.engine.passages import Places
from octavo.engine.passwords import Passwords
from octavo.engine.runs import Runs
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.store import Store
from octavo.engine.store_search import StoreSearch
from octavo.pdf.port import PdfReader


@dataclasses.dataclass(frozen=True, slots=True)
class Services:
    """The parts of an engine."""

    store: Store
    blobs: Blobs
    contents: Contents
    expiry: Expiry
    ingest: Ingest
    passwords: Passwords
    places: Places
    reader: PdfReader
    runs: Runs
    search: StoreSearch
    everything: EverythingSearch
    summaries: Summaries
    written: WrittenSummaries
    comparison: Comparison
    models: Models
    embedders: Embedders
    hosting: Hosting
    hosted: HostedSearch
