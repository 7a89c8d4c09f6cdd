"""A unit's sub-site: one row of facts, born with it and read once per request."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Collection, Page, Site, Workflow

from sites.enums import NetworkRole, Role
from sites.models.units import AdministrativeUnit


class SubsiteRootPage(Page):
    """The part of the tree that belongs to one sub-site; holds a home page per language.

    It has no address of its own. Rights, the workflow and the column `unit` of every page hang
    on it, so a sub-site has one root whatever the number of its languages.
    """

    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    # Home pages are named by the app that registers them; nobody adds one by hand.
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("sub-site")
        verbose_name_plural = _("sub-sites")

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        raise Http404


class SubsiteQuerySet(models.QuerySet["Subsite"]):
    def of_province(self, province_code: str) -> "SubsiteQuerySet":
        return self.filter(unit__province_code=province_code)


class Subsite(models.Model):
    """The web site of one unit.

    `host_note` records why the host name departs from the plain name of the unit (two communes
    of one province may collide once accents are dropped; Decree 224/2026 Art. 11.4c).
    """

    unit = models.OneToOneField(AdministrativeUnit, on_delete=models.PROTECT, related_name="subsite")
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="subsite")
    root_page = models.OneToOneField(SubsiteRootPage, on_delete=models.PROTECT, related_name="subsite")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="subsite")
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="+")
    host_note = models.CharField(_("reason for the host name"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created at"))

    objects = SubsiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("sub-site")
        verbose_name_plural = _("sub-sites")

    def __str__(self) -> str:
        return f"{self.unit} ({self.site.hostname})"


class SubsiteRole(models.Model):
    """Which group carries which role of which sub-site."""

    subsite = models.ForeignKey(Subsite, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="subsite_role")

    class Meta:
        verbose_name = _("role of a sub-site")
        verbose_name_plural = _("roles of a sub-site")
        constraints = [models.UniqueConstraint(fields=["subsite", "role"], name="subsite_role_once")]

    def __str__(self) -> str:
        return f"{self.subsite}: {self.get_role_display()}"


class NetworkGroup(models.Model):
    """Which group carries which role over the whole network."""

    role = models.CharField(_("role"), max_length=16, choices=NetworkRole.choices, unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="network_role")

    class Meta:
        verbose_name = _("role over the network")
        verbose_name_plural = _("roles over the network")

    def __str__(self) -> str:
        return str(self.get_role_display())


@register_setting(icon="mail", order=110)
class SubsiteContact(BaseSiteSetting):
    """The facts every page must carry (Circular 32/2017 Art. 16.3: header name and six footer facts)."""

    agency_name = models.CharField(
        _("agency name"), max_length=200, help_text=_("In full: Ủy ban nhân dân xã Thanh Phú Long.")
    )
    agency_name_en = models.CharField(_("agency name in English"), max_length=200)
    responsible_person = models.CharField(
        _("responsible for content"),
        max_length=200,
        help_text=_("Name and position of the person answerable for the content."),
    )
    responsible_person_en = models.CharField(
        _("responsible for content, in English"), max_length=200, blank=True
    )
    address = models.CharField(_("address"), max_length=250)
    address_en = models.CharField(_("address in English"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hotline = models.CharField(_("hotline"), max_length=40, blank=True)
    copyright_notice = models.CharField(
        _("reuse notice"),
        max_length=250,
        blank=True,
        help_text=_("Shown at the foot of every page. Empty: the usual request to name the source."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("agency_name"), FieldPanel("agency_name_en")], heading=_("Agency")),
        MultiFieldPanel(
            [FieldPanel("responsible_person"), FieldPanel("responsible_person_en")],
            heading=_("Responsible person"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("address_en"),
                FieldPanel("phone"),
                FieldPanel("fax"),
                FieldPanel("email"),
                FieldPanel("hotline"),
            ],
            heading=_("How to reach us"),
        ),
        FieldPanel("copyright_notice"),
    ]

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")
