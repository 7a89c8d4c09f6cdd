"""A content type that nobody needs."""

from django.db import models

from portal.core.models import PortalPage


class ThrowawayIndexPage(PortalPage):
    """One a language, below the home page."""

    kind_code = "throwaway.index"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []


class Thing(models.Model):
    """A record that is no page."""

    unit = models.ForeignKey("portal_sites.AdministrativeUnit", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name
