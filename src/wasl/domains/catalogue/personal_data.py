"""What this room holds about people: nothing; it holds what will be asked, not what is answered."""

from wasl.foundation.personal_data import PersonalData

HELD: tuple[PersonalData, ...] = ()
