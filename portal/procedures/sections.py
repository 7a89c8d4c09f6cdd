"""The catalog of a newborn sub-site, one page a language, and what the network shares of it."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.procedures.models import ProcedureIndexPage
from sites.sections import Birth, registry


def build_catalogue(birth: Birth) -> None:
    key = uuid.uuid4()
    for language, home in birth.homes.items():
        with override(language):
            page = ProcedureIndexPage(
                title=_("Administrative procedures"),
                slug=pgettext("address", "procedures"),
                locale=birth.locales[language],
                translation_key=key,
                unit=birth.unit,
                show_in_menus=True,
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
            )
            home.add_child(instance=page)


registry.register("procedures.index", order=150, build=build_catalogue)
for model in ("procedure", "procedurefield", "lifeevent", "adoptionrule", "partpolicy", "servicestatistics"):
    registry.register_shared(f"procedures.{model}")
