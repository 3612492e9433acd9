"""The settings of another machine: the same keys, its own database and folder."""

import os

from wasl.project.settings.test import *  # noqa: F403  settings are overlaid
from wasl.project.settings.test import WASL_MASTER_KEYS as SAME

LANGUAGE_CODE = "en"
WASL_MASTER_KEYS = os.environ.get("KEYS_ELSEWHERE", SAME)
