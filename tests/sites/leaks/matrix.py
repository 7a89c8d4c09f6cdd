"""What the matrix puts into each address: the arguments, the query and the body."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from tests.sites.leaks.doors import Address
from tests.sites.leaks.world import World

# Arguments whose meaning does not depend on the address.
COMMON = {
    "page_id": "page",
    "parent_page_id": "index",
    "page_to_move_id": "page",
    "destination_id": "destination",
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
    "site_id": "site",
    "entry_id": "audit_entry",
    "board_id": "board",
    "shot_id": "screenshot",
    "key_id": "board_key",
    "tag_id": "board_tag",
    "alert_id": "alert",
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
    "wagtailsnippets_core_bestbet": "topic",
    "wagtailsnippetchoosers_core_bestbet": "topic",
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
# Here a page is a form, and its submissions are chosen, listed and exported by the query.
FORM_SPACES = {"wagtailforms", "site_forms"}
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
STEPS = frozenset({"task_state_id", "workflow_state_id", "task_id"})
BULK = (
    ("wagtailcore", "page", ("delete", "move", "publish", "unpublish")),
    ("media", "portalimage", ("delete", "add_to_collection", "add_tags")),
    ("media", "file", ("delete", "add_to_collection", "add_tags")),
)
ACTIONS = {
    "wagtailadmin_api:pages:action": (
        "convert_alias",
        "copy",
        "copy_for_translation",
        "create_alias",
        "delete",
        "move",
        "publish",
        "revert_to_page_revision",
        "unpublish",
    )
}


# What every POST carries. Wagtail's form for an outside address breaks without one.
FORM = {"url": "https://example.org/", "external-link-chooser-url": "https://example.org/"}
LISTS = ("report", "submissions", "history", "index", "explore", "aging", "results", "usage", "workflow")


class NotTaught(Exception):
    """The matrix does not know what to put into an argument: a new address must be looked at."""


@dataclass(frozen=True)
class Way:
    """Whose objects stand in the address, what is asked for beside them, and what is sent."""

    name: str
    ids: dict[str, Any]
    asked: dict[str, list[Any]]
    smuggled: dict[str, Any]
    body: dict[str, Any]

    def query_posted(self, address: Address) -> str:
        # The words stand in titles of the other sub-site; the mark itself would be echoed to us.
        words = {"id": self.asked[_kind_asked(address)], "q": "đăng"}
        return "?" + urlencode(words | self.smuggled, doseq=True)

    def queries(self, address: Address) -> list[str]:
        """Asked by GET, one after the other."""
        if not self.smuggled:
            return [self.query_posted(address)]
        if not any(part in address.name for part in LISTS):
            return ["", self.query_posted(address)]
        return ["", self.query_posted(address), "?q=%C4%91%C4%83ng", "?export=csv", "?export=xlsx"]


def others_objects(world: World) -> Way:
    """The other sub-site's objects wherever an address names one."""
    asked = {kind: [world.ids[kind]] for kind in ("page", "image", "file")}
    return Way("theirs", world.ids | {"destination": world.own_ids["index"]}, asked, {}, FORM)


def own_objects(world: World) -> Way:
    """Own objects in the address; the other sub-site's in the query and in the body."""
    # Bulk actions: one of ours, one of theirs.
    asked = {kind: [world.own_ids[kind], world.ids[kind]] for kind in ("page", "image", "file")}
    return Way("ours", world.own_ids, asked, _smuggled(world), FORM | _body(world))


def mixed_objects(world: World) -> Way:
    """An own page in the address, and the other sub-site's revision, step, destination … after it."""
    own = {name: world.own_ids[name] for name in ("page", "index", "live_page", "submitted_page")}
    asked = {kind: [world.own_ids[kind]] for kind in ("page", "image", "file")}
    ids = world.ids | own | {"destination": world.ids["index"]}
    return Way("mixed", ids, asked, _smuggled(world), FORM | _body(world))


def _smuggled(world: World) -> dict[str, Any]:
    """What a filter, a chooser or a listing may be asked for, all of it the other sub-site's."""
    ids = world.ids
    return {
        "user": ids["user"],
        "owner": ids["user"],
        "edited_by": ids["user"],
        "locked_by": ids["user"],
        "requested_by": ids["user"],
        "site": ids["site"],
        "workflow": ids["workflow"],
        "task": ids["task"],
        "collection_id": ids["folder"],
        "collection": ids["folder"],
        "parent": ids["index"],
        "parent_page_id": ids["index"],
        "child_of": ids["index"],
        "descendant_of": ids["index"],
        "childOf": ids["index"],
        "target_pages[]": ids["page"],
        "translation_of": ids["live_page"],
        "has_translation": ids["live_page"],
        "position": 0,
        "search_all": 1,
        "can_choose_root": 1,
        "group": ids["group"],
        "selected-submissions": ids["submission"],
        "ordering": "-title",
        "next": f"/admin/pages/{ids['index']}/",
    }


def _body(world: World) -> dict[str, Any]:
    """A form sent from an own screen in which every reference is the other sub-site's."""
    ids = world.ids
    return {
        "new_parent_page": ids["index"],
        "parent_page": ids["index"],
        "parent": ids["folder"],
        "chooser": ids["index"],
        "destination_page_id": ids["index"],
        "collection": ids["folder"],
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "title": "Bản sao",
        "name": "Bản sao",
        "copy_subpages": "on",
        "restriction_type": "groups",
        "groups": ids["group"],
        "locales": ids["locale"],
        "locale": "en",
        "include_subtree": "on",
        "include_descendants": "on",
        "recursive": "true",
        "revision_id": ids["revision"],
        "overwrite_revision_id": ids["revision"],
        "site": ids["site"],
        "old_path": "/cu",
        "redirect_page": ids["live_page"],
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def requests_for(address: Address, world: World, way: Way) -> list[str]:
    """The paths of an address in this way of trying; none for what has no name."""
    if not address.name:
        return []
    if address.name == "wagtail_bulk_action":
        return [
            reverse(address.name, args=[app, model, action])
            for app, model, actions in BULK
            for action in actions
        ]
    values = {name: _value(address, name, way) for name in address.arguments if name != "action_name"}
    if "action_name" not in address.arguments:
        return [_reverse(address, values)]
    actions = ACTIONS.get(address.name, ("approve", "reject"))
    return [_reverse(address, values | {"action_name": action}) for action in actions]


def _reverse(address: Address, values: dict[str, Any]) -> str:
    try:
        return reverse(address.name, kwargs=values)
    except NoReverseMatch:
        # A pattern of groups without names (revision comparison) takes them in order.
        return reverse(address.name, args=list(values.values()))


def _kind_asked(address: Address) -> str:
    if "image" in address.name:
        return "image"
    return "file" if "docs" in address.name or "documents" in address.name else "page"


def _value(address: Address, name: str, way: Way) -> Any:
    space, _colon, last = address.name.rpartition(":")
    if space in FORM_SPACES and name == "page_id":
        return way.ids["form"]
    if name in ("app_label", "app_name", "model_name") and space in MODELS:
        return MODELS[space][1 if name == "model_name" else 0]
    if name == "pk" and last in TASK_ADDRESSES:
        return way.ids["task"]
    if name in ("page_id", "page_pk") and STEPS & address.arguments:
        return way.ids["submitted_page"]
    if name in ("revision_id_a", "revision_id_b") and way.name == "mixed":
        return way.ids["revision" if name.endswith("a") else "live_revision"]
    if name == "pk" and way.name == "mixed" and space == "wagtailadmin_pages":
        return way.ids["page"]
    if name == "pk" and space in BY_SPACE:
        return way.ids[BY_SPACE[space]]
    if name in COMMON:
        return way.ids[COMMON[name]]
    if name in WORDS:
        return WORDS[name]
    raise NotTaught(f"{address.name}: what is {name!r}? Teach tests/sites/leaks/matrix.py.")
