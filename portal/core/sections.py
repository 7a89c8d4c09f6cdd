"""What the product itself gives every newborn sub-site: its look and its content version."""

from portal.core.models import ContentVersion
from sites.enums import Level
from sites.sections import Birth, registry
from themes.enums import Pack
from themes.models import SiteTheme


def build_theme(birth: Birth) -> None:
    """Blue for the province, red below it, until somebody chooses."""
    pack = Pack.MODERN if birth.unit.level == Level.PROVINCE else Pack.TRADITIONAL
    SiteTheme.objects.create(site=birth.site, pack=pack)


def build_version(birth: Birth) -> None:
    ContentVersion.objects.create(site=birth.site)


registry.register("core.theme", order=10, build=build_theme)
registry.register("core.version", order=11, build=build_version)
registry.register_shared("core.topic")
registry.register_shared("core.bestbet")
