"""What we write to people about their file. No message says a name, a need or what a paper is."""

from typing import Final

from wasl.foundation.wording import Wording

DOCUMENT_ENDS: Final = Wording(
    title={
        "ar": "مستند في ملفكم يقترب انتهاؤه",
        "en": "A document in your file ends soon",
    },
    body={
        "ar": "مستند في ملفكم لدى {association} يقترب انتهاؤه. نأمل إطلاعنا على الجديد: {link}",
        "en": "A document in your file at {association} ends soon. Please show us the new one: {link}",
    },
)
