"""Every door of the admin, and who of a sub-site's people may pass it with which object.

Wagtail checks page and collection rights on its own screens, but not on all of them (#9714, #9270,
#7899, #7959, #12969; wagtail-localize's submission). Here each address of the admin is named once;
one that is not named is shut for sub-site roles, so an upgrade of Wagtail cannot open a hole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task, TaskState
from wagtail_localize.models import Translation, TranslationSource

from sites.scopes import Scope

Kwargs = Mapping[str, Any]
Rule = Callable[[HttpRequest, Scope, Kwargs], bool]


@dataclass(frozen=True)
class Door:
    """A rule and why it is enough. `opens` is asked only for people of sub-sites."""

    opens: Rule
    reason: str


def is_open(reason: str) -> Door:
    """No object behind it, or the view itself shows only what the user's rights reach."""
    return Door(lambda request, scope, kwargs: True, reason)


def is_shut(reason: str) -> Door:
    """Nothing of this concerns a single sub-site."""
    return Door(lambda request, scope, kwargs: False, reason)


def pages(*names: str, sent: tuple[str, ...] = ()) -> Door:
    """All pages named by these arguments of the address, and by these fields of the form, belong to
    the scope. A refused destination would be named in the form's complaint and in its chooser."""

    def rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
        ids = [kwargs[name] for name in names if kwargs.get(name) is not None]
        return hold_pages(scope, [*ids, *ids_sent(request, sent)])

    return Door(rule, "pages of the own sub-site")


def ids_sent(request: HttpRequest, names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in request.POST.getlist(name) if value]


def hold_pages(scope: Scope, ids: list[Any]) -> bool:
    return _paths_held(Page, ids, "path", scope.holds_page)


def hold_images(scope: Scope, ids: list[Any]) -> bool:
    return _paths_held(get_image_model(), ids, "collection__path", scope.holds_collection)


def hold_files(scope: Scope, ids: list[Any]) -> bool:
    return _paths_held(get_document_model(), ids, "collection__path", scope.holds_collection)


def hold_collections(scope: Scope, ids: list[Any]) -> bool:
    return _paths_held(Collection, ids, "path", scope.holds_collection)


def images(name: str) -> Door:
    return Door(
        lambda request, scope, kwargs: hold_images(scope, [kwargs[name]]), "pictures of the own folder"
    )


def files(name: str) -> Door:
    return Door(lambda request, scope, kwargs: hold_files(scope, [kwargs[name]]), "files of the own folder")


def collections(name: str) -> Door:
    return Door(
        lambda request, scope, kwargs: hold_collections(scope, [kwargs[name]]), "folders of the own sub-site"
    )


def ids_in_query(held: Callable[[Scope, list[Any]], bool]) -> Door:
    """The objects named by `?id=` belong to the scope."""
    return Door(
        lambda request, scope, kwargs: held(scope, request.GET.getlist("id")), "objects of the own sub-site"
    )


def own_site(name: str) -> Door:
    def rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
        return kwargs.get(name) is None or scope.holds_site(int(kwargs[name]))

    return Door(rule, "settings of the own site; without a number Wagtail leads to the request's")


def bulk_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    kinds = {
        "page": (hold_pages, hold_pages),
        get_image_model()._meta.model_name: (hold_images, hold_collections),
        get_document_model()._meta.model_name: (hold_files, hold_collections),
    }
    kind = str(kwargs["model_name"]).lower()
    ids = request.GET.getlist("id")
    if kind not in kinds or not ids or not hold_pages(scope, ids_sent(request, ("chooser",))):
        return False
    held, parent_held = kinds[kind]
    if "all" not in ids:
        return held(scope, ids)
    # Wagtail takes all of the listing then: of a page, else what the user may change.
    parent = request.GET.get("childOf")
    return parent_held(scope, [parent]) if parent else kind != "page"


def editing_session_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return False
    return issubclass(model, Page) and hold_pages(scope, [kwargs["object_id"]])


def _translation(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    translation = Translation.objects.select_related("source").filter(pk=kwargs["translation_id"]).first()
    return translation is not None and _holds_source(scope, translation.source)


def translation_source_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
    return source is not None and _holds_source(scope, source)


def _holds_source(scope: Scope, source: TranslationSource) -> bool:
    found = Page.objects.filter(translation_key=source.object_id).values_list("path", flat=True)
    return bool(found) and all(scope.holds_page(path) for path in found)


def task_state_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    state = TaskState.objects.filter(pk=kwargs["task_state_id"]).select_related("workflow_state").first()
    return (
        state is not None
        and state.workflow_state.workflow_id in scope.workflow_ids
        and hold_pages(scope, [kwargs["page_id"]])
    )


def workflow_preview_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    task = Task.objects.filter(pk=kwargs["task_id"], workflow_tasks__workflow__in=scope.workflow_ids).exists()
    return task and hold_pages(scope, [kwargs["page_id"]])


def _paths_held(model: Any, ids: list[Any], field: str, held: Callable[[str], bool]) -> bool:
    numbers = {int(value) for value in ids if str(value).isdigit()}
    if len(numbers) != len(set(map(str, ids))):
        return False
    paths = list(model.objects.filter(pk__in=numbers).values_list(field, flat=True))
    return len(paths) == len(numbers) and all(held(path) for path in paths)


BULK = Door(bulk_rule, "only on objects of the own sub-site")
EDITING_SESSION = Door(editing_session_rule, "pages of the own sub-site")
TASK_STATE = Door(task_state_rule, "steps of the own approval")
TRANSLATION = Door(_translation, "translations of pages of the own sub-site")
TRANSLATION_SOURCE = Door(translation_source_rule, "translations of pages of the own sub-site")
WORKFLOW_PREVIEW = Door(workflow_preview_rule, "steps of the own approval")
