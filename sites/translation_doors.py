"""The door of what replaces a picture, file or page in a translation (wagtail-localize).

Its view stores whatever number it is sent. Replaced text is checked by the library: markup with
attributes is never used.
"""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model
from django.http import HttpRequest
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from wagtail.blocks import ChooserBlock, ListBlock
from wagtail.fields import StreamField
from wagtail_localize.models import OverridableSegment

from sites.doors import TRANSLATION, Door, Kwargs
from sites.references import is_guarded, referable_ids
from sites.scopes import Scope


def override_rule(request: HttpRequest, scope: Scope, kwargs: Kwargs) -> bool:
    """A translation of the own sub-site, and a number its people could have chosen."""
    if not TRANSLATION.opens(request, scope, kwargs):
        return False
    if request.method != "PUT":
        return True
    segment = (
        OverridableSegment.objects.select_related("source", "context")
        .filter(pk=kwargs["overridable_segment_id"])
        .first()
    )
    model = _target_of(segment) if segment else None
    if model is None or not is_guarded(model):
        return segment is not None
    value = _sent_value(request)
    return (
        value.isascii()
        and value.isdigit()
        and len(value) < 19
        and bool(referable_ids(user=request.user, scope=scope, model=model, ids=[int(value)]))
    )


def _sent_value(request: HttpRequest) -> str:
    request.body  # noqa: B018 - read whole, so that the view can read it again
    return str(Request(request, parsers=[FormParser(), MultiPartParser()]).data.get("value", ""))


def _target_of(segment: OverridableSegment) -> type[Model] | None:
    """The model a segment refers to; None for text and addresses."""
    source = segment.source.specific_content_type.model_class()
    instance = segment.source.as_instance()
    name, *path = segment.context.get_field_path(instance).split(".")
    try:
        field: Any = source._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, ForeignKey):
        return field.related_model
    if not isinstance(field, StreamField):
        return None
    block: Any = field.stream_block
    for part in path:
        if isinstance(block, ListBlock):
            block = block.child_block
        elif part in getattr(block, "child_blocks", {}):
            block = block.child_blocks[part]
    return block.model_class if isinstance(block, ChooserBlock) else None


OVERRIDE = Door(override_rule, "translations of pages of the own sub-site, with its own pictures and files")
