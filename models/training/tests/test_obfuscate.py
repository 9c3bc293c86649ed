import random
import unicodedata

import pytest

from triage_training import obfuscate
from triage_training.obfuscate import Homophones, as_mail, long_thread, variants

TEXT = "they keep sending threats to my daughter every night"


@pytest.mark.parametrize("way", obfuscate.LATIN, ids=lambda way: way.__name__)
def test_every_way_of_hiding_changes_the_text_and_keeps_its_words_apart(way):
    hidden = way(TEXT, random.Random(4))
    assert hidden != TEXT
    assert len(hidden.split(" ")) >= len(TEXT.split(" "))


def test_leaving_out_zero_width_characters_gives_the_text_back():
    hidden = obfuscate.zero_width(TEXT, random.Random(1))
    assert "".join(char for char in hidden if unicodedata.category(char) != "Cf") == TEXT


def test_a_homophone_sounds_the_same():
    hidden = Homophones(["他她它 是事市"])("他是" * 40, random.Random(2))
    assert hidden != "他是" * 40
    assert set(hidden) <= set("他她它是事市")


def test_a_word_of_two_letters_is_left_alone():
    assert obfuscate.masked("hi me", random.Random(0)) == "hi me"


def test_a_mail_escapes_what_the_person_wrote():
    assert "&lt;b&gt;" in as_mail("a <b> c", random.Random(0), [])


def test_a_thread_ends_with_the_point():
    assert long_thread(TEXT, random.Random(0), ["hello", "nice app"]).endswith("\n\n" + TEXT)


def test_the_same_seed_gives_the_same_copies():
    copies = {variants(TEXT, "en", 1, Homophones([]), ["ok"]) for _ in range(3)}
    assert len(copies) == 1
