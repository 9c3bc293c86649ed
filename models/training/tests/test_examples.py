import pytest

from triage_training.examples import Example, check_no_overlap, drop_overlaps, part_of, text_key
from triage_training.labels import LANGUAGES
from triage_training.sources import PEOPLE, read_people


def test_a_text_keeps_its_key_whatever_its_case_links_handles_and_digits():
    assert text_key("Order 123  for @ayu see https://a.example/x") == text_key("ORDER 987 for @budi see www.b.example")


def test_full_width_letters_have_the_key_of_plain_ones():
    assert text_key("ｒｅｆｕｎｄ") == text_key("refund")


def test_different_texts_have_different_keys():
    assert text_key("my account is locked") != text_key("my account is hacked")


@pytest.mark.parametrize("percentile, part", [(0, "train"), (79, "train"), (80, "dev"), (89, "dev"), (90, "test"), (199, "test")])
def test_the_first_eight_digits_of_the_key_choose_the_part(percentile, part):
    assert part_of(f"{percentile:08x}" + "f" * 56) == part


def test_a_training_text_that_is_held_out_is_dropped_and_its_test_twin_stays():
    train, test = Example("Hello 1", "a", "train"), Example("hello 2", "b", "test")
    kept, dropped = drop_overlaps([train, test], {test.key})
    assert kept == [test] and dropped == 1


def test_a_text_repeated_in_its_source_counts_once():
    kept, dropped = drop_overlaps([Example("x", "a"), Example("X", "a"), Example("x", "b")], set())
    assert [example.source for example in kept] == ["a", "b"] and dropped == 1


def test_the_build_fails_on_an_overlap():
    example = Example("secret test text", "a")
    with pytest.raises(ValueError, match="1 training texts are held out"):
        check_no_overlap([example], {example.key})


def test_a_harmless_sentence_about_people_comes_in_copies_about_other_groups():
    people = list(read_people())
    copies = [each.text for each in people if each.text.endswith("she brings us food every weekend.")]
    assert len(copies) > PEOPLE / 2 and len(set(copies)) == len(copies)
    assert all(each.part == "train" and not any(each.harm) for each in people)
    assert {LANGUAGES[each.language] for each in people} == {"en", "ms", "id", "zh"}
