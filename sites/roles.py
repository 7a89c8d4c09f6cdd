"""What each role of a sub-site may do: page, collection and settings rights at its root only.

Rights hang on the sub-site's root and nowhere below: Wagtail slows with the number of permission
rows a user holds (wagtail/wagtail#14593).
"""

from sites.enums import Role

# Wagtail's page permissions (wagtail/models/pages.py, PAGE_PERMISSION_TYPES).
PAGE_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.CONTRIBUTOR: ("add",),
    Role.EDITOR: ("add", "change"),
    Role.SECRETARY: ("add", "change", "lock"),
    Role.PUBLISHER: ("add", "change", "publish", "lock", "unlock"),
    Role.RECORDS_CLERK: ("add",),
    Role.QA_OFFICER: (),
    Role.SITE_ADMIN: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}

_CHOOSE = ("choose_image", "choose_document")
_UPLOAD = ("add_image", "add_document", *_CHOOSE)
_MANAGE = ("change_image", "change_document", *_UPLOAD)

COLLECTION_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.CONTRIBUTOR: _UPLOAD,
    Role.EDITOR: _MANAGE,
    Role.SECRETARY: _MANAGE,
    Role.PUBLISHER: _MANAGE,
    Role.RECORDS_CLERK: _UPLOAD,
    Role.QA_OFFICER: _UPLOAD,
    Role.SITE_ADMIN: ("add_collection", "change_collection", "delete_collection", *_MANAGE),
}

# Roles that may change every per-site settings row (look, contact details).
SETTINGS_ROLES = frozenset({Role.SITE_ADMIN})

# The steps an item passes before it is published, and who approves each.
APPROVAL_STEPS: tuple[tuple[Role, ...], ...] = (
    (Role.EDITOR, Role.SECRETARY),
    (Role.PUBLISHER, Role.SITE_ADMIN),
)
