"""The client: the interface's operations as typed coroutines, in process or to a server.

`Client` over `InProcessTransport` or `HttpTransport` is all that most callers need. Requests and
replies are the wire models of `octavo.protocol`; what goes wrong is an `octavo.errors.ApiError`.
"""

from octavo.client.client import Client
from octavo.client.http import HttpTransport
from octavo.client.in_process import InProcessTransport
from octavo.client.object_stream import CompletionStream, ObjectStream
from octavo.client.paging import iterate, iterate_pages
from octavo.client.streams import EventStream
from octavo.client.text import plain_text
from octavo.client.transport import Transport
from octavo.client.upload import Progress, UploadSource
from octavo.wire.sse import ServerSentEvent, SseDecoder, SseLimitError
from octavo.wire.timing import Clock, Timeout

__all__ = [
    "Client",
    "Clock",
    "CompletionStream",
    "EventStream",
    "HttpTransport",
    "InProcessTransport",
    "ObjectStream",
    "Progress",
    "ServerSentEvent",
    "SseDecoder",
    "SseLimitError",
    "Timeout",
    "Transport",
    "UploadSource",
    "iterate",
    "iterate_pages",
    "plain_text",
]
