"""The matrix: each address, with the other sub-site's objects as arguments, by each role."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, reverse

from sites.enums import Role
from tests.sites.leaks.doors import Address, admin_addresses
from tests.sites.leaks.world import MARKS, World

# Arguments whose meaning does not depend on the address.
COMMON = {
    "page_id": "page",
    "parent_page_id": "index",
    "page_to_move_id": "page",
    "destination_id": "own_index",
    "page_pk": "page",
    "workflow_pk": "workflow",
    "object_id": "page",
    "revision_id": "revision",
    "task_state_id": "task_state",
    "workflow_state_id": "workflow_state",
    "task_id": "task",
    "image_id": "image",
    "document_id": "file",
    "doc_id": "file",
    "collection_id": "folder",
    "redirect_id": "redirect",
    "translation_id": "translation",
    "translation_source_id": "translation_source",
    "string_segment_id": "segment",
    "overridable_segment_id": "segment",
    "unit_id": "unit",
    "user_id": "user",
    "subsite_id": "subsite",
}
# `pk` means what the address is about.
BY_SPACE = {
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "file",
    "wagtailadmin_collections": "folder",
    "wagtailadmin_pages": "page",
    "wagtailadmin_workflows": "workflow",
    "wagtailsettings": "site",
    "wagtailsnippets_core_topic": "topic",
    "wagtailsnippetchoosers_core_topic": "topic",
    "wagtaillocales": "locale",
    "wagtailsites": "site",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtaildocs_chooser": "file",
    "wagtailimages_chooser": "image",
    "wagtail_localize": "topic",
    "site_redirects": "redirect",
    "site_users": "user",
} | {
    # Shared records: any that exists will do, nobody of a sub-site passes.
    f"wagtailsnippet{kind}_procedures_{model}": "topic"
    for kind in ("s", "choosers")
    for model in ("procedure", "procedurefield", "lifeevent", "adoptionrule", "partpolicy")
}
TASK_ADDRESSES = {"edit_task", "disable_task", "enable_task"}
WORDS = {
    "content_type_app_name": "news",
    "content_type_model_name": "articlepage",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "filter_spec": "max-100x100",
    "uploaded_file_id": 1,
    "session_id": 1,
    "mode": "mobile",
    "uidb64": "MQ",
    "token": "set-password",
    "uidb36": "1",
    "key": "set-password",
    "procedure_id": 1,
    "proposal_id": 1,
    "part": "methods",
}
MODELS = {
    "wagtailadmin_editing_sessions": ("news", "articlepage"),
    "wagtailadmin_workflows": ("wagtailcore", "groupapprovaltask"),
    "wagtailadmin_pages": ("news", "articlepage"),
    "wagtail_localize": ("core", "topic"),
    "wagtailsettings": ("themes", "sitetheme"),
    "": ("taggit", "tag"),
}
BULK = (
    ("wagtailcore", "page", ("delete", "move", "publish", "unpublish")),
    ("media", "portalimage", ("delete", "add_to_collection", "add_tags")),
    ("media", "file", ("delete", "add_to_collection", "add_tags")),
)
ACTIONS = {
    "wagtailadmin_api:pages:action": ("copy", "delete", "publish", "unpublish", "move", "create_alias")
}


# What every POST carries. Wagtail's form for an outside address breaks without one.
FORM = {"url": "https://example.org/", "external-link-chooser-url": "https://example.org/"}


class NotTaught(Exception):
    """The matrix does not know what to put into an argument: a new address must be looked at."""


@dataclass(frozen=True)
class Leak:
    """An answer that told or did something of the other sub-site."""

    role: str
    address: str
    method: str
    what: str

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.address}: {self.what}"


def requests_for(address: Address, world: World) -> list[tuple[str, str]]:
    """(path, query) pairs that try the other sub-site's objects at this address."""
    if not address.name:
        return []
    if address.name == "wagtail_bulk_action":
        ids = {"page": "page", "portalimage": "image", "file": "file"}
        return [
            (reverse(address.name, args=[app, model, action]), f"?id={world.ids[ids[model]]}")
            for app, model, actions in BULK
            for action in actions
        ]
    values = {name: _value(address, name, world) for name in address.arguments if name != "action_name"}
    if "action_name" not in address.arguments:
        # The words stand in titles of the other sub-site; the mark itself would be echoed to us.
        return [(_reverse(address, values), f"?id={_asked(address, world)}&q=%C4%91%C4%83ng")]
    actions = ACTIONS.get(address.name, ("approve", "reject"))
    return [(_reverse(address, values | {"action_name": action}), "") for action in actions]


def _reverse(address: Address, values: dict[str, Any]) -> str:
    try:
        return reverse(address.name, kwargs=values)
    except NoReverseMatch:
        # A pattern of groups without names (revision comparison) takes them in order.
        return reverse(address.name, args=list(values.values()))


def _asked(address: Address, world: World) -> Any:
    if "image" in address.name:
        return world.ids["image"]
    return world.ids["file" if "docs" in address.name or "documents" in address.name else "page"]


def _value(address: Address, name: str, world: World) -> Any:
    space, _colon, last = address.name.rpartition(":")
    if name in ("app_label", "app_name", "model_name") and space in MODELS:
        return MODELS[space][1 if name == "model_name" else 0]
    if name == "pk" and last in TASK_ADDRESSES:
        return world.ids["task"]
    if name == "pk" and space in BY_SPACE:
        return world.ids[BY_SPACE[space]]
    if name in COMMON:
        return world.ids[COMMON[name]]
    if name in WORDS:
        return WORDS[name]
    raise NotTaught(f"{address.name}: what is {name!r}? Teach tests/sites/leaks/matrix.py.")


def try_everything(world: World, role: Role, only: str = "") -> list[Leak]:
    """All leaks found by one role, optionally at addresses whose name begins with `only`."""
    client = Client(HTTP_HOST=world.own.site.hostname, raise_request_exception=False)
    client.force_login(world.people[role])
    before = world.state_of_other()
    leaks = []
    for address in admin_addresses():
        if not address.name.startswith(only) or address.name == "wagtailadmin_logout":
            continue
        for path, query in requests_for(address, world):
            for method in ("get", "post"):
                answer = getattr(client, method)(path + query, FORM if method == "post" else None)
                leaks += _judge(role, address, method, answer)
                told = answer.headers.get("Location", "")
                if answer.status_code == 302 and told.startswith("/admin/") and not told.startswith(path):
                    # Words about what was refused or done appear on the page one is sent to.
                    leaks += _judge(role, address, f"{method}, then", client.get(told))
    after = world.state_of_other()
    leaks += [
        Leak(role.value, "all", "post", f"{name} changed: {before[name]} → {after[name]}")
        for name in before
        if before[name] != after[name]
    ]
    return leaks


def _judge(role: Role, address: Address, method: str, answer: Any) -> list[Leak]:
    if answer.status_code >= 500:
        return [Leak(role.value, address.name, method, f"answered {answer.status_code}")]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") + str(answer.headers.get("Location", ""))
    found = [mark for mark in MARKS if mark in text]
    # Our own request may be echoed in the address that is named back to us, never more.
    return [Leak(role.value, address.name, method, f"{answer.status_code} shows {found}")] if found else []
