"""Words that no passage has: the nearest known ones, and longer ones, within bounds."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.engine.store.store import Delete, Insert, Store
from octavo.protocol.files import FileObject
from support import stores

TEXTS = (
    "The maintenance of the heating is paid by the landlord and not by the tenant.",
    "The deposit equals two rents. Form GS5002 has to be signed by both of them.",
)


async def put(
    store: Store, ids: Sequence[str], wanted: Sequence[str], compounds: Sequence[str] = ()
) -> dict[str, str | tuple[str, ...]]:
    """Return what stands for words: a word or two, or the compounds that are looked for, too."""
    found = await store.respelled(ids, wanted, compounds)
    longer = {one: tuple(it.written for it in them) for one, them in found.longer.items()}
    return {**found.errors, **found.forms, **longer}


@pytest.fixture
async def lease(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, texts=TEXTS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("depsoit", "deposit"),
        ("deposti", "deposit"),
        ("deposiit", "deposit"),
        ("edposit", "deposit"),
        ("deposits", None),
        ("eposit", None),  # the first letter is taken to be right
        ("landlrd", "landlord"),
        ("maintenence", None),  # the same stem
        ("maintanance", "maintenance"),
        ("mantenence", "maintenance"),
    ],
)
@pytest.mark.usefixtures("lease")
async def test_the_nearest_word_is_found(store: Store, word: str, meant: str | None) -> None:
    assert (await put(store, ["vs_1"], [word])).get(word) == meant


@pytest.mark.parametrize(
    "word",
    ["deposit", "deposits", "gs5003", "rnet", "penicillin", "12345", "", "猫", '"', "\ud800"],
)
@pytest.mark.usefixtures("lease")
async def test_known_short_far_and_numbered_words_stay(store: Store, word: str) -> None:
    assert await put(store, ["vs_1"], [word]) == {}


@pytest.mark.usefixtures("lease")
async def test_what_questions_are_made_of_is_not_misspelt(store: Store) -> None:
    """“Was passiert mit …?” is not about a password."""
    text = "Das Passwort wird nur in der Wohnung des Vermieters aufbewahrt und nicht woanders."
    await stores.add_file(store, "file-2", texts=(text,))
    assert await put(store, ["vs_1"], ["passiert"]) == {}
    assert await put(store, ["vs_1"], ["passwrot"]) == {"passwrot": "passwort"}


@pytest.mark.usefixtures("lease")
async def test_a_word_of_any_of_the_stores_is_known(store: Store) -> None:
    await store.apply(Insert(stores.vector_store("vs_2")))
    await stores.add_file(store, "file-2", vector_store_id="vs_2", texts=("A depsoit.",))
    assert await put(store, ["vs_1", "vs_2"], ["depsoit"]) == {}
    assert await put(store, ["vs_1"], ["depsoit"]) == {"depsoit": "deposit"}
    assert await put(store, ["vs_9"], ["depsoit"]) == await put(store, [], ["x"]) == {}


@pytest.mark.usefixtures("lease")
async def test_later_passages_are_known_at_once(store: Store) -> None:
    assert await put(store, ["vs_1"], ["turbin"]) == {}
    await stores.add_file(store, "file-2", texts=("The turbine of the plant was replaced.",))
    assert await put(store, ["vs_1"], ["turbien"]) == {"turbien": "turbine"}


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(st.characters(codec=None), max_size=40), max_size=30))
@pytest.mark.usefixtures("lease")
async def test_no_words_raise(store: Store, words: list[str]) -> None:
    """Security 13."""
    await store.respelled(["vs_1"], words, words)


@pytest.mark.usefixtures("lease")
async def test_many_long_unknown_words_are_bounded(store: Store) -> None:
    began = time.process_time()
    await put(store, ["vs_1"], [f"{'depositlandlord' * 10}{'x' * n}" for n in range(300)])
    assert time.process_time() - began < 2


@pytest.mark.usefixtures("lease")
async def test_words_that_went_with_their_passages_are_not_meant(store: Store) -> None:
    await stores.add_file(store, "file-2", texts=("The turbine of the plant was replaced.",))
    await store.apply(Delete(FileObject, "file-2"))
    assert await put(store, ["vs_1"], ["turbien"]) == {}


async def test_a_look_up_costs_little_among_many_words(store: Store) -> None:
    """Each is found among the stems that are about as long and begin alike, not among all."""
    await store.apply(Insert(stores.vector_store()))
    rng = random.Random(7)
    made = [
        "".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 11))) for _ in range(60_000)
    ]
    texts = [" ".join(made[start : start + 400]) for start in range(0, len(made), 400)]
    await stores.add_file(store, texts=(*texts, "The deposit is paid."))
    began = time.process_time()
    for _ in range(20):
        assert await put(store, ["vs_1"], ["depsoit"]) == {"depsoit": "deposit"}
    assert (time.process_time() - began) / 20 < 0.02


CONTRACT = (
    "Das Bruttogehalt ist in der Anlage genannt. Der Jahresurlaub beträgt 30 Tage.",
    "Die Überstunden werden mit einem Zuschlag von 25 Prozent vergütet.",
    "Für die Kündigung gilt eine Frist von drei Monaten. Der Anspruch auf das Zeugnis bleibt.",
)


@pytest.fixture
async def contract(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, texts=CONTRACT)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kündigungsfrist", "kündigung frist"),
        ("kuendigungsfrist", "kuendigung frist"),
        ("überstundenzuschlag", "überstunden zuschlag"),
        ("gehalt", ("bruttogehalt",)),
        ("monatsgehalt", "monat gehalt"),
        ("zeugnisanspruch", "zeugnis anspruch"),
        ("urlaub", ("jahresurlaub",)),  # the end says what it is, before the beginning
        ("pensionskasse", None),
        ("kündigungsschutz", "kündigungs schutz"),  # half of it is there, which is better than none
        ("wartefrist", "warte frist"),
        ("haustier", None),
        ("jahresurlaub", None),  # known as it is
        ("fristen", None),
        ("küdnigung", "kündigung"),  # a typing error beside an umlaut
        ("überstnuden", "überstunden"),
    ],
)
@pytest.mark.usefixtures("contract")
async def test_compounds_are_put_as_the_passages_do(
    store: Store, word: str, meant: str | tuple[str, ...] | None
) -> None:
    assert (await put(store, ["vs_1"], [word], [word])).get(word) == meant


@pytest.mark.usefixtures("contract")
async def test_only_words_that_may_be_compounds_are_taken_apart(store: Store) -> None:
    assert await put(store, ["vs_1"], ["kündigungsfrist"]) == {}


async def test_compounds_that_begin_with_a_word_need_another_word_behind_it(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    texts = (
        "Die Urlaubsansprüche verfallen mit dem Ende von jedem Jahr.",
        "Der Anspruch auf das Zeugnis bleibt, für die Mietereien ist er nicht da.",
    )
    await stores.add_file(store, texts=texts)
    wanted = ["urlaub", "mieter"]
    assert await put(store, ["vs_1"], wanted, wanted) == {"urlaub": ("urlaubsansprüche",)}


@pytest.mark.usefixtures("lease")
async def test_words_of_a_language_without_compounds_stay_whole(store: Store) -> None:
    assert await put(store, ["vs_1"], ["heatingdeposit"], ["heatingdeposit"]) == {}


async def test_words_that_went_with_their_passages_make_no_compound(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(
        store, texts=("Die Kündigung ist an das Haus und nicht an die Leitung zu richten.",)
    )
    await stores.add_file(store, "file-2", texts=("Die Frist ist in der Anlage.",))
    assert await put(store, ["vs_1"], ["kündigungsfrist"], ["kündigungsfrist"])
    await store.apply(Delete(FileObject, "file-1"), Delete(FileObject, "file-2"))
    assert await put(store, ["vs_1"], ["kündigungsfrist"], ["kündigungsfrist"]) == {}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("healthcare", "health care"),
        ("email", "e mail"),
        ("sub-contractor", "subcontractor"),
        ("non-disclosure", None),  # nowhere
        ("health-care", None),  # found as it is
        ("healthmail", None),  # both are there, apart from each other
        ("landlord-tenant", None),
        ("care-", None),
        ("-", None),
    ],
)
async def test_what_is_one_word_or_several_is_put_as_the_passages_do(
    store: Store, word: str, meant: str | None
) -> None:
    await store.apply(Insert(stores.vector_store()))
    texts = ("Health care is paid by the tenant.", "Send an e-mail to each subcontractor.")
    await stores.add_file(store, texts=texts)
    assert (await put(store, ["vs_1"], [word])).get(word) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aufzug", None),  # nobody types an f for an s: it is another word
        ("ausxug", "auszug"),  # x lies beside z
        ("auszog", None),  # a form of "ausziehen"
        ("auszig", "auszug"),  # i lies beside u
        ("auzsug", "auszug"),
        ("auszg", "auszug"),
    ],
)
async def test_short_words_are_not_turned_into_others(
    store: Store, typed: str, meant: str | None
) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, texts=("Bei Auszug ist die Wohnung zu streichen.",))
    assert (await put(store, ["vs_1"], [typed])).get(typed) == meant


async def test_usual_words_are_no_typing_errors_in_their_language(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    text = "Sie dürfen ein Fahrzeug führen und im Haus wohnen; the contract and the prize are here."
    await stores.add_file(store, texts=(text,))
    wanted = ["contact", "price", "wohnne"]
    assert (await store.respelled(["vs_1"], wanted, (), "en")).errors == {"wohnne": "wohnen"}
    found = await store.respelled(["vs_1"], ["fahren", "contact", "price"], (), "de")
    assert found.errors == {"contact": "contract", "price": "prize"}


async def test_another_ending_is_no_typing_error(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, texts=("Der Balkon ist zu verglasen und nicht zu streichen.",))
    found = await store.respelled(["vs_1"], ["verglast"], (), "de")
    assert (found.errors, found.forms) == ({}, {"verglast": "verglasen"})


async def test_the_compound_that_stands_there_most_often_comes_first(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    text = "Die Rotbuche ist alt. Nicht die Hainbuche, nur die Rotbuche ist krank."
    await stores.add_file(store, texts=(text,))
    (found,) = (await store.respelled(["vs_1"], ["buche"], ["buche"], "de")).longer.values()
    assert [(one.written, one.count, one.is_kind) for one in found] == [
        ("rotbuche", 2, True),
        ("hainbuche", 1, True),
    ]


async def test_many_kinds_of_a_word_are_bounded(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    rng = random.Random(3)
    made = ["".join(rng.choices("abdegiklmnorstu", k=9)) + "miete" for _ in range(20_000)]
    texts = [
        f"Das ist die {' und die '.join(made[at : at + 100])}." for at in range(0, len(made), 100)
    ]
    await stores.add_file(store, texts=texts)
    wanted = ["miete", "mieten", "altmiete", "neumiete", *(f"{one}miete" for one in made[:200])]
    began = time.process_time()
    found = await store.respelled(["vs_1"], wanted, wanted, "de")
    assert time.process_time() - began < 2
    assert all(len(them) <= 4 for them in found.longer.values())
