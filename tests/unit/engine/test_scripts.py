"""Documents in other languages and scripts: taken in, found and quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.app import Engine
from octavo.engine.search import Searcher
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, CreateVectorStoreRequest
from support.embedding import HashEmbedder
from support.pdfs import make_pdf
from support.scripts import make_cjk, make_right_to_left

CJK = {
    "zh": (
        "本租赁合同期限为两年，自2024年1月1日起生效，双方另有约定的除外。",
        "每月租金为九百元，应于每月第一个工作日支付给出租人，逾期须支付滞纳金。",
        "承租人经邻居同意后可以饲养猫或狗。",
    ),
    "ja": (
        "本契約の期間は二年間とし、双方の合意により延長することができる。",
        "家賃は月額九万円とし、毎月一日に支払うものとする。",
        "借主は隣人の同意を得て猫または犬を飼うことができる。",
    ),
    "ko": (
        "이 임대차 계약의 기간은 2년이며 쌍방의 합의로 연장할 수 있다.",
        "월세는 구십만 원이며 매월 첫째 날에 지불해야 한다.",
        "임차인은 이웃의 동의를 얻어 고양이나 개를 키울 수 있다.",
    ),
}
ARABIC = (
    "مدة عقد الإيجار سنتان تبدأ من أول يناير.\n\n"
    "يبلغ الإيجار الشهري 900 دينار ويدفع في أول يوم من كل شهر.\n\n"
    "يجوز للمستأجر أن يحتفظ بقطة أو كلب في المنزل."
)
HEBREW = (
    "משך חוזה השכירות הוא שנתיים החל מינואר.\n\n"
    "דמי השכירות הם 900 שקל לחודש ומשולמים בראשון לכל חודש.\n\n"
    "השוכר רשאי להחזיק חתול או כלב בדירה."
)
LATIN = {
    "de": ("Die Kündigungen der Mieter sind in diesem Jahr gestiegen.", "Wie viele Kündigung?"),
    "fr": ("Les locataires ont résilié leurs contrats dans les délais.", "Quel contrat ?"),
    "es": ("Las organizaciones han presentado los contratos de la obra.", "¿Qué contrato?"),
    "ru": ("Сроки договоров были изменены по просьбе сторон.", "Какой договор?"),
}


async def taken_in(client: Client, path: Path) -> str:
    store = await client.create_vector_store(CreateVectorStoreRequest(name="Lease"))
    file = await client.upload_file(path)
    await client.create_vector_store_file(store.id, CreateVectorStoreFileRequest(file_id=file.id))
    entry = await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.02
    )
    assert entry.status == "completed"
    return store.id


@pytest.fixture
def answerer(engine: Engine, embedder: HashEmbedder) -> ExtractiveAnswerer:
    store = engine._services.store
    return ExtractiveAnswerer(store, Searcher(store, embedder))


@pytest.mark.parametrize(
    ("language", "question", "page"),
    [
        ("zh", "租金是多少？", 2),
        ("zh", "可以饲养猫吗？", 3),
        ("zh", "合同期限是多久？", 1),
        ("ja", "家賃はいくらですか？", 2),
        ("ja", "猫は？", 3),
        ("ko", "월세는 얼마입니까?", 2),
        ("ko", "고양이를 키울 수 있습니까?", 3),
    ],
)
async def test_writing_without_spaces_is_found_and_quoted(
    client: Client,
    answerer: ExtractiveAnswerer,
    tmp_path: Path,
    language: str,
    question: str,
    page: int,
) -> None:
    store_id = await taken_in(client, make_cjk(tmp_path / "lease.pdf", language, CJK[language]))
    answer = await answerer.answer(question, [store_id])
    assert answer.kind == "quotes"
    first = answer.quotes[0]
    assert first.page == page
    assert first.verified
    assert "".join(first.quote.split()) in "".join(CJK[language][page - 1].split())
    assert answer.passages[0].chunk.language == language


@pytest.mark.parametrize("question", ["核反应堆的温度是多少？", "火星"])
async def test_what_a_chinese_document_does_not_cover_is_said(
    client: Client, answerer: ExtractiveAnswerer, tmp_path: Path, question: str
) -> None:
    store_id = await taken_in(client, make_cjk(tmp_path / "lease.pdf", "zh", CJK["zh"]))
    assert (await answerer.answer(question, [store_id])).kind == "not_covered"


@pytest.mark.parametrize(
    ("system", "text", "question", "expected"),
    [
        ("Arabic", ARABIC, "كم يبلغ إيجار الشهر؟", "900"),
        ("Arabic", ARABIC, "هل يجوز للمستأجر الاحتفاظ بكلب؟", "بقطة"),
        ("Hebrew", HEBREW, "כמה דמי השכירות?", "900"),
        ("Hebrew", HEBREW, "האם השוכר רשאי להחזיק כלב?", "חתול"),
    ],
)
async def test_writing_from_right_to_left_is_found_and_quoted(
    client: Client,
    answerer: ExtractiveAnswerer,
    tmp_path: Path,
    system: str,
    text: str,
    question: str,
    expected: str,
) -> None:
    path = make_right_to_left(tmp_path / "lease.pdf", system, text)
    if path is None:
        pytest.skip(f"no font here has {system} letters")
    answer = await answerer.answer(question, [await taken_in(client, path)])
    assert answer.kind == "quotes"
    assert expected in answer.quotes[0].quote
    assert answer.quotes[0].verified


@pytest.mark.parametrize("language", LATIN)
async def test_other_forms_of_a_word_are_found_by_the_language_of_the_document(
    client: Client, engine: Engine, tmp_path: Path, language: str
) -> None:
    text, question = LATIN[language]
    path = tmp_path / "notes.txt"
    path.write_text(f"{text}\n" * 2 + "Garten 12.\n", encoding="utf-8")
    store_id = await taken_in(client, path)
    found = await Searcher(engine._services.store, HashEmbedder()).search(
        [store_id], question, limit=3
    )
    assert found[0].chunk.language == language
    assert found[0].words == 1


async def test_a_document_in_english_keeps_no_other_stems(
    client: Client, engine: Engine, tmp_path: Path
) -> None:
    page = "The tenants have signed all of the contracts and returned them to the landlord."
    store_id = await taken_in(client, make_pdf(tmp_path / "a.pdf", [page]))
    store = engine._services.store
    (hit,) = await store.search_words([store_id], ["contract"], 9)
    (chunk,) = await store.chunks([hit.chunk_id])
    assert chunk.language == "en"
