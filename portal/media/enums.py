"""Choice values of the media."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextStatus(models.TextChoices):
    """What came of reading a file's words for the search."""

    OK = "OK", _("read")
    EMPTY_SCAN = "EMPTY_SCAN", _("a scan: pictures of pages, without text")
    TOO_BIG = "TOO_BIG", _("too big to be read")
    FAILED = "FAILED", _("could not be read")
    UNSUPPORTED = "UNSUPPORTED", _("a kind of file whose text is not read")
