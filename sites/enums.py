"""Choice values of the sites engine."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Levels of administration. DISTRICT ended on 30 June 2025 (Resolution 203/2025/QH15)."""

    PROVINCE = "PROVINCE", _("Province")
    DISTRICT = "DISTRICT", _("District")
    COMMUNE = "COMMUNE", _("Commune")
    DEPARTMENT = "DEPARTMENT", _("Department")


class SuccessionKind(models.TextChoices):
    """How one unit follows another."""

    MERGED_INTO = "MERGED_INTO", _("merged into")
    SPLIT_INTO = "SPLIT_INTO", _("split into")
    RENAMED_TO = "RENAMED_TO", _("renamed to")


class SuccessionExtent(models.TextChoices):
    """How much of the predecessor went to this successor."""

    WHOLE = "WHOLE", _("whole")
    PART = "PART", _("part")


class Role(models.TextChoices):
    """Roles of one sub-site; each is a group made with the sub-site."""

    CONTRIBUTOR = "CONTRIBUTOR", _("Contributor")
    EDITOR = "EDITOR", _("Editor")
    SECRETARY = "SECRETARY", _("Board secretary")
    PUBLISHER = "PUBLISHER", _("Publisher")
    RECORDS_CLERK = "RECORDS_CLERK", _("Records clerk")
    QA_OFFICER = "QA_OFFICER", _("Q&A officer")
    SITE_ADMIN = "SITE_ADMIN", _("Site admin")


class NetworkRole(models.TextChoices):
    """Roles over the whole network; each is one group of the province."""

    PROVINCE_ADMIN = "PROVINCE_ADMIN", _("Province admin")
    PROVINCE_EDITOR = "PROVINCE_EDITOR", _("Province editor")
    AUDITOR = "AUDITOR", _("Auditor (reads everything, changes nothing)")
