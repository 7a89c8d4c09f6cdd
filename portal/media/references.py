"""Which pictures and files an object refers to: by key, in blocks, in running text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import ReferenceIndex

from portal.media.models import File, PortalImage


@dataclass
class MediaIds:
    """Keys of pictures and of files."""

    images: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Reference:
    """`model` is the base model of what is referred to; `field` the field or child relation it stands in."""

    model: type[Model]
    pk: int
    field: str


def references_of(instance: Model) -> Iterator[Reference]:
    """Everything the values of `instance` refer to, as Wagtail's index of references would find it.

    Keys that are no numbers (in the markup of running text anything may be written) are left out.
    """
    for type_id, pk, _model_path, content_path in ReferenceIndex._extract_references_from_object(instance):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None and pk.isascii() and pk.isdigit() and len(pk) < 19:
            yield Reference(model, int(pk), content_path.split(".", 1)[0])


def media_of(instance: Model) -> MediaIds:
    """The pictures and files `instance` refers to; some may no longer exist."""
    found = MediaIds()
    for reference in references_of(instance):
        if reference.model is PortalImage:
            found.images.add(reference.pk)
        elif reference.model is File:
            found.files.add(reference.pk)
    return found


@cache
def media_fields(model: type[Model]) -> frozenset[str]:
    """Names of the fields and child relations of a model that can refer to a picture or file."""
    names = {
        field.name
        for field in model._meta.get_fields()
        if hasattr(field, "extract_references") or _is_key_to_media(field)
    }
    if issubclass(model, ClusterableModel):
        names |= {
            relation.get_accessor_name()
            for relation in get_all_child_relations(model)
            if media_fields(relation.related_model)
        }
    return frozenset(names)


def _is_key_to_media(field: Any) -> bool:
    return bool(field.many_to_one) and field.related_model in (PortalImage, File)
