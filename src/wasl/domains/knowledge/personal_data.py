"""What this room holds about people: nothing. Uses are counted, never whose they were."""

from wasl.foundation.personal_data import PersonalData

HELD: tuple[PersonalData, ...] = ()
