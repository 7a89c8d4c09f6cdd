"""The news index of a newborn sub-site, one a language."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.news.models import NewsIndexPage
from sites.sections import Birth, registry


def build_index(birth: Birth) -> None:
    key = uuid.uuid4()
    for language, home in birth.homes.items():
        with override(language):
            page = NewsIndexPage(
                title=_("News"),
                locale=birth.locales[language],
                translation_key=key,
                unit=birth.unit,
                show_in_menus=True,
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
            )
            home.add_child(instance=page)


registry.register("news.index", order=200, build=build_index)
