import pytest

from triage_training.prepare import Preparer


def test_texts_come_back_in_order_whatever_is_in_them(tmp_path):
    texts = ["a\nb", "", "退款 \u2028 \u0085 😀", '"quoted"']
    assert Preparer(tmp_path, "cat")(texts) == texts


def test_a_lost_text_is_a_failure(tmp_path):
    with pytest.raises(ValueError, match="1 texts for 2"):
        Preparer(tmp_path, "head -n 1")(["a", "b"])
