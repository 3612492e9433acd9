"""Why an association is not opened or its days not changed."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class AddressTaken(Refusal):
    """Another association has this address, or the installation itself needs it."""

    sentence = _("This address is taken. Choose another short name in Latin letters.")


class AddressUnfit(Refusal):
    """A short name that cannot stand in an address."""

    status = 422
    sentence = _(
        "Write the short name for addresses in small Latin letters and digits, "
        "with single hyphens, such as food-bank."
    )


class WordsMissing(Refusal):
    """A name is not given in both languages."""

    status = 422
    sentence = _("Write it in Arabic and in English.")


class UnknownLook(Refusal):
    """A colour or a kind of digits that does not exist."""

    status = 422
    sentence = _("There is no such colour or kind of digits. Choose from the list.")


class ClosureEndsEarly(Refusal):
    """A closure that would end before it starts."""

    status = 422
    sentence = _("The last day is before the first. Correct one of the two days.")
