"""Doors of the catalog's screens in the admin."""

from sites.admin_doors import register_doors
from sites.doors import is_shut

register_doors({"procedure_statistics:*": is_shut("figures are sent by the province, for all its units")})
