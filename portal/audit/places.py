"""On which sub-site an act was done: asked of what it was done to."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.models import Collection, Page

from portal.accounts.models import User
from portal.audit.origin import Place, current_origin, place_of
from sites.models import SubsiteRole

DEPTH = 8  # a sub-site's root stands at the second level of the tree: two steps of treebeard's path


def place_of_page(path: str) -> Place | None:
    """None for the root of all."""
    return place_of(root_page__path=path[:DEPTH]) if len(path) >= DEPTH else None


def place_of_collection(path: str) -> Place | None:
    return place_of(collection__path=path[:DEPTH]) if len(path) >= DEPTH else None


def place_of_person(user: User | None, *, at_host: bool = False) -> Place | None:
    """The only sub-site where a person works; None for several and for the network's people.

    An entry about one account must not tell one sub-site what the person does for another. With
    `at_host` the request's own sub-site counts, when the person works there: for signing in, which
    says nothing of elsewhere.
    """
    if user is None or user.pk is None:
        return None
    held = set(SubsiteRole.objects.filter(group__user=user).values_list("subsite_id", flat=True))
    origin = current_origin()
    if at_host and origin is not None and origin.place and origin.place.subsite_id in held:
        return origin.place
    return place_of(pk=held.pop()) if len(held) == 1 else None


# Columns by which a record belongs to a sub-site, and how they lead there.
_COLUMNS = (
    ("subsite", "subsite_id", lambda value: place_of(pk=value)),
    ("site", "site_id", lambda value: place_of(site_id=value)),
    ("unit", "unit_id", lambda value: place_of(unit_id=value)),
    ("collection", "collection__path", place_of_collection),
    ("page", "page__path", place_of_page),
)


def place_of_object(model: type[Model] | None, pk: Any) -> Place | None:
    """The sub-site of a record by its columns; None for what the network shares, and for what is gone.

    At most two queries, most of them answered from the request's memory.
    """
    if model is None:
        return None
    if issubclass(model, User):
        return place_of_person(User.objects.filter(pk=pk).first())
    if issubclass(model, Page | Collection):
        path = model._default_manager.filter(pk=pk).values_list("path", flat=True).first() or ""
        return place_of_page(path) if issubclass(model, Page) else place_of_collection(path)
    for name, column, lead in _COLUMNS:
        if _has_foreign_key(model, name):
            value = model._default_manager.filter(pk=pk).values_list(column, flat=True).first()
            return lead(value) if value else None
    return None


def _has_foreign_key(model: type[Model], name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return bool(field.many_to_one or field.one_to_one) and field.concrete
