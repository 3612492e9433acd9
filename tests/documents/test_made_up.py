"""Documents of the family that nobody wrote are read as the truth has them, whole and damaged."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.files import as_pdf, as_word
from tests.documents.judged import wrong_fields
from tests.documents.made_up import DAMAGES, made_up
from wasl.domains.policies.rules.reading import NotAPolicy, read_policy
from wasl.gateways.documents.child import text_of

WHOLE = range(16)
DAMAGED = range(100, 105)
FILED = range(200, 204)


@pytest.mark.parametrize("seed", WHOLE)
def test_a_made_up_policy_is_read_as_it_says(seed: int) -> None:
    made = made_up(seed)
    assert wrong_fields(made, read_policy(made.text()).as_json()) == {}


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "none"])
def test_damage_hides_nothing_of_what_a_policy_says(damage: str) -> None:
    wrong = {}
    for seed in DAMAGED:
        made = made_up(seed)
        text = DAMAGES[damage](made.text(), random.Random(seed))
        found = wrong_fields(made, read_policy(text).as_json(), is_damaged=True)
        if found:
            wrong[seed] = found
    # Damage is chance: a seed may lose a word that nobody could restore.
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("kind", [as_pdf, as_word])
@pytest.mark.parametrize("seed", FILED)
def test_a_file_says_what_its_text_says(seed: int, kind) -> None:
    made = made_up(seed)
    text = text_of(kind(made), "")
    assert wrong_fields(made, read_policy(text).as_json()) == {}


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="سياسةالعلقمعفيدن \n\t-.١2():ًـ", max_size=300))
def test_whatever_the_words_the_answer_is_a_reading_or_a_reason(words: str) -> None:
    for text in (words, f"{made_up(1).text()}\n{words}"):
        try:
            told = read_policy(text).as_json()
        except NotAPolicy as refused:
            assert refused.why in ("empty", "not_arabic", "another_policy", "another_document")
        else:
            assert isinstance(told["unrecognised"], list)
