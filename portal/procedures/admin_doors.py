"""Doors of the catalog's screens: a unit's people enter their own unit's, the province its own."""

from typing import Any

from django.http import HttpRequest

from sites.admin_doors import register_doors
from sites.doors import Door, is_shut
from sites.scopes import Scope


def own_unit(request: HttpRequest, scope: Scope, kwargs: Any) -> bool:
    unit_id = kwargs.get("unit_id")
    return unit_id is None or unit_id in scope.unit_ids


register_doors(
    {
        "procedures_here:*": Door(own_unit, "the own unit; every query of the view begins with it"),
        "procedure_statistics:*": is_shut("figures are sent by the province, for all its units"),
        "procedures_network:*": is_shut("concerns the whole network"),
    }
)
