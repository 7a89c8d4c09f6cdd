"""Doors of the activity log."""

from sites.admin_doors import register_doors
from sites.doors import is_open

register_doors({"audit:*": is_open("our own screen, whose queries begin with the reader's sub-sites")})
