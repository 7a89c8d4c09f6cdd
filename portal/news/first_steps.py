"""What people do with news: write an article."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.desk.steps import Place, Step, registry
from portal.news.models import ArticlePage, NewsIndexPage
from sites.enums import NetworkRole, Role


def write(place: Place) -> str | None:
    """Straight to an empty article below the news of the sub-site."""
    index = place.page_of_kind(NewsIndexPage.kind_code)
    if index is None or not place.rights(index).can_add_subpage():
        return None
    meta = ArticlePage._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, index.pk])


registry.register(
    Step(
        "news.write",
        order=20,
        label=_("Write an article"),
        help_text=_("Title, two or three sentences for lists, the text, a picture."),
        icon="edit",
        roles=frozenset(set(Role) - {Role.QA_OFFICER})
        | {NetworkRole.PROVINCE_ADMIN, NetworkRole.PROVINCE_EDITOR},
        address=write,
    )
)
