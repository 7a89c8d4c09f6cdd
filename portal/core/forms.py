"""The form of every page in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from sites.slugs import vietnamese_slug


class PortalPageForm(WagtailAdminPageForm):
    """Asks no clerk for a slug: an empty one is made from the title, or stays as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        return slug or self._free_slug(vietnamese_slug(self.cleaned_data.get("title", "")))

    def _free_slug(self, base: str) -> str:
        slug, number = base, 1
        while not Page._slug_is_available(slug, self.parent_page, self.instance):
            number += 1
            slug = f"{base}-{number}"
        return slug
