"""The forms of pages and of a site's settings in the admin."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from portal.media.references import references_of
from sites.references import is_guarded, referable_ids
from sites.scopes import scope_of
from sites.slugs import vietnamese_slug

Target = tuple[type[Model], str]  # the base model of what is referred to, and its key as sent


class OwnReferencesForm(WagtailAdminModelForm):
    """Refuses pictures, files and unpublished pages of other sub-sites, wherever in the form they stand.

    What was stored already may stay: an editor need not repair an old page to mend a typing error.
    A refused field is drawn again as it was stored, because Wagtail's widgets would show the title
    and the picture of whatever number was sent.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before the form fills the object with what was sent.
        self._stored: set[Target] = set()
        if self.is_bound and self.instance.pk:
            self._stored = {(found.model, str(found.pk)) for found in references_of(self.instance)}

    def _clean_form(self) -> None:
        super()._clean_form()
        sent = list(_sent_references(self))
        refused = self._foreign({target for _form, _name, target in sent})
        for form, name in {(form, name) for form, name, target in sent if target in refused}:
            _refuse(form, name)

    def _foreign(self, targets: set[Target]) -> set[Target]:
        asked: dict[type[Model], set[str]] = defaultdict(set)
        for model, key in targets - self._stored:
            asked[model].add(key)
        if not asked:
            return set()
        if self.for_user is None:  # nobody has nothing
            return {(model, key) for model, keys in asked.items() for key in keys}
        scope = scope_of(self.for_user)
        foreign: set[Target] = set()
        for model, keys in asked.items():
            numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19}
            allowed = referable_ids(user=self.for_user, scope=scope, model=model, ids=numbers)
            foreign |= {(model, key) for key in keys if key not in {str(pk) for pk in allowed}}
        return foreign


class PortalPageForm(OwnReferencesForm, WagtailAdminPageForm):
    """Asks no clerk for a slug: an empty one is made from the title, or stays as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        return slug or self._free_slug(vietnamese_slug(self.cleaned_data.get("title", "")))

    def _free_slug(self, base: str) -> str:
        slug, number = base, 1
        while not Page._slug_is_available(slug, self.parent_page, self.instance):
            number += 1
            slug = f"{base}-{number}"
        return slug


def _sent_references(form: ModelForm) -> Iterator[tuple[ModelForm, str, Target]]:
    """What the sent values refer to, also of fields that are wrong for another reason."""
    for name, field in form.fields.items():
        try:
            model_field = form._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for target in _targets(model_field, value):
            yield form, name, target
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            yield from _sent_references(child)


def _targets(field: "Field[Any, Any]", value: Any) -> Iterator[Target]:
    if not value:
        return
    if isinstance(field, ForeignKey):
        model: Any = field.related_model
        if is_guarded(model):
            yield _base(model), str(value)
    elif hasattr(field, "extract_references"):
        for model, key, _model_path, _content_path in field.extract_references(value):
            if is_guarded(model):
                yield _base(model), str(key)


def _base(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def _as_stored(data: Any, initial: Any) -> Any:
    return initial


def _refuse(form: ModelForm, name: str) -> None:
    form.errors.pop(name, None)  # errors of blocks would be drawn on blocks that are no longer there
    form.add_error(
        name,
        _(
            "This field named a picture, file or unpublished page of another site, or one that no longer "
            "exists. It has been put back to how it was: choose from your own folder."
        ),
    )
    form.fields[name].bound_data = _as_stored  # type: ignore[method-assign]
