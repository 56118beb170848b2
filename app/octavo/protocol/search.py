"""Searching a vector store, and reading the passages of one of its files."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from octavo.protocol.base import AttributeValue, Part, Reply, Request

MOST_QUERIES = 16
"""Queries of one search; each is searched on its own."""

LONGEST_QUERY = 10_000
"""Characters of a query; a question is far shorter, and a model reads its beginning only."""

MOST_COMPARISONS = 128
DEEPEST_FILTER = 8
"""How many comparisons a filter may have, and how deep its groups may lie in each other."""

INCLUDE_RECTS = "rects"
"""What ``include[]`` may ask of a file's passages: where they lie on their pages."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF points, origin at the bottom left of the unrotated page."""


class ComparisonFilter(Part):
    """One attribute compared with a value; with ``in`` and ``nin``, with a list of values.

    A file that lacks the attribute, or has another kind of value there, is not equal to the
    value and neither above nor below it: only ``ne`` and ``nin`` let it through.
    """

    type: Literal["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin"]
    key: Annotated[str, Field(min_length=1, max_length=64)]
    value: AttributeValue | Annotated[list[AttributeValue], Field(max_length=1000)]

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        if isinstance(self.value, list) != (self.type in {"in", "nin"}):
            kind = "a list" if self.type in {"in", "nin"} else "one value, not a list"
            raise ValueError(f"'{self.type}' compares with {kind}")
        if self.type in {"gt", "gte", "lt", "lte"} and isinstance(self.value, bool):
            raise ValueError(f"'{self.type}' compares numbers or text, not true and false")
        return self


class CompoundFilter(Part):
    """Several filters of which all or any must hold."""

    type: Literal["and", "or"]
    filters: Annotated[list[Filter], Field(min_length=1, max_length=MOST_COMPARISONS)]


def _kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    # compared one by one: what came may be a list, which no set can be asked for
    return "compound" if kind in ("and", "or") else "comparison"


Filter = Annotated[
    Annotated[ComparisonFilter, Tag("comparison")] | Annotated[CompoundFilter, Tag("compound")],
    Discriminator(_kind),
]


def _check_filter(value: Filter) -> Filter:
    level: list[Filter] = [value]
    comparisons = 0
    for _ in range(DEEPEST_FILTER):
        groups = [one for one in level if isinstance(one, CompoundFilter)]
        comparisons += len(level) - len(groups)
        if comparisons > MOST_COMPARISONS:
            raise ValueError(f"a filter has at most {MOST_COMPARISONS} comparisons")
        level = [one for group in groups for one in group.filters]
    if level:
        raise ValueError(f"groups of filters lie at most {DEEPEST_FILTER} deep in each other")
    return value


CheckedFilter = Annotated[Filter, AfterValidator(_check_filter)]
"""A filter that is neither too long nor too deep."""


class SearchRankingOptions(Part):
    """How results are ranked and from which score they count.

    Octavo has one ranking, so every ranker gives the same order.
    """

    ranker: Literal["none", "auto", "default-2024-11-15"] | None = None
    score_threshold: Annotated[float, Field(ge=0, le=1)] = 0.0


def _check_query(value: object) -> object:
    queries = value if isinstance(value, list) else [value]
    texts = [query for query in queries if isinstance(query, str)]
    if len(texts) != len(queries):
        raise ValueError("a query is text, or a list of texts")
    if not texts or len(texts) > MOST_QUERIES:
        raise ValueError(f"give one to {MOST_QUERIES} queries")
    for query in texts:
        if not query.strip():
            raise ValueError("a query has at least one character that is not white space")
        if len(query) > LONGEST_QUERY:
            raise ValueError(f"a query has at most {LONGEST_QUERY:,} characters")
    return value


class SearchVectorStoreRequest(Request):
    """A search; several queries share the results fairly.

    ``rewrite_query`` does not change what is found: words that mean nothing by themselves are
    left out of the search by words in any case. With it, ``search_query`` of the reply shows the
    words that were looked for.
    """

    query: Annotated[str | list[str], BeforeValidator(_check_query)]
    rewrite_query: bool = False
    max_num_results: Annotated[int, Field(ge=1, le=50)] = 10
    filters: CheckedFilter | None = None
    ranking_options: SearchRankingOptions | None = None


class SearchResultContent(Reply):
    """The text of a passage."""

    type: Literal["text"] = "text"
    text: str


class SearchResult(Reply):
    """A passage that was found; ``page`` and what follows are Octavo's own fields."""

    file_id: str
    filename: str
    score: Annotated[float, Field(ge=0, le=1)]
    attributes: dict[str, AttributeValue] | None
    content: list[SearchResultContent]
    page: int | None = None
    page_label: str | None = None
    quote: str | None = None
    rects: list[Rect] | None = None


class SearchResultsPage(Reply):
    """What a search found, best first."""

    object: Literal["vector_store.search_results.page"] = "vector_store.search_results.page"
    search_query: list[str]
    data: list[SearchResult]
    has_more: bool
    next_page: str | None


class FilePassage(Reply):
    """A passage of a file; ``page`` and what follows are Octavo's own fields."""

    type: Literal["text"] = "text"
    text: str
    page: int | None = None
    page_label: str | None = None
    quote: str | None = None
    rects: list[Rect] | None = None


class FileContentPage(Reply):
    """The passages of a file in their order; ``next_page`` is a value for ``after``."""

    object: Literal["vector_store.file_content.page"] = "vector_store.file_content.page"
    data: list[FilePassage]
    has_more: bool
    next_page: str | None


class FileContentQuery(Request):
    """All passages, or with a limit so many after a place that a reply named."""

    limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    after: str | None = None
