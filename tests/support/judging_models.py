"""Small models that read a question and a text together, written by the tests.

They know no language: they count how many of the question's word pieces the text has, which is
enough to see who is asked, with what, and what becomes of it. What they are made of (look-ups,
comparisons, sums) runs through the same runtime as a real model.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from octavo.models.judging import MODEL_FILE, TOKENIZER_FILE
from octavo.resources import resource

_PIECES = 30_522
_FIRST_WORD = 1_996  # pieces below are signs, letters and frames; "the" is 1,996
_EVERYDAY = 2_100  # and the few after it are in every sentence


def make_judging_model(
    folder: Path, *, kind: str = "number", steep: float = 8.0, needs: tuple[str, ...] = ()
) -> Path:
    """Write a model and its tokenizer into a folder.

    Args:
        folder: Made if needed.
        kind: ``number``: one logit; ``pair``: one for no and one for yes; ``reader``: logits of
            where an answer begins and ends; ``vectors``: something else altogether.
        steep: Logits between a text with none of the question's pieces and one with all.
        needs: Inputs besides those that it has.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL_FILE).write_bytes(_model(kind, steep, needs).SerializeToString())
    shutil.copyfile(resource("models", "minilm-int8", "tokenizer.json"), folder / TOKENIZER_FILE)
    return folder


def make_endless_model(folder: Path) -> Path:
    """Write a model that, once it is asked, counts for as long as it is let, and its tokenizer."""
    model = onnx.load(make_judging_model(folder) / MODEL_FILE)
    graph = model.graph
    (last,) = (one for one in graph.node if "logits" in one.output)
    graph.node.remove(last)
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["on"], ["on_and_on"]),
            helper.make_node("Identity", ["before"], ["after"]),
        ],
        "round",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("before", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("on_and_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("after", TensorProto.FLOAT, None),
        ],
    )
    rounds = {"rounds": np.array(1 << 62, dtype=np.int64), "yes": np.array(True)}
    graph.initializer.extend(numpy_helper.from_array(one, name) for name, one in rounds.items())
    graph.node.append(helper.make_node("Loop", ["rounds", "yes", "logit"], ["logits"], body=body))
    (folder / MODEL_FILE).write_bytes(model.SerializeToString())
    return folder


def _model(kind: str, steep: float, needs: tuple[str, ...]) -> onnx.ModelProto:
    weight = np.ones(_PIECES, dtype=np.float32)
    weight[:_EVERYDAY] = 0.0
    weight[_FIRST_WORD:_EVERYDAY] = 0.05
    constants = {
        "weight": weight,
        "zero": np.array(0, dtype=np.int64),
        "one": np.array(1, dtype=np.int64),
        "last": np.array([-1], dtype=np.int64),
        "middle": np.array([1], dtype=np.int64),
        "by_row": np.array([2], dtype=np.int64),
        "by_piece": np.array([1], dtype=np.int64),
        "small": np.array(1e-6, dtype=np.float32),
        "half": np.array(0.5, dtype=np.float32),
        "steep": np.array(steep, dtype=np.float32),
    }
    nodes = [
        helper.make_node("Equal", ["token_type_ids", "zero"], ["is_question"]),
        helper.make_node("Equal", ["token_type_ids", "one"], ["is_text"]),
        helper.make_node("Cast", ["is_question"], ["question"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["weight", "input_ids"], ["weights"]),
        helper.make_node("Mul", ["question", "weights"], ["asked"]),
        # same[i, j]: piece i is the same as piece j, which is of the text
        helper.make_node("Unsqueeze", ["input_ids", "last"], ["down"]),
        helper.make_node("Unsqueeze", ["input_ids", "middle"], ["across"]),
        helper.make_node("Equal", ["down", "across"], ["alike"]),
        helper.make_node("Unsqueeze", ["is_text", "middle"], ["text_across"]),
        helper.make_node("And", ["alike", "text_across"], ["same"]),
        helper.make_node("Cast", ["same"], ["same_numbers"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMax", ["same_numbers", "by_row"], ["there"], keepdims=0),
        helper.make_node("Mul", ["asked", "there"], ["found"]),
        helper.make_node("ReduceSum", ["found", "by_piece"], ["has"], keepdims=1),
        helper.make_node("ReduceSum", ["asked", "by_piece"], ["wants"], keepdims=1),
        helper.make_node("Add", ["wants", "small"], ["wanted"]),
        helper.make_node("Div", ["has", "wanted"], ["share"]),
        helper.make_node("Sub", ["share", "half"], ["centred"]),
        helper.make_node("Mul", ["centred", "steep"], ["logit"]),
    ]
    of_pieces = ["pairs", "pieces"]
    match kind:
        case "number":
            nodes.append(helper.make_node("Identity", ["logit"], ["logits"]))
            outputs = {"logits": ["pairs", 1]}
        case "pair":
            nodes.append(helper.make_node("Neg", ["logit"], ["no"]))
            nodes.append(helper.make_node("Concat", ["no", "logit"], ["logits"], axis=1))
            outputs = {"logits": ["pairs", 2]}
        case "reader":
            # A piece of the text has the pair's logit, all others none.
            nodes.append(helper.make_node("Cast", ["is_text"], ["text"], to=TensorProto.FLOAT))
            nodes.append(helper.make_node("Mul", ["text", "logit"], ["start_logits"]))
            nodes.append(helper.make_node("Identity", ["start_logits"], ["end_logits"]))
            outputs = {"start_logits": of_pieces, "end_logits": of_pieces}
        case _:
            nodes.append(helper.make_node("Identity", ["weights"], ["last_hidden_state"]))
            outputs = {"last_hidden_state": of_pieces}
    graph = helper.make_graph(
        nodes,
        "overlap",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, of_pieces)
            for name in ("input_ids", "attention_mask", "token_type_ids", *needs)
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in outputs.items()
        ],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
