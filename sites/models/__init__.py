"""Units, the edges between them, and their sub-sites."""

from sites.models.subsites import NetworkGroup, Subsite, SubsiteContact, SubsiteRole, SubsiteRootPage
from sites.models.units import AdministrativeUnit, UnitList, UnitSuccession

__all__ = [
    "AdministrativeUnit",
    "NetworkGroup",
    "Subsite",
    "SubsiteContact",
    "SubsiteRole",
    "SubsiteRootPage",
    "UnitList",
    "UnitSuccession",
]
