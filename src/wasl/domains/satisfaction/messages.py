"""The words with which people are asked; the same for those who were refused."""

from wasl.foundation.wording import Wording

INVITATION = Wording(
    title={"ar": "رأيكم يهمنا", "en": "Tell us what you think"},
    body={
        "ar": "كيف كان تعامل {association} معكم؟ سؤال واحد، دون اسم: {link}",
        "en": "How did {association} serve you? One question, no name: {link}",
    },
)
