"""The table of doors: every address of the admin by its name. See `sites.doors`.

An app names its own addresses in its own `admin_doors.py`, found at start-up::

    register_doors({"site_users:*": is_open("our own screen, scoped")})

`door_of` is asked for people of sub-sites only. The network's people are bound by Wagtail's rights.
"""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from sites.doors import (
    BULK,
    EDITING_SESSION,
    TASK_STATE,
    TRANSLATION,
    TRANSLATION_SOURCE,
    WORKFLOW_PREVIEW,
    Door,
    collections,
    files,
    hold_files,
    hold_images,
    hold_pages,
    ids_in_query,
    images,
    is_open,
    is_shut,
    own_site,
    pages,
)
from sites.translation_doors import OVERRIDE

_OWN_ACCOUNT = is_open("the user's own account and session")
_STATIC = is_open("the same for everybody")
_RIGHTS = is_open("lists by the user's own page, folder or site rights")
_SHARED_READ = is_open("shared records are everybody's to choose; changing them needs the province's right")
_NETWORK = is_shut("concerns the whole network")
_NAMES_OTHERS = is_shut("its list or filters name other sub-sites' people, pages or approvals")
_SCOPED = is_open("our own screen, whose queries begin with the user's scope")

DOORS: dict[str, Door] = {
    # The admin itself.
    "wagtailadmin_home": _RIGHTS,
    "wagtailadmin_account": _OWN_ACCOUNT,
    "wagtailadmin_logout": _OWN_ACCOUNT,
    "wagtailadmin_login": _OWN_ACCOUNT,
    "wagtailadmin_password_reset": _OWN_ACCOUNT,
    "wagtailadmin_password_reset_done": _OWN_ACCOUNT,
    "wagtailadmin_password_reset_confirm": _OWN_ACCOUNT,
    "wagtailadmin_password_reset_complete": _OWN_ACCOUNT,
    "wagtailadmin_dismissibles": _OWN_ACCOUNT,
    "wagtailadmin_sprite": _STATIC,
    "wagtailadmin_javascript_catalog": _STATIC,
    "wagtailadmin_block_preview": _STATIC,
    "wagtailadmin_error_test": _NETWORK,
    "wagtail_localize:javascript_catalog": _STATIC,
    # Pages.
    "wagtailadmin_explore_root": _RIGHTS,
    "wagtailadmin_explore": pages("parent_page_id"),
    "wagtailadmin_explore_results": pages("parent_page_id"),
    "wagtailadmin_pages:search": _RIGHTS,
    "wagtailadmin_pages:search_results": _RIGHTS,
    "wagtailadmin_pages:add": pages("parent_page_id"),
    "wagtailadmin_pages:preview_on_add": pages("parent_page_id"),
    "wagtailadmin_pages:add_subpage": pages("parent_page_id"),
    "wagtailadmin_pages:choose_parent": _NAMES_OTHERS,
    "wagtailadmin_pages:type_use": _NAMES_OTHERS,
    "wagtailadmin_pages:type_use_results": _NAMES_OTHERS,
    "wagtailadmin_pages:move": pages("page_to_move_id", sent=("new_parent_page",)),
    "wagtailadmin_pages:copy": pages("page_id", sent=("new_parent_page",)),
    "wagtailadmin_pages:move_confirm": pages("page_to_move_id", "destination_id"),
    "wagtailadmin_pages:set_page_position": pages("page_to_move_id"),
    "wagtailadmin_pages:revisions_compare": pages("pk"),
    "wagtailadmin_pages:workflow_action": TASK_STATE,
    "wagtailadmin_pages:collect_workflow_action_data": TASK_STATE,
    "wagtailadmin_pages:workflow_preview": WORKFLOW_PREVIEW,
    **{
        f"wagtailadmin_pages:{name}": pages("page_id")
        for name in [
            "usage",
            "edit",
            "preview_on_edit",
            "view_draft",
            "delete",
            "unpublish",
            "convert_alias",
            "set_privacy",
            "lock",
            "unlock",
            "confirm_workflow_cancellation",
            "revisions_index",
            "revisions_view",
            "revisions_revert",
            "revisions_unschedule",
            "workflow_history",
            "workflow_history_detail",
            "history",
            "history_results",
        ]
    },
    "wagtail_bulk_action": BULK,
    "wagtailadmin_editing_sessions:ping": EDITING_SESSION,
    "wagtailadmin_editing_sessions:release": _OWN_ACCOUNT,
    # Choosers and the admin's API.
    "wagtailadmin_choose_page": _RIGHTS,
    "wagtailadmin_choose_page_child": pages("parent_page_id"),
    "wagtailadmin_choose_page_search": _RIGHTS,
    "wagtailadmin_choose_page_chosen_multiple": ids_in_query(hold_pages),
    "wagtailadmin_choose_page_external_link": _STATIC,
    "wagtailadmin_choose_page_email_link": _STATIC,
    "wagtailadmin_choose_page_phone_link": _STATIC,
    "wagtailadmin_choose_page_anchor_link": _STATIC,
    "wagtailadmin_api:pages:listing": _RIGHTS,
    "wagtailadmin_api:pages:detail": pages("pk"),
    "wagtailadmin_api:pages:find": _NAMES_OTHERS,
    "wagtailadmin_api:pages:action": pages("pk", sent=("destination_page_id",)),
    "wagtailadmin_api:documents:*": _NAMES_OTHERS,
    "wagtailadmin_api:images:*": _NAMES_OTHERS,
    "wagtailadmin_tag_autocomplete": _NAMES_OTHERS,
    "wagtailadmin_tag_model_autocomplete": _NAMES_OTHERS,
    "wagtailembeds:*": _STATIC,
    # Pictures and files.
    "wagtailimages:index": _RIGHTS,
    "wagtailimages:index_results": _RIGHTS,
    "wagtailimages:add": _RIGHTS,
    "wagtailimages:add_multiple": _RIGHTS,
    **{
        f"wagtailimages:{name}": images("image_id")
        for name in [
            "edit",
            "delete",
            "url_generator",
            "url_generator_output",
            "preview",
            "image_usage",
            "edit_multiple",
            "delete_multiple",
        ]
    },
    "wagtailimages:create_multiple_from_uploaded_image": _OWN_ACCOUNT,
    "wagtailimages:delete_upload_multiple": _OWN_ACCOUNT,
    "wagtailimages_chooser:choose": _RIGHTS,
    "wagtailimages_chooser:choose_results": _RIGHTS,
    "wagtailimages_chooser:create": _RIGHTS,
    "wagtailimages_chooser:chosen": images("pk"),
    "wagtailimages_chooser:chosen_multiple": ids_in_query(hold_images),
    "wagtailimages_chooser:select_format": images("image_id"),
    "wagtaildocs:index": _RIGHTS,
    "wagtaildocs:index_results": _RIGHTS,
    "wagtaildocs:add": _RIGHTS,
    "wagtaildocs:add_multiple": _RIGHTS,
    **{f"wagtaildocs:{name}": files("document_id") for name in ["edit", "delete", "document_usage"]},
    **{f"wagtaildocs:{name}": files("doc_id") for name in ["edit_multiple", "delete_multiple"]},
    "wagtaildocs:create_multiple_from_uploaded_document": _OWN_ACCOUNT,
    "wagtaildocs:delete_upload_multiple": _OWN_ACCOUNT,
    "wagtaildocs_chooser:choose": _RIGHTS,
    "wagtaildocs_chooser:choose_results": _RIGHTS,
    "wagtaildocs_chooser:create": _RIGHTS,
    "wagtaildocs_chooser:chosen": files("pk"),
    "wagtaildocs_chooser:chosen_multiple": ids_in_query(hold_files),
    "wagtailadmin_collections:index": _RIGHTS,
    "wagtailadmin_collections:add": _RIGHTS,
    "wagtailadmin_collections:edit": collections("pk"),
    "wagtailadmin_collections:delete": collections("pk"),
    "wagtailadmin_collections:set_privacy": collections("collection_id"),
    # Approval, reports.
    "wagtailadmin_workflows:*": _NAMES_OTHERS,
    "wagtailadmin_reports:aging_pages": _RIGHTS,
    "wagtailadmin_reports:aging_pages_results": _RIGHTS,
    "wagtailadmin_reports:*": _NAMES_OTHERS,
    # Translation.
    "wagtail_localize:submit_page_translation": pages("page_id"),
    "wagtail_localize:convert_to_alias": pages("page_id"),
    "wagtail_localize:update_translations": TRANSLATION_SOURCE,
    **{
        f"wagtail_localize:{name}": TRANSLATION
        for name in [
            "edit_string_translation",
            "download_pofile",
            "upload_pofile",
            "machine_translate",
            "preview_translation",
            "stop_translation",
        ]
    },
    "wagtail_localize:edit_override": OVERRIDE,
    "wagtail_localize:*": _NAMES_OTHERS,
    # Settings, shared records.
    "wagtailsettings:edit": own_site("pk"),
    "wagtailsettings:preview_on_edit": own_site("pk"),
    "wagtailsnippets:index": _RIGHTS,
    "wagtailsnippetchoosers_*": _SHARED_READ,
    "wagtailsnippets_*": is_shut("shared records are changed by the province"),
    # The network.
    "portal_sites:*": _NETWORK,
    "wagtaillocales:*": _NETWORK,
    "wagtailsites:*": _NETWORK,
    "wagtailredirects:*": _NAMES_OTHERS,
    "wagtailusers_users:*": _NAMES_OTHERS,
    "wagtailusers_groups:*": _NAMES_OTHERS,
    # Our own screens for people of sub-sites.
    "site_folder_privacy": collections("collection_id"),
    "site_redirects:*": _SCOPED,
    "site_redirects:add": pages(sent=("redirect_page",)),
    "site_redirects:edit": pages(sent=("redirect_page",)),
    "site_reports:*": _SCOPED,
}


# What a reader of everything (an auditor) may still send: words about the own account and session.
READER_MAY_SEND = {
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_login",
    "wagtailadmin_logout",
}


def register_doors(doors: Mapping[str, Door], *, readers_may_send: bool = False) -> None:
    """Add an app's addresses. Raises ImproperlyConfigured on a name that has a door already."""
    twice = sorted(set(doors) & set(DOORS))
    if twice:
        raise ImproperlyConfigured(f"These addresses have a door already: {', '.join(twice)}.")
    DOORS.update(doors)
    if readers_may_send:
        READER_MAY_SEND.update(doors)


def door_of(view_name: str) -> Door | None:
    """The door of an address: by its name, else by the longest `prefix*`; None when it is not named."""
    found = DOORS.get(view_name)
    if found is not None:
        return found
    prefixes = [key for key in DOORS if key.endswith("*") and view_name.startswith(key[:-1])]
    return DOORS[max(prefixes, key=len)] if prefixes else None
