"""Articles and their index."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import BodyBlock, PortalStreamField
from portal.core.models import PortalPage
from portal.news.selectors import article_listing, related_articles


class NewsIndexPage(PortalPage):
    """All articles of a sub-site, by year and topic, twenty a page."""

    kind_code = "news.index"

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.ArticlePage"]
    max_count_per_parent = 1

    content_panels = [TitleFieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = article_listing(index=self, query=request.GET)
        return context


class ArticlePage(PortalPage):
    """One article. Author or source is obligatory (Decree 43/2011 Art. 5.3)."""

    kind_code = "news.article"
    is_listed = True
    og_type = "article"

    image_caption = models.CharField(_("caption"), max_length=250, blank=True)
    body = PortalStreamField(BodyBlock(), verbose_name=_("Text"))
    author = models.CharField(
        _("author"),
        max_length=120,
        blank=True,
        help_text=_("Name or pen name. Obligatory unless a source is named."),
    )
    source = models.CharField(
        _("source"),
        max_length=160,
        blank=True,
        help_text=_("Who published it first, for example: Báo Long An."),
    )
    source_url = models.URLField(_("address of the source"), blank=True)

    # A name is the same in every language.
    override_translatable_fields = [SynchronizedField("author"), SynchronizedField("source")]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("topic"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_caption")],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("source"), FieldPanel("source_url")],
            heading=_("Author and source"),
        ),
        FieldPanel("published_at"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if not self.author and not self.source:
            raise ValidationError({"author": _("Name the author, or the source below.")})
        if self.source_url and not self.source:
            raise ValidationError({"source": _("Name the source whose address you give.")})

    @property
    def creator(self) -> str:
        return self.author or self.source

    @property
    def origin(self) -> str:
        return self.source_url or self.source

    def json_ld(self, *, publisher: str, address: str) -> list[dict[str, Any]]:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title[:110],
            "description": self.summary,
            "mainEntityOfPage": address,
            "datePublished": self.published_at.isoformat() if self.published_at else "",
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else "",
            "author": {"@type": "Person", "name": self.author}
            if self.author
            else {"@type": "Organization", "name": self.source or publisher},
            "publisher": {"@type": "GovernmentOrganization", "name": publisher},
        }
        return [{key: value for key, value in data.items() if value}]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = related_articles(article=self, limit=4)
        return context
