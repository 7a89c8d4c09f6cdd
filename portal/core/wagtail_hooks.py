"""Shared records in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.core.models import Topic


class TopicViewSet(SnippetViewSet):
    """Topics: the province's administrators change them, all sub-sites show them."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["name", "name_en", "slug", "sort_order"]
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("sort_order")]


register_snippet(TopicViewSet)
