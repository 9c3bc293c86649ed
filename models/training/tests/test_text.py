import random

import numpy as np

from triage_training.augment import mistype, vary
from triage_training.lexicon import CodeSwitcher, IdentitySwitcher, read_lexicon
from triage_training.vocabulary import HEAD_PIECES, MAX_TOKENS, TAIL_PIECES, build_vocabulary, make_tokenizer, shorten

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "pass", "##word", "退", "款", "<", ">", "card"]


def test_the_tokenizer_lowers_case_splits_words_chinese_and_masks():
    tokens = make_tokenizer(PIECES).encode("PassWord退款 <card> zzz").tokens
    assert tokens == ["[CLS]", "pass", "##word", "退", "款", "<", "card", ">", "[UNK]", "[SEP]"]


def test_a_long_text_keeps_its_head_and_its_tail():
    ids = [2, *range(100, 1100), 3]
    short = shorten(ids)
    assert len(short) == MAX_TOKENS == HEAD_PIECES + TAIL_PIECES + 2
    assert short[0] == 2 and short[-1] == 3
    assert short[1:161] == ids[1:161] and short[161:-1] == ids[-95:-1]


def test_a_text_that_just_fits_is_left_alone():
    ids = [2, *range(254), 3]
    assert shorten(ids) == ids


def test_a_switched_text_has_the_translation_and_keeps_the_rest():
    switched, _ = CodeSwitcher(read_lexicon()).switch("xq refund xq", "en", random.Random(0), share=1.0)
    assert switched.startswith("xq ") and switched.endswith(" xq") and "refund" not in switched


def test_the_same_seed_gives_the_same_variant():
    switcher = CodeSwitcher(read_lexicon())
    variants = {vary("please help, my account is locked", "en", random.Random(3), switcher, IdentitySwitcher(), ["ok"])[0] for _ in range(3)}
    assert len(variants) == 1


def test_a_group_of_people_is_replaced_by_another_throughout():
    text = "Muslims and Sikhs are welcome, my Muslim neighbour says. Muslims!"
    switched = IdentitySwitcher().switch(text, "en", random.Random(2))
    first, second = switched.split(" ")[0], switched.split(" ")[2]
    assert first.casefold() != "muslims" and switched.endswith(first + "!") and second.casefold() != "sikhs"
    assert " are welcome, my " in switched and "Muslim" not in switched


def test_chinese_and_malay_groups_are_replaced_and_ambiguous_words_stay():
    switcher = IdentitySwitcher()
    assert "穆斯林" not in switcher.switch("我是穆斯林", "zh", random.Random(1))
    assert "Kelantan" not in switcher.switch("kawan saya orang Kelantan", "ms", random.Random(1))
    assert switcher.switch("the black screen is old", "en", random.Random(1)) == "the black screen is old"
    assert switcher.switch("Muslims", "other", random.Random(1)) == "Muslims"


def test_mistyping_survives_tiny_texts():
    assert [mistype(text, random.Random(1)) for text in ("", "a", "ab")] == ["", "a", "ab"]


def test_the_longest_known_phrase_is_translated():
    rows = [{"en": ["log in"], "ms": ["log masuk"], "id": [], "zh": []}, {"en": ["log"], "ms": ["kayu"], "id": [], "zh": []}]
    assert CodeSwitcher(rows).switch("please Log in, log", "en", random.Random(0), 1.0, "ms")[0] == "please log masuk, kayu"


def test_a_dictionary_word_starts_where_its_translation_is():
    english = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "house", "dog", "##s"]
    vectors = np.random.default_rng(0).normal(size=(7, 8)).astype(np.float32)
    multilingual = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "house", "dog", "rum", "##ah", "狗"]
    rows = [{"en": ["house"], "ms": ["rumah"], "id": ["rumah"], "zh": []}, {"en": ["dog"], "ms": [], "id": [], "zh": ["狗"]}]
    pieces, found = build_vocabulary(
        (multilingual, np.random.default_rng(1).normal(size=(9, 6)).astype(np.float32)), (english, vectors),
        make_tokenizer(english), ["house"], ["dog 狗"], rows)
    assert np.allclose(found[pieces.index("rumah")], vectors[4])
    assert np.allclose(found[pieces.index("dog")], vectors[5])
    assert not found[0].any()
