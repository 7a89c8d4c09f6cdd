"""Every word of Wagtail's log becomes an entry, with the sub-site it is about.

Wagtail's own log forgets addresses, names no sub-site and can be deleted; it stays what editors see
in a page's history.
"""

from typing import Any

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Collection, Locale, ModelLogEntry, PageLogEntry, Site, Workflow
from wagtail.snippets.models import get_snippet_models

from portal.audit.enums import ActionGroup
from portal.audit.origin import current_origin
from portal.audit.places import place_of_object, place_of_page
from portal.audit.services import audit_write
from portal.audit.snapshots import columns_of, difference

# Told by the signals of portal.accounts, which know what was before and on which sub-site.
TOLD_BY_SIGNALS = "accounts."


def on_page_logged(
    sender: type, instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if not created or raw:
        return
    page = instance.page
    audit_write(
        action=instance.action,
        group=ActionGroup.PAGES,
        actor=instance.user,
        object_type=page._meta.label,
        object_id=instance.page_id,
        object_label=instance.label,
        place=place_of_page(page.path),
        detail=instance.data or {},
        now=instance.timestamp,
    )


def on_record_logged(
    sender: type, instance: ModelLogEntry, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if not created or raw or instance.action.startswith(TOLD_BY_SIGNALS):
        return
    origin = current_origin()
    model = instance.content_type.model_class() if instance.content_type else None
    if origin is not None and origin.watch is not None and origin.watch.holds(model):
        origin.watch.held.append(instance)
        return
    detail = dict(instance.data or {})
    if origin is not None and model is not None:
        detail |= origin.changes.pop((model._meta.label, instance.object_id), {})
    audit_write(
        action=instance.action,
        group=ActionGroup.RECORDS,
        actor=instance.user,
        object_type=model._meta.label if model else "",
        object_id=instance.object_id,
        object_label=instance.label,
        place=place_of_object(model, instance.object_id),
        detail=detail,
        now=instance.timestamp,
    )


def before_saving(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Keep what a setting, a redirect or a shared record held, for the word Wagtail logs after it.

    Only while a request changes something; one query for a row that is there.
    """
    origin = current_origin()
    if raw or origin is None or not instance.pk or not isinstance(instance, _followed()):
        return
    before = sender._default_manager.filter(pk=instance.pk).first()
    changed = difference(columns_of(before) if before is not None else {}, columns_of(instance))
    key = (sender._meta.label, str(instance.pk))
    if changed and key not in origin.changes:
        origin.changes[key] = changed


def _followed() -> tuple[type[Model], ...]:
    return (BaseSiteSetting, Redirect, Site, Collection, Locale, Workflow, *get_snippet_models())
