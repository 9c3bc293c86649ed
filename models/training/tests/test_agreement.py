from triage_training.agreement import agreement, figures, reading


def test_kappa_takes_chance_away():
    equal, kappa = agreement(["a", "a", "b", "b"], ["a", "b", "b", "b"])
    assert equal == 0.75 and kappa == 0.5


def test_a_reading_without_harm_has_none():
    assert reading("feedback/low/-") == ("feedback", "low", frozenset())
    assert reading("dropped") is None


def test_differences_are_counted_by_what_became_of_them():
    first, second = reading("feedback/low/-"), reading("other/low/scam")
    rows = [{"first": first, "second": first, "decided": first}, {"first": first, "second": second, "decided": None},
            {"first": first, "second": second, "decided": second}, {"first": first, "second": second, "decided": first}]
    found = figures(rows)
    assert (found["differing"], found["first_upheld"], found["dropped"]) == (3, 1, 1)
    assert found["scam"][0] == 0.25
