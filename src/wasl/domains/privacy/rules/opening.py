"""How long a file stays open out of turn."""

from datetime import timedelta
from typing import Final

OPEN_FOR: Final = timedelta(hours=1)
