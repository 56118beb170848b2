"""``octavo providers`` and ``octavo ask --provider``, with right and wrong input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.asking import LEASE
from support.model_server import ModelServer, chunk, head, refuses, says, sends
from support.model_server_thread import threaded_model_server
from support.pdfs import make_pdf
from support.scripted_responses import responds
from support.summarising import repeats
from unit.cli.conftest import Octavo


@pytest.fixture
def host() -> Iterator[ModelServer]:
    with threaded_model_server() as made:
        yield made


def test_a_provider_is_added_tried_agreed_to_and_removed(octavo: Octavo, host: ModelServer) -> None:
    assert octavo("providers")[1].startswith("There are no providers.")
    code, out, _ = octavo("providers", "add", "tiny", host.url)
    assert (code, out.splitlines()[0]) == (0, f"tiny is added: {host.url}")
    assert octavo("providers", "test", "tiny")[1].endswith("answers and has 1 model.\n")
    assert octavo("providers", "models", "tiny")[1] == "tiny\n"
    assert octavo("providers")[1] == f"tiny\t{host.url}\tnot agreed yet\n"
    assert "Whole files are not sent." in octavo("providers", "allow", "tiny")[1]
    (listed,) = json.loads(octavo("providers", "list", "--json")[1])
    assert listed["allowed"] == host.url.removesuffix("/v1")
    assert octavo("providers", "remove", "tiny")[0] == 0
    assert octavo("providers", "list", "--json")[1] == "[]\n"


def test_well_known_hosts_need_no_address(octavo: Octavo) -> None:
    assert "http://127.0.0.1:11434/v1" in octavo("providers", "add", "Ollama")[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add",), "needs the NAME"),
        (("add", "other"), "The address of “other” is not known"),
        (("add", "Bad Name", "http://127.0.0.1:1/v1"), "cannot name a provider"),
        (("add", "x", "ftp://127.0.0.1"), "not an http or https address"),
        (("add", "x", "http://k@127.0.0.1/v1"), "must not carry a name"),
        (("add", "x", "http://127.0.0.1:1/v1", "more"), "takes 2 words"),
        (("add", "x", "http://127.0.0.1:1/v1", "--context", "5"), "--context is"),
        (("add", "x", "http://127.0.0.1:1/v1", "--ca-file", "/no/such"), "no file “/no/such”"),
        (("add", "x", "http://127.0.0.1:1/v1", "--background"), "Only hosts that speak the Resp"),
        (
            ("add", "x", "http://127.0.0.1:1/v1", "--api", "telepathy"),
            "--api: “telepathy” is none of: chat",
        ),
        (("dance",), "“dance” is none of: list, find"),
        (("list", "x"), "takes no words"),
        (("test", "nobody"), "There is no provider “nobody”"),
        (("key", "nobody"), "There is no provider “nobody”"),
        (("test", "local"), "“local” stands for the models on this computer and is no provider."),
    ],
)
def test_wrong_input_says_what_is_wrong(
    octavo: Octavo, words: tuple[str, ...], reason: str
) -> None:
    code, _, err = octavo("providers", *words)
    assert code == 2
    assert reason in err


def test_a_test_names_what_failed(octavo: Octavo, host: ModelServer) -> None:
    octavo("providers", "add", "dead", "http://127.0.0.1:9/v1")
    code, _, err = octavo("providers", "test", "dead")
    assert code == 3
    assert "127.0.0.1:9 cannot be reached" in err
    octavo("providers", "add", "tiny", host.url)
    host.script = [refuses(404, "model 'huge' not found")]
    code, _, err = octavo("providers", "test", "tiny", "huge")
    assert code == 3
    assert "does not have the model: model 'huge' not found" in err


def test_a_connection_that_is_not_encrypted_is_warned_of(octavo: Octavo) -> None:
    """Security 6."""
    _, _, err = octavo("providers", "add", "far", "http://models.example/v1")
    assert "is not encrypted" in err


def test_without_a_keychain_a_key_is_not_kept_but_may_come_from_the_environment(
    octavo: Octavo, host: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Security 8."""
    code, _, err = octavo("providers", "add", "tiny", host.url, "--key", given="sk-secret\n")
    assert code == 2
    assert "no keychain" in err
    assert "sk-secret" not in err
    origin = host.url.removesuffix("/v1")
    monkeypatch.setenv("OCTAVO_KEYS", f"https://elsewhere.example=sk-other {origin}=sk-right")
    octavo("providers", "test", "tiny")
    assert host.others[-1].headers["authorization"] == "Bearer sk-right"
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert b"sk-" not in kept


def test_a_model_writes_the_answer_once_somebody_agreed(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    octavo("providers", "add", "tiny", host.url)
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))
    question = "How much is the deposit?"
    code, _, err = octavo("ask", "--provider", "tiny", file, question)
    assert code == 2
    assert "nobody has agreed" in err
    assert not host.seen
    octavo("providers", "allow", "tiny")
    busy = refuses(429, "Slow down", retry_after_ms="10")
    said = says("The deposit amounts to 2,400 euros. The landlord owns nine old horses.")
    host.script = [busy, said]
    code, out, err = octavo("ask", "--provider", "tiny", file, question)
    assert code == 0
    assert "takes no more requests now: Slow down" in err
    assert "Asking again in" in err
    assert out == (
        "The deposit amounts to 2,400 euros.\n    lease.pdf, page 3\n\n"
        "The landlord owns nine old horses. [not found in the documents]\n\n"
        "— written by tiny/tiny, checked against the documents\n"
    )
    answer = json.loads(octavo("ask", "--json", "--provider", "tiny", file, question)[1])
    assert answer["kind"] == "written"
    assert answer["model"] == "tiny/tiny"
    assert answer["unsupported"] == ["The landlord owns nine old horses."]
    assert answer["quotes"][0]["page"] == 3
    host.script = [says("The landlord owns nine old horses.")]
    code, out, _ = octavo("ask", "--provider", "tiny", file, question)
    assert code == 1  # the model says something, and the documents nothing of it
    assert "[not found in the documents]" in out


def test_an_answer_that_broke_off_is_printed_as_far_as_it_came(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    """Security 5: the partial answer kept and marked."""
    octavo("providers", "add", "tiny", host.url)
    octavo("providers", "allow", "tiny")
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))
    words = ("ask", "--provider", "tiny", file, "How much is the deposit?")
    begun = chunk({"content": "The deposit amounts to 2,400 euros. And"})
    host.script = [sends(head(), begun)]
    code, out, err = octavo(*words)
    assert code == 3
    assert out.startswith("The deposit amounts to 2,400 euros.\n    lease.pdf, page 3\n")
    assert "octavo: The answer is not whole. The answer of 127.0.0.1:" in err
    assert "broke off before its end" in err
    code, out, _ = octavo(*words, "--json")
    assert code == 3
    assert "broke off before its end" in json.loads(out)["broke_off"]
    host.script = [sends(head(), chunk({}))]  # before its first word
    code, out, _ = octavo(*words)
    assert code == 0
    assert "Instead, this is what the documents say" in out


def test_a_model_that_will_be_switched_off_is_warned_of(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    host.models = [{"id": "tiny", "shutdown_date": "2027-01-31"}]
    host.script = [says("The deposit amounts to 2,400 euros.")]
    octavo("providers", "add", "tiny", host.url)
    octavo("providers", "allow", "tiny")
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))
    warned = "tiny will be switched off by its host: 2027-01-31."
    assert warned in octavo("ask", "--provider", "tiny", file, "How much is the deposit?")[2]
    assert warned in octavo("providers", "test", "tiny", "tiny")[2]
    host.models = [{"id": "tiny"}]
    assert octavo("providers", "test", "tiny", "tiny")[2] == ""


def test_a_model_summarises_a_file_and_where_it_fails_the_file_speaks_for_itself(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    octavo("providers", "add", "tiny", host.url)
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))
    command = ("summarise", "--provider", "tiny", file)
    host.script = [refuses(401, "Who are you?")]
    code, out, err = octavo(*command)  # nothing leaves this computer, so nobody has to agree
    assert code == 0
    assert "Who are you?" in err
    assert "in its own sentences:" in err
    assert "“The deposit amounts to 2,400 euros and is returned within six weeks.”" in out
    busy = refuses(429, "Slow down", retry_after_ms="10")
    said = says("The deposit amounts to 2,400 euros [3].\nThe landlord owns nine old horses.")
    host.script = [busy, said]
    code, out, err = octavo(*command)
    assert code == 0
    assert "tiny/tiny reads it in one go…" in err
    assert f"All the text is sent to {host.url.removesuffix('/v1')} (this computer)" in err
    assert "Slow down.\n  Asking again in" in err
    assert out == (
        "lease.pdf · 3 pages\n───────────────────\n\n"
        "The deposit amounts to 2,400 euros.\n    page 3\n\n"
        "The landlord owns nine old horses. [not found in the document]\n\n"
        "— written by tiny/tiny, checked against the document\n"
    )
    asked = len(host.seen)
    [told] = json.loads(octavo(*command, "--json")[1])["summaries"]
    assert told["written"]["model"] == "tiny/tiny"
    assert [one["supported"] for one in told["written"]["statements"]] == [True, False]
    assert len(host.seen) == asked  # it is kept


def test_a_summary_by_parts_names_the_pages_of_each(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    octavo("providers", "add", "tiny", host.url, "--context", "1000")
    octavo("providers", "allow", "tiny")
    host.script = [repeats(2)]
    pages = [f"{page}\n\n" + " ".join(["It is so."] * 150) for page in LEASE]
    file = str(make_pdf(tmp_path / "lease.pdf", pages))
    code, out, err = octavo("summarise", "--provider", "tiny", file)
    assert code == 0
    assert "tiny/tiny reads it in " in err
    whole, _, parts = out.partition("Part by part")
    assert "    page " in whole
    assert "  Deposit (page 3)" in parts


def test_which_model_is_asked_for_where_there_are_several(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    octavo("providers", "add", "tiny", host.url)
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE))
    assert octavo("ask", "--model", "a", file, "Why?")[0] == 2
    host.models = [{"id": "a"}, {"id": "b"}]
    code, _, err = octavo("ask", "--provider", "tiny", file, "Why?")
    assert code == 2
    assert "There are: a, b." in err


def test_a_host_of_responses_is_asked_by_them_and_a_background_is_agreed_to_anew(
    octavo: Octavo, host: ModelServer
) -> None:
    octavo("providers", "add", "tiny", host.url, "--api", "responses")
    host.script = [responds("ready")]
    assert "tiny answers." in octavo("providers", "test", "tiny", "tiny")[1]
    assert host.seen[0].path == "/v1/responses"
    assert "told to keep none of it" in octavo("providers", "allow", "tiny")[1]
    assert octavo("providers", "add", "tiny", "--background")[0] == 0
    assert octavo("providers")[1] == f"tiny\t{host.url}\tnot agreed yet\n"
    assert "keeps each answer" in octavo("providers", "allow", "tiny")[1]
    assert octavo("providers")[1] == f"tiny\t{host.url}\tagreed: answers\n"
    assert octavo("providers", "add", "tiny", "--no-background")[0] == 0
    assert octavo("providers")[1] == f"tiny\t{host.url}\tagreed: answers\n"


def test_openai_is_asked_by_responses(octavo: Octavo) -> None:
    octavo("providers", "add", "openai")
    (listed,) = json.loads(octavo("providers", "--json")[1])
    assert (listed["kind"], listed["background"]) == ("responses", False)


def test_hosts_on_this_computer_are_found_and_added_once(
    octavo: Octavo, host: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {"ollama": host.url, "vllm": "http://127.0.0.1:9/v1"}
    monkeypatch.setattr("octavo.providers.discovery.USUAL_PLACES", places)
    octavo("providers", "add", "ollama", "http://far.example/v1")
    assert octavo("providers", "find")[1] == f"ollama-2 is added: {host.url}\n"
    assert f"ollama-2\t{host.url}\tnot agreed yet" in octavo("providers")[1]
    assert octavo("providers", "find")[1].startswith("Nothing new answers")


def test_that_a_host_embeds_collections_is_agreed_to_apart(
    octavo: Octavo, host: ModelServer
) -> None:
    octavo("providers", "add", "tiny", host.url)
    code, out, _ = octavo("providers", "allow", "tiny", "embeddings")
    assert code == 0
    assert "the whole text of the collection’s documents" in out
    assert "The files themselves are not sent." in out
    assert octavo("providers")[1] == f"tiny\t{host.url}\tagreed: embeddings\n"
    octavo("providers", "allow", "tiny", "answers")
    assert octavo("providers")[1] == f"tiny\t{host.url}\tagreed: answers, embeddings\n"
    assert "documents are sent whole" in octavo("providers", "allow", "tiny", "files")[1]
    assert octavo("providers")[1] == f"tiny\t{host.url}\tagreed: answers, embeddings, files\n"
    # Another address asks for all again.
    octavo("providers", "add", "tiny", "http://127.0.0.1:1/v1")
    assert octavo("providers")[1] == "tiny\thttp://127.0.0.1:1/v1\tnot agreed yet\n"
    code, _, err = octavo("providers", "allow", "tiny", "everything")
    assert code == 2
    assert "answers, embeddings, files, summaries" in err


def test_usage_is_told_by_month_and_model_with_costs_by_ones_own_prices(
    octavo: Octavo, host: ModelServer, tmp_path: Path
) -> None:
    assert octavo("providers", "usage")[1].startswith("No model has answered yet.")
    octavo("providers", "add", "tiny", host.url)
    octavo("providers", "allow", "tiny")
    file = str(make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))
    host.script = [says("The deposit amounts to 2,400 euros.", usage=(1500, 40))]
    assert octavo("ask", "--provider", "tiny", file, "How much is the deposit?")[0] == 0
    code, out, _ = octavo("providers", "usage")
    month, line, *rest = out.splitlines()
    assert code == 0
    assert len(month) == len("2026-11")
    assert line == "  tiny/tiny\t1 answer\t1,500 tokens read, 40 written"
    assert rest[-1].startswith("No prices are set")
    code, out, _ = octavo("providers", "price", "tiny/tiny", "2", "10", "eur")
    assert (code, out) == (
        0,
        "A million tokens of tiny/tiny cost 2 EUR to read and 10 EUR to write.\n",
    )
    month, line = octavo("providers", "usage")[1].splitlines()
    assert month.endswith("\t0.0034 EUR")
    assert line.endswith("\t1,500 tokens read, 40 written\t0.0034 EUR")
    (told,) = json.loads(octavo("providers", "usage", "--json")[1])
    assert (told["cost"], told["currency"], told["answers"]) == ("0.0034", "EUR", 1)
    assert octavo("providers", "price", "tiny/tiny")[1] == "tiny/tiny has no price any more.\n"
    assert json.loads(octavo("providers", "usage", "--json")[1])[0]["cost"] is None


@pytest.mark.parametrize("words", [[], ["tiny/tiny", "2"], ["tiny/tiny", "2", "-1", "EUR"]])
def test_a_price_that_is_none_is_refused(octavo: Octavo, words: list[str]) -> None:
    code, _, err = octavo("providers", "price", *words)
    assert code == 2
    assert "price" in err


def test_a_summary_by_another_computer_says_what_it_would_send_and_how_to_agree(
    octavo: Octavo, tmp_path: Path
) -> None:
    file = tmp_path / "lease.txt"
    file.write_text("The rent is due on the first day of each month.")
    octavo("providers", "add", "far", "https://models.example/v1")
    octavo("providers", "allow", "far")
    code, out, err = octavo("summarise", "--provider", "far", "--model", "m", str(file))
    assert (code, out) == (2, "")
    assert "Nothing was sent to https://models.example" in err
    assert "Now this sends all text of “lease.txt” (1 document, 1 kB)." in err
    assert "octavo providers allow far summaries" in err

    assert octavo("providers", "allow", "far", "summaries")[0] == 0
    assert "agreed: answers, summaries" in octavo("providers")[1]
    assert octavo("providers", "withdraw", "far", "summaries")[0] == 0
    assert octavo("providers")[1].endswith("agreed: answers\n")
    assert octavo("providers", "withdraw", "far", "nonsense")[0] == 2
