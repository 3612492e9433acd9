"""Which gateway stands behind each port."""


def connect_all() -> None:
    """Connect each room's ports with the real gateway, or its simulator where settings say so."""
