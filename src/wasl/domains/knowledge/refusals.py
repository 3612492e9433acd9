"""Why the room of knowledge says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class ToolNotNamed(Refusal):
    """The policy in force names no such tool."""

    status = 422
    sentence = _(
        "The policy in force names no such tool. Choose one of those that the list of tools shows."
    )


class VersionEmpty(Refusal):
    """A version of a tool is a file, or a text, or both."""

    status = 422
    sentence = _("Choose the file, or write the text: a version cannot be empty.")


class TitleMissing(Refusal):
    """Whatever is kept has a title in Arabic."""

    status = 422
    sentence = _("Write the title in Arabic.")


class TextTooLong(Refusal):
    """The text is longer than anybody reads on a screen."""

    status = 422
    sentence = _("This text is longer than %(most)s letters. Shorten it, or upload it as a file.")


class EffectiveOutOfReach(Refusal):
    """The day from which a version counts is not one that a person means."""

    status = 422
    sentence = _("Check the day from which it counts: it lies more than a year ahead.")


class GuideOfWrongKind(Refusal):
    """The content of the file is none of those that are taken, whatever its name says."""

    status = 415
    sentence = _("We take a PDF, a Word document (.docx) or a picture. This file is none of these.")


class GuideTooLarge(Refusal):
    """The file is larger than ten megabytes."""

    status = 413
    sentence = _("The file is larger than 10 megabytes. Save it smaller and choose it again.")


class GuideOfTooManyPixels(Refusal):
    """The picture unfolds to more than any reader needs."""

    status = 422
    sentence = _("The picture has too many points to open safely. Save it smaller and try again.")


class GuideUnreadable(Refusal):
    """The file is damaged."""

    status = 422
    sentence = _(
        "The file does not open; it seems to be damaged. Save it anew and choose it again."
    )


class GuidePdfRefused(Refusal):
    """The PDF is locked, too long, or holds something that acts."""

    status = 422
    sentence = _(
        "This PDF cannot be taken: it is locked with a password, has more than 60 pages, or holds "
        "scripts or attached files. Print it to a new PDF and choose that."
    )


class GuideActive(Refusal):
    """The document holds something that could act on the reader's machine."""

    status = 422
    sentence = _(
        "This document holds macros, embedded files or links that load by themselves. Save it "
        "without them, or as a PDF, and choose it again."
    )


class GuideNotKept(Refusal):
    """Nothing can be stored now; nothing was changed."""

    status = 503
    sentence = _("The file cannot be stored now. Nothing is lost: try again in a few minutes.")


class ArticleIncomplete(Refusal):
    """What is published has its title and its text in Arabic, and a misconception both its sides."""

    status = 422
    sentence = _("Before it is published, write what is missing in Arabic: %(missing)s.")


class NothingNew(Refusal):
    """The article says what its published edition says already."""

    sentence = _("Nothing was changed since it was published, so there is nothing to publish.")


class NotPublished(Refusal):
    """Only what is published now is an answer."""

    sentence = _(
        "This article is not published now, so it is no answer. Choose another, or answer "
        "in your own words."
    )
