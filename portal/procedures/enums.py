"""Choice values of the catalog. Labels are the words of the National Public Service Portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProcedureLevel(models.TextChoices):
    """At which level a procedure is carried out. DISTRICT ended on 30 June 2025."""

    MINISTRY = "MINISTRY", _("Ministry level")
    PROVINCE = "PROVINCE", _("Province level")
    DISTRICT = "DISTRICT", _("District level")
    COMMUNE = "COMMUNE", _("Commune level")
    OTHER = "OTHER", _("Other agencies")


class ProcedureKind(models.TextChoices):
    """Who may regulate its details (Decree 63/2010 as amended by Decree 92/2017)."""

    DETAILED_BY_LAW = "DETAILED_BY_LAW", _("Details regulated under a law's mandate")
    NOT_LEFT_TO_LOCALITIES = "NOT_LEFT_TO_LOCALITIES", _("Not left to localities")
    SPECIFIC = "SPECIFIC", _("Specific to the locality")
    OTHER = "OTHER", _("Other kind")


class Audience(models.TextChoices):
    """For whom a procedure is."""

    CITIZEN = "CITIZEN", _("Vietnamese citizens")
    OVERSEAS = "OVERSEAS", _("Vietnamese residing abroad")
    FOREIGNER = "FOREIGNER", _("Foreigners")
    RESIDENT_FOREIGNER = "RESIDENT_FOREIGNER", _("Foreigners residing in Vietnam")
    OFFICIAL = "OFFICIAL", _("Officials and public employees")
    ENTERPRISE = "ENTERPRISE", _("Enterprises")
    VIETNAMESE_ENTERPRISE = "VIETNAMESE_ENTERPRISE", _("Vietnamese enterprises")
    FOREIGN_INVESTED = "FOREIGN_INVESTED", _("Enterprises with foreign capital")
    COOPERATIVE = "COOPERATIVE", _("Cooperatives")
    ORGANISATION = "ORGANISATION", _("Organisations (other than enterprises and cooperatives)")
    FOREIGN_ORGANISATION = "FOREIGN_ORGANISATION", _("Foreign organisations")
    PARTY_MEMBER = "PARTY_MEMBER", _("Party members")
    PARTY_ORGANISATION = "PARTY_ORGANISATION", _("Party organisations")


class Channel(models.TextChoices):
    """How a dossier is filed and its result received (Decree 61/2018 Art. 16)."""

    IN_PERSON = "IN_PERSON", _("In person")
    ONLINE = "ONLINE", _("Online")
    POST = "POST", _("By public post")


class TimeUnit(models.TextChoices):
    HOUR = "HOUR", _("hours")
    WORKING_DAY = "WORKING_DAY", _("working days")
    DAY = "DAY", _("days")
    MONTH = "MONTH", _("months")


class FeeKind(models.TextChoices):
    """Law on Fees and Charges 97/2015/QH13 Art. 3: phí and lệ phí are two things."""

    FEE = "FEE", _("Fee")
    CHARGE = "CHARGE", _("Charge")
    UNSPECIFIED = "UNSPECIFIED", _("Fee or charge")


class VersionStatus(models.TextChoices):
    """What a publication decision does to a procedure (Decree 63/2010 Art. 13-15)."""

    NEW = "NEW", _("Newly published")
    AMENDED = "AMENDED", _("Amended")
    REPLACED = "REPLACED", _("Replaced")
    ABOLISHED = "ABOLISHED", _("Abolished")


class ServiceMode(models.TextChoices):
    """How much of a service can be done online (Decree 42/2022 Art. 4; Decree 224/2026 Art. 14)."""

    FULL = "FULL", _("Full-process online service")
    PARTIAL = "PARTIAL", _("Partial online service")
    INFORMATION = "INFORMATION", _("Information only")


class PartialReason(models.TextChoices):
    """Why a service is only partly online (Decree 224/2026 Art. 14)."""

    PRESENCE = "PRESENCE", _("The person must be present")
    ON_SITE = "ON_SITE", _("The site must be inspected")
    TECHNICAL_FAULT = "TECHNICAL_FAULT", _("A technical fault cannot be mended yet")
    OTHER_TECHNICAL = "OTHER_TECHNICAL", _("Another technical matter is unresolved")


class FieldPolicy(models.TextChoices):
    """What a sub-site may do with one part of a record."""

    LOCKED = "LOCKED", _("The same everywhere")
    OVERRIDABLE = "OVERRIDABLE", _("A unit may state its own, with a reason")
    LOCAL_ONLY = "LOCAL_ONLY", _("Each unit's own")
    LOCAL_REQUIRED = "LOCAL_REQUIRED", _("Each unit must state its own")


class TaskState(models.TextChoices):
    """What became of a unit's own part after the record changed."""

    OPEN = "OPEN", _("To be looked at")
    KEPT = "KEPT", _("Own part kept")
    TAKEN_OVER = "TAKEN_OVER", _("Record taken over")


class Facet(models.TextChoices):
    """By what a list of procedures is filtered and counted."""

    LEVEL = "LEVEL", _("Level")
    AUDIENCE = "AUDIENCE", _("For whom")
    CHANNEL = "CHANNEL", _("How to file")
    MODE = "MODE", _("Online service")
    POSTAL = "POSTAL", _("Public postal service")


class Carriage(models.TextChoices):
    """Whether papers and results travel by the public postal service (Decision 45/2016/QD-TTg)."""

    YES = "YES", _("Papers and results by public post")


class RatingAspect(models.TextChoices):
    """What is rated (Circular 32/2017 Art. 12); OVERALL at least."""

    OVERALL = "OVERALL", _("Overall")
    CONVENIENCE = "CONVENIENCE", _("Convenience")
    TIMELINESS = "TIMELINESS", _("Keeping to the time")
    STAFF = "STAFF", _("Attitude of the staff")


class RatingGrade(models.TextChoices):
    """The three grades of Circular 32/2017 Art. 12."""

    VERY_SATISFIED = "VERY_SATISFIED", _("Very satisfied")
    SATISFIED = "SATISFIED", _("Satisfied")
    NOT_SATISFIED = "NOT_SATISFIED", _("Not satisfied")


class TokenScope(models.TextChoices):
    """What a system that holds a token may do."""

    STATISTICS_WRITE = "statistics.write", _("Send statistics of services")
