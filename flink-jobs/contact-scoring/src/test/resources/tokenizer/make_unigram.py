"""Makes unigram.json, a small tokenizer as XLM-R models have it, for TokenizerAgreementTest.

    pip install sentencepiece==0.2.3 && python make_unigram.py [nmt_nfkc FILE]

SentencePiece trains on sentences put together here. Its character map is compiled from rules of
this file: a part of NFKC, and replacements that overlap, vanish or grow. With nmt_nfkc the map is
SentencePiece's own, as XLM-R has it; too large to be kept here.
"""
import base64
import json
import pathlib
import random
import sys
import tempfile
import unicodedata

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

HERE = pathlib.Path(__file__).parent
WORDS = """\
my account was hacked please help refund charged twice the code never arrives coins stolen log in password
akaun saya kena hack tolong bantu duit tak masuk semalam kenapa tak boleh log masuk ditipu penjual barang rosak
akun saya dihack orang tolong dibantu saldo tidak bisa ditarik sudah tiga hari menunggu barang belum sampai
我的账号 被盗了 对方在买金币 退款什么时候到账 为什么 视频 被删除了 帮我 检查 一下 客服 没有 回复
アカウント ログイン できません 助けて カード 계정 해킹 도와주세요 บัญชี ช่วยด้วย ถูกแฮก
мой аккаунт взломали помогите حسابي تم اختراقه أرجو المساعدة खाता हैक हो गया मदद कर्ता ক্ষমা
tài khoản của tôi bị khóa größe straße été coração żółć İstanbul 😀 😭😭 👍🏽 👨‍👩‍👧 🇲🇾 © ™ ❤️
2026-10-03 49.99 RM350 $100 50% +60 12-345 a/b x=y (3x) !!! ??? ... "quoted" 'single' @user #tag
""".split()
# Unigram itself needs no rule for these; the library's way of applying a map does.
ODD_RULES = {
    "q": "qq",
    "Q\u0301": "[acute]",
    "Q": "kw",
    "\u00a9": "(c)",
    "\u00a9\u200d": "(c-joined)",
    "\u0915": "ka",
    "\u0600": "(number)",
    "\U000110bd": "(kaithi)",
    "\u00ad": "",
    "\u200b": "",
    "\u200e": "",
    "\ufeff": "",
    "\u0001": "",
    "\u007f": "",
    "\r\n": "\n",
    "\t": " ",
    "\n": " ",
    "\u00a0": " ",
    "\u3000": " ",
    "\u2003": " ",
    "\u2028": " ",
    "\ufffd": " ",
}
RANGES = [(0xA0, 0x17F), (0x1E00, 0x1EFF), (0x2100, 0x214F), (0x3040, 0x30FF), (0xFB00, 0xFB06), (0xFF00, 0xFFEF)]


def rules() -> dict[str, str]:
    found = {}
    for low, high in RANGES:
        for code_point in range(low, high + 1):
            character = chr(code_point)
            for form in (character, unicodedata.normalize("NFD", character)):
                mapped = unicodedata.normalize("NFKC", form)
                if mapped != form:
                    found[form] = mapped
    found |= ODD_RULES
    return found


def hex_of(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)


def train(folder: pathlib.Path, own_map: bool) -> sentencepiece_model_pb2.ModelProto:
    rng = random.Random(20261123)
    sentences = folder / "sentences.txt"
    sentences.write_text(
        "\n".join(" ".join(rng.choices(WORDS, k=rng.randint(2, 14))) for _ in range(3000)), encoding="utf-8"
    )
    table = folder / "rules.tsv"
    table.write_text(
        "".join(f"{hex_of(source)}\t{hex_of(target)}\n" for source, target in sorted(rules().items())), encoding="ascii"
    )
    sentencepiece.SentencePieceTrainer.train(
        input=str(sentences),
        model_prefix=str(folder / "model"),
        model_type="unigram",
        vocab_size=1500,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        **({"normalization_rule_tsv": str(table)} if own_map else {"normalization_rule_name": "nmt_nfkc"}),
    )
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString((folder / "model.model").read_bytes())
    return model


def tokenizer(model: sentencepiece_model_pb2.ModelProto) -> dict:
    """As the converters of XLM-R's files write it."""
    pieces = [piece for piece in model.pieces if piece.type == piece.NORMAL]
    # Repeated characters have many all but equal ways to be cut.
    extra = ["aa", "aaa", "xx", "▁▁", "😭😭", "\u0301", "哈哈", "哈哈哈", "</s", "s>"]
    known = {piece.piece for piece in pieces}
    vocabulary = [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0]]
    vocabulary += [[piece.piece, piece.score] for piece in pieces]
    vocabulary += [[piece, -9.368960380554199 - i / 7] for i, piece in enumerate(extra) if piece not in known]
    vocabulary += [["<mask>", 0.0]]
    special = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": len(vocabulary) - 1}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": i, "content": token, "single_word": False, "lstrip": token == "<mask>", "rstrip": False,
             "normalized": False, "special": True}
            for token, i in special.items()
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {
                    "type": "Precompiled",
                    "precompiled_charsmap": base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode(),
                },
                {"type": "Strip", "strip_left": False, "strip_right": True},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "▁"},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "pair": [],
            "special_tokens": {
                token: {"id": token, "ids": [special[token]], "tokens": [token]} for token in ("<s>", "</s>")
            },
        },
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False},
    }


def main() -> None:
    own_map = len(sys.argv) < 3
    target = HERE / "unigram.json" if own_map else pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        made = tokenizer(train(pathlib.Path(folder), own_map))
    target.write_text(json.dumps(made, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
