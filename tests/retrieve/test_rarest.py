from __future__ import annotations

from pipeline.retrieve import rarest


def test_the_rarest_words_are_taken_as_far_as_they_stand_in_few_passages() -> None:
    frequency = {"said": 900, "ferry": 30, "Orla": 4, "harbour": 50, "people": 400}
    assert rarest.of(frequency, 1000) == ("Orla", "ferry", "harbour")
    assert rarest.of(frequency, 5000) == ("Orla", "ferry", "harbour", "people")


def test_in_a_large_library_a_share_is_no_longer_few() -> None:
    frequency = {"a": 3000, "b": 4000, "c": 5000, "d": 6000}
    assert rarest.of(frequency, 1_000_000) == ("a", "b", "c")


def test_words_that_stand_nowhere_are_not_looked_for() -> None:
    assert rarest.of({"Orla": 0, "ferry": 9, "is": 10, "it": 10, "the": 10}, 10) == ("ferry", "is", "it")
    assert rarest.of({"Orla": 0}, 10) == rarest.of({}, 0) == ()
