"""Which room reacts to what happened in a room below: the only page not read straight down."""


def pair_all() -> None:
    """Pair every event with the reactions of the rooms above."""
