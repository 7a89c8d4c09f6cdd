"""What each role of a sub-site may do: page, collection and settings rights at its root only.

Rights hang on the sub-site's root and nowhere below: Wagtail slows with the number of permission
rows a user holds (wagtail/wagtail#14593).
"""

from sites.enums import NetworkRole, Role

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

# Who may send a page to the other language; the guard of the admin keeps it to own pages.
TRANSLATION_ROLES = frozenset({Role.EDITOR, Role.SECRETARY, Role.PUBLISHER, Role.SITE_ADMIN})

# Who may read, export and delete what citizens send through a form. Writing pages is no reason to.
SUBMISSION_ROLES = frozenset({Role.QA_OFFICER, Role.PUBLISHER, Role.SITE_ADMIN})

# Names of the network's groups: data, so in Vietnamese.
NETWORK_GROUP_NAMES: dict[NetworkRole, str] = {
    NetworkRole.PROVINCE_ADMIN: "Quản trị tỉnh",
    NetworkRole.PROVINCE_EDITOR: "Biên tập tỉnh",
    NetworkRole.AUDITOR: "Kiểm tra (chỉ đọc)",
}

# Page and collection rights at the root of the tree. An auditor sees what an administrator sees;
# the guard of the admin lets nothing be sent (sites.middleware).
NETWORK_PAGE_RIGHTS: dict[NetworkRole, tuple[str, ...]] = {
    NetworkRole.PROVINCE_ADMIN: PAGE_RIGHTS[Role.SITE_ADMIN],
    NetworkRole.PROVINCE_EDITOR: (),
    NetworkRole.AUDITOR: ("change",),
}
NETWORK_COLLECTION_RIGHTS: dict[NetworkRole, tuple[str, ...]] = {
    NetworkRole.PROVINCE_ADMIN: COLLECTION_RIGHTS[Role.SITE_ADMIN],
    NetworkRole.PROVINCE_EDITOR: (),
    NetworkRole.AUDITOR: _CHOOSE,
}
