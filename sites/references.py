"""Which pictures, files and pages a person may put into a text of theirs.

Choosers offer nothing else, but a form takes whatever number it is sent.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.scopes import Scope


def is_guarded(model: type[Model]) -> bool:
    """Does it matter who refers to an object of this model? Shared records are everybody's."""
    return issubclass(model, (Page, get_image_model(), get_document_model()))


def referable_ids(*, user: Any, scope: Scope, model: type[Model], ids: Iterable[int]) -> set[int]:
    """Those of `ids` the user may refer to; ids of nothing are not among them. Two queries at most.

    Pictures and files: what their choosers offer, so a folder the province opens to all counts.
    Pages: those of the own sub-sites, and what any sub-site has published for everybody.
    """
    asked = set(ids)
    if not is_guarded(model):
        return asked
    if not issubclass(model, Page):
        policy = policy_registry.get_by_type(model)
        offered = policy.instances_user_has_any_permission_for(user, ["choose"])
        return set(offered.filter(pk__in=asked).values_list("pk", flat=True))
    paths = dict(model._default_manager.filter(pk__in=asked).values_list("pk", "path"))
    own = {pk for pk, path in paths.items() if scope.holds_page(path)}
    if others := set(paths) - own:
        own |= set(Page.objects.live().public().filter(pk__in=others).values_list("pk", flat=True))
    return own
