"""What may stand behind ``octavo providers``."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

if TYPE_CHECKING:  # the window reads its arguments by this module, too, and must not wait for them
    from octavo.providers.settings import Consent, Kind
    from octavo.session.prices import Price

EPILOG = """\
A provider is a host with models that speaks chat completions (Ollama, LM Studio, llama.cpp, vLLM,
Azure and most others) or OpenAI's Responses interface. NAME stands before the slash in its models'
names, such as ollama/llama3.2. For ollama, lmstudio, llamacpp, vllm and openai the address may be
left out.

Nothing of your documents is sent to a host before you have agreed to it: octavo providers allow,
or the question that octavo ask puts. That a host embeds collections, and gets all their text, is
agreed to apart: octavo providers allow NAME embeddings. So is that a host keeps the files of
collections, to be searched there: octavo providers allow NAME files. And so is that it is sent
all text of documents that it summarises, unless it is on this computer: octavo providers allow NAME
summaries. “withdraw” takes such a word back.

Keys are kept in the system's keychain, by host, and nowhere else. Where there is none, OCTAVO_KEYS
may hold them: "https://host=key", separated by spaces.

exit codes:
  0  done            2  bad input            3  it could not be done
"""

ACTIONS = {
    "list": "show all providers (the default)",
    "find": "look for hosts at the usual ports of this computer, and add them",
    "add": "add one, or change it: add NAME [URL]",
    "key": "give it another key, asked for or read from the input: key NAME",
    "test": "try the connection, and a model if one is named: test NAME [MODEL]",
    "models": "list its models: models NAME",
    "allow": "agree that passages of your documents are sent there: allow NAME; or all text of "
    "collections that it embeds: allow NAME embeddings; or whole files, to be kept and searched "
    "there: allow NAME files; or all text of documents that it summarises: allow NAME summaries",
    "withdraw": "agree no more to what was allowed: withdraw NAME [WHAT], as with allow",
    "remove": "forget it and its key: remove NAME; refused while documents lie there",
    "usage": "show how many tokens answers used, by month and model",
    "price": "set what a million tokens cost: price MODEL READ WRITTEN CURRENCY; or forget it:"
    " price MODEL",
}

_KINDS: dict[str, Kind] = {"chat": "chat_completions", "responses": "responses"}

_MOST_WORDS = {
    "list": 0,
    "find": 0,
    "add": 2,
    "key": 1,
    "test": 2,
    "models": 1,
    "allow": 2,
    "withdraw": 2,
    "remove": 1,
    "usage": 0,
    "price": 4,
}


@dataclasses.dataclass(frozen=True, slots=True)
class ProviderArguments:
    """What ``octavo providers`` is to do.

    Args:
        action: One of ``ACTIONS``.
        name: Of the provider; empty for ``list``.
        more: Address, model, or what is agreed to.
        price: What a model costs, for ``price``; None forgets it.
        key: Whether a key is asked for, or read from the input.
        proxy, ca_file, context, kind, background: Settings of the provider; None leaves them as
            they are.
        keep_files: Whether ``remove`` leaves at the host what lies there.
    """

    action: str = "list"
    name: str = ""
    more: str = ""
    price: Price | None = None
    key: bool = False
    proxy: str | None = None
    ca_file: Path | None = None
    context: int | None = None
    kind: Kind | None = None
    background: bool | None = None
    keep_files: bool = False

    @property
    def consent(self) -> Consent:
        """What ``allow`` agrees to."""
        return cast("Consent", self.more or "answers")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    lines = "; ".join(f"{name}: {words}" for name, words in ACTIONS.items())
    parser.add_argument(
        "action", nargs="?", choices=ACTIONS, default="list", metavar="ACTION", help=lines
    )
    parser.add_argument("words", nargs="*", metavar="NAME [URL | MODEL | embeddings | files]")
    parser.add_argument("--key", action="store_true", help="add: give a key, too")
    parser.add_argument(
        "--proxy", metavar="URL", help="add: http://host:port, or none; else what the system says"
    )
    parser.add_argument(
        "--ca-file",
        type=lambda text: Path(text).expanduser().absolute(),
        metavar="F",
        help="add: certificates (PEM) trusted beside the system's",
    )
    parser.add_argument(
        "--context",
        type=int,
        metavar="N",
        help="add: tokens that its models take, where the host does not tell",
    )
    parser.add_argument(
        "--api",
        choices=_KINDS,
        help="add: the interface that it speaks; chat, but responses for openai",
    )
    parser.add_argument(
        "--background",
        action=argparse.BooleanOptionalAction,
        help="add: with responses, let the host work on if the connection breaks; it keeps an "
        "answer until it is whole",
    )
    parser.add_argument(
        "--keep-files",
        action="store_true",
        help="remove: leave there the documents of collections that lie at it",
    )


def read(parser: argparse.ArgumentParser, given: argparse.Namespace) -> ProviderArguments:
    """Return what was given; ends the program with usage and reason if it makes no sense."""
    words: list[str] = given.words
    most = _MOST_WORDS[given.action]
    if most and not words:
        what = "name of a model" if given.action == "price" else "NAME of a provider"
        parser.error(f"{given.action} needs the {what}")
    if len(words) > most:
        parser.error(f"{given.action} takes {most or 'no'} words, not “{' '.join(words)}”")
    if given.action in {"allow", "withdraw"} and words[1:] and words[1] not in _consents():
        known = ", ".join(_consents())
        parser.error(f"{given.action} takes one of {known} behind the NAME, not “{words[1]}”")
    price = _price(parser, words[1:]) if given.action == "price" and len(words) > 1 else None
    if given.context is not None and not 512 <= given.context <= 10_000_000:
        parser.error("--context is a number of tokens from 512 to 10000000")
    return ProviderArguments(
        action=given.action,
        name=words[0] if words else "",
        more=words[1] if len(words) > 1 else "",
        price=price,
        key=given.key,
        proxy=given.proxy,
        ca_file=given.ca_file,
        context=given.context,
        kind=_KINDS.get(given.api),
        background=given.background,
        keep_files=given.keep_files,
    )


def _consents() -> tuple[str, ...]:
    from octavo.providers.settings import Consent  # noqa: PLC0415 - as at the top

    return get_args(Consent)


def _price(parser: argparse.ArgumentParser, words: list[str]) -> Price:
    from pydantic import ValidationError  # noqa: PLC0415 - as at the top

    from octavo.session.prices import Price  # noqa: PLC0415

    read, written, currency = words if len(words) == 3 else ("", "", "")
    try:
        given = {"read": read, "written": written, "currency": currency.upper()}
        return Price.model_validate(given)
    except ValidationError:
        example = "price openai/gpt-5.2 1.75 14 USD"
        parser.error(f"a price is two amounts and a currency, such as: {example}")
