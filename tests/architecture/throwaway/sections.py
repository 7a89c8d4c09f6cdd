"""What a newborn sub-site gets of it."""

from portal.throwaway.models import Thing, ThrowawayIndexPage
from sites.sections import Birth, registry


def build_index(birth: Birth) -> None:
    Thing.objects.create(unit=birth.unit, name="Biển hiệu bỏ đi")
    for language, home in birth.homes.items():
        page = ThrowawayIndexPage(
            title="Throw-away", slug="throw-away", locale=birth.locales[language], show_in_menus=True
        )
        home.add_child(instance=page)


registry.register("throwaway.index", order=250, build=build_index)
