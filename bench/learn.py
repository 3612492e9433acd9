"""`python -m bench.learn [size=400000] [seed=7]`: learn the weights of the rule of likeness.

Invented people of another seed than any measurement uses are paired by the product's own keys;
each pair is described by how its traits compare, and a logistic regression with a slight pull to
zero (Newton's method, on the patterns that occur) finds the bits of evidence of each level. Prints
them as they stand in `parties/rules/likeness.py`, where somebody puts them after looking at them:
levels that hardly occur among invented people keep the weight that was set by hand.
"""

import math
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

RIDGE = 2.0
ROUNDS = 12
LEAST_SEEN = 30


def main(words: Sequence[str]) -> None:
    """Learn and print."""
    options = dict(word.split("=", 1) for word in words if "=" in word)
    size, seed = int(options.get("size", "400000")), int(options.get("seed", "7"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    import django

    django.setup()
    patterns = _patterns(size, seed)
    weights = _fitted(patterns)
    seen: Counter[str] = Counter()
    for (levels, _), number in patterns.items():
        for level in levels:
            seen[level] += number
    for level, weight in sorted(weights.items()):
        note = "" if seen[level] >= LEAST_SEEN else "  (hardly seen)"
        print(f"{level:<24} {weight / math.log(2):7.2f} {seen[level]:>8}{note}")


def _patterns(size: int, seed: int) -> Counter[tuple[tuple[str, ...], bool]]:
    """How the traits of candidate pairs compare, and whether both are one person."""
    from bench.people import people
    from bench.w3 import rows_of
    from wasl.domains.parties.rules.pairing import Registry

    records = people(size, seed=seed)
    registry = Registry()
    registry.add(rows_of(records))
    patterns: Counter[tuple[tuple[str, ...], bool]] = Counter()
    for pair in registry.pairs_alike(least=-1000.0):
        levels = []
        for reason in pair.likeness.reasons:
            if reason.kind == "name":
                if "order" in reason.detail:
                    levels.append("order moved")
                levels += [f"{role} {level}" for role, level in reason.detail.items()]
            else:
                levels.append(f"{reason.kind} {reason.detail['is']}")
        is_one = records[int(pair.first)].truth == records[int(pair.second)].truth
        patterns[tuple(sorted(levels)), is_one] += 1
    return patterns


def _fitted(patterns: Mapping[tuple[tuple[str, ...], bool], int]) -> dict[str, float]:
    names = ["(threshold)", *sorted({level for levels, _ in patterns for level in levels})]
    place = {name: index for index, name in enumerate(names)}
    rows = [
        ([0, *(place[level] for level in levels)], is_one, number)
        for (levels, is_one), number in patterns.items()
    ]
    weights = [0.0] * len(names)
    for _ in range(ROUNDS):
        slope = [-RIDGE * weight for weight in weights]
        slope[0] = 0.0
        bend = [[RIDGE * (a == b) for b in range(len(names))] for a in range(len(names))]
        for active, is_one, number in rows:
            told = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights[one] for one in active)))))
            off, spread = number * (is_one - told), number * told * (1 - told)
            for one in active:
                slope[one] += off
                line = bend[one]
                for other in active:
                    line[other] += spread
        step = _solved(bend, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return dict(zip(names, weights, strict=True))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination with pivots; the ridge keeps it from failing."""
    size = len(right)
    lines = [[*matrix[index], right[index]] for index in range(size)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda index: abs(lines[index][column]))
        lines[column], lines[pivot] = lines[pivot], lines[column]
        for index in range(column + 1, size):
            factor = lines[index][column] / lines[column][column]
            if factor:
                for inner in range(column, size + 1):
                    lines[index][inner] -= factor * lines[column][inner]
    answer = [0.0] * size
    for column in range(size - 1, -1, -1):
        rest = sum(lines[column][inner] * answer[inner] for inner in range(column + 1, size))
        answer[column] = (lines[column][size] - rest) / lines[column][column]
    return answer


if __name__ == "__main__":
    main(sys.argv[1:])
