"""Doors of the core's own screens in the admin."""

from sites.admin_doors import register_doors
from sites.doors import is_open, own_site

register_doors(
    {
        "site_menu:index": is_open("our own screen, which lists the user's own sites"),
        "site_searches:index": is_open("our own screen, which counts the searches of the user's own sites"),
        "site_menu:arrange": own_site("site_id"),
    }
)
