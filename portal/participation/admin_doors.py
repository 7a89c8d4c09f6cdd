"""Doors of the forms' screens: forms of the own sub-site; `selectors` says to which roles."""

from sites.admin_doors import register_doors
from sites.doors import is_open, pages

_LISTS = is_open("lists only forms whose submissions the user may read")

register_doors(
    {
        "wagtailforms:index": _LISTS,
        "wagtailforms:index_results": _LISTS,
        "wagtailforms:list_submissions": pages("page_id"),
        "wagtailforms:list_submissions_results": pages("page_id"),
        "wagtailforms:delete_submissions": pages("page_id"),
        "site_forms:index": _LISTS,
        "site_forms:index_results": _LISTS,
        "site_forms:list_submissions": pages("page_id"),
        "site_forms:list_submissions_results": pages("page_id"),
        "site_forms:delete_submissions": pages("page_id"),
    }
)
