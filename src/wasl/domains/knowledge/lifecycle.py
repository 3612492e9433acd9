"""The life of an article: written, published for everybody, withdrawn."""

from wasl.foundation.lifecycle import lifecycle

ARTICLE = lifecycle(
    draft=("published", "withdrawn"),
    # A published article that was written on is published again, as its next edition.
    published=("published", "withdrawn"),
    withdrawn=("published",),
)
