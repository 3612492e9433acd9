"""The search through a registry leaves out no pair that the rule of likeness would give it."""

from bench.people import people
from bench.w3 import rows_of
from wasl.domains.parties.rules.likeness import SAME_FROM
from wasl.domains.parties.rules.pairing import Registry

LEAST_OF_ALL = -1000.0


def registries(number: int) -> tuple[Registry, Registry]:
    """Invented people in two registries, as their records come."""
    rows = rows_of(people(number, seed=11, again=0.5))
    one, other = Registry(), Registry()
    one.add(rows[: number // 2])
    other.add(rows[number // 2 :])
    # a family's second mobile, which one of each has
    ways = [(row[0], row[9]) for row in rows[::7] if row[9]]
    one.add_ways([(rows[place][0], number) for place, (_, number) in enumerate(ways)])
    return one, other


def test_what_is_left_out_by_columns_could_not_have_reached_the_score() -> None:
    one, other = registries(12_000)
    everything = {
        (pair.first, pair.second): pair.likeness
        for pair in one.pairs_with(other, least=LEAST_OF_ALL)
    }
    for least in (0.0, SAME_FROM, SAME_FROM + 5):
        enough = {pair: alike for pair, alike in everything.items() if alike.score >= least}
        found = {
            (pair.first, pair.second): pair.likeness for pair in one.pairs_with(other, least=least)
        }
        assert len(enough) > 100
        assert found == enough
        assert len(everything) > len(enough) + 100
