"""Tests of the official SDK's suite that Octavo does not pass, and why: the whole list.

The suite was made against a mock that answers anything whose types fit; these tests ask for what
the interface itself forbids. Each must fail, and with the words given here.
"""

from __future__ import annotations

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Tests that end in an error on purpose.

    Args:
        tests: Matches ``file::test`` without the parameters in brackets.
        says: Words of the error that each of them must end in.
        reason: Why the request is refused.
    """

    tests: re.Pattern[str]
    says: str
    reason: str


REFUSALS = (
    Refusal(
        re.compile(r".*::test_method_list(_files)?_with_all_params"),
        "Invalid value for 'limit'",
        "a page has at least one object, these ask for limit=0",
    ),
    Refusal(
        re.compile(
            r"beta/test_(assistants|threads)\.py"
            r"::test_method_create(_and_run)?_with_all_params(_overload_[12])?"
        ),
        "Give either vector_store_ids or vector_stores",
        "the document lets an assistant or a thread name a store or describe a new one, not both",
    ),
    Refusal(
        re.compile(
            r"vector_stores/test_file_batches\.py"
            r"::test_(method|raw_response|streaming_response)_create(_with_all_params)?"
        ),
        "give either file_ids or files",
        "a batch has file_ids or files; these give both or neither",
    ),
    Refusal(
        re.compile(
            r"beta/threads/test_runs\.py"
            r"::test_(method|raw_response|streaming_response)_submit_tool_outputs_overload_[12]"
        ),
        "Missing required parameter: 'tool_outputs.0.tool_call_id'",
        "an output that names no call, as these give, answers none",
    ),
)
