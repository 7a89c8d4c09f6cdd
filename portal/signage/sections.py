"""The boards of a newborn sub-site, one page a language."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.signage.models import SignageIndexPage
from sites.sections import Birth, registry


def build_index(birth: Birth) -> None:
    key = uuid.uuid4()
    for language, home in birth.homes.items():
        with override(language):
            page = SignageIndexPage(
                title=_("LED boards"),
                slug=pgettext("address", "led-boards"),
                locale=birth.locales[language],
                translation_key=key,
                unit=birth.unit,
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
            )
            home.add_child(instance=page)


registry.register("signage.index", order=250, build=build_index)
