"""The home page an editor composes, and the page of text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from portal.core.blocks import BodyBlock, PortalStreamField
from portal.core.models import PortalPage
from portal.home.blocks import BandBlock, MainBlock, SideBlock
from portal.home.selectors import pages_below, purpose_links
from themes.layout import Link


class HomePage(PortalPage):
    """The first page of a sub-site in one language. Empty parts draw nothing."""

    kind_code = "home.home"

    top = PortalStreamField(
        BandBlock(), blank=True, verbose_name=_("Top"), help_text=_("Tasks and urgent notices.")
    )
    main = PortalStreamField(MainBlock(), blank=True, verbose_name=_("Main column"))
    side = PortalStreamField(SideBlock(), blank=True, verbose_name=_("Side column"))
    bottom = PortalStreamField(BandBlock(), blank=True, verbose_name=_("Bottom"))

    parent_page_types = ["portal_sites.SubsiteRootPage"]
    subpage_types = None  # whoever names the home page as a parent: content types are strangers
    max_count_per_parent = 2  # one a language

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("top"),
        FieldPanel("main"),
        FieldPanel("side"),
        FieldPanel("bottom"),
    ]

    # Its slug is its language and part of every address below it.
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")
        )
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        super().clean()
        if self.slug != self.locale.language_code:
            raise ValidationError({"slug": _("A home page's slug is its language.")})

    def links_by_purpose(self, request: HttpRequest | None) -> dict[str, Link]:
        """Links to this language's pages of text, by what they are for."""
        return purpose_links(home=self, pages=StandardPage, request=request)


class StandardPage(PortalPage):
    """A page of text: introduction, contact, guide.

    `purpose` says what a law asks this page for, so that a check can find it whatever the
    editor named it.
    """

    class Purpose(models.TextChoices):
        NONE = "NONE", _("None in particular")
        INTRODUCTION = "INTRODUCTION", _("Introduction")
        PUBLIC_SERVICES = "PUBLIC_SERVICES", _("Online public services")
        CONTACT = "CONTACT", _("Contact")
        CHANNELS = "CHANNELS", _("Official channels")

    kind_code = "home.standard"

    purpose = models.CharField(
        _("what this page is for"), max_length=20, choices=Purpose.choices, default=Purpose.NONE
    )
    body = PortalStreamField(BodyBlock(), blank=True, verbose_name=_("Text"))

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = pages_below(page=self)
        return context

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("purpose"),
    ]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
