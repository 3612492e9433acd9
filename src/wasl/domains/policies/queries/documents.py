"""A board's document read."""

from wasl.domains.policies.ports import documents
from wasl.domains.policies.rules.reading import Reading, read_policy
from wasl.foundation.actor import Actor
from wasl.foundation.query import query


@query
def document_read(by: Actor, *, content: bytes, file_name: str) -> Reading:
    """What a board's document says."""
    return read_policy(documents().text_of(content, file_name))
