"""A page's publication survives an editor's save that began before it.

Wagtail's editor reads a draft, and writes the whole row back when it saves (wagtail/admin/views/
pages/edit.py: `form.save(commit=not page.live)`). An autosave on its way while somebody approves
would so take the page off again: its row still says "not live". Columns that tell the publication
are therefore written only by who changed them.
"""

from typing import Any

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

COLUMNS = (
    "live",
    "first_published_at",
    "last_published_at",
    "live_revision_id",
    "expired",
)


class KeepsPublication(Page):
    """Leaves out of a save the columns of `COLUMNS` that are as they were read."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:
        page = super().from_db(db, field_names, values)
        page._note_publication()
        return page

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._note_publication()

    def with_content_json(self, content: Any) -> Any:
        page = super().with_content_json(content)
        page._publication_read = getattr(self, "_publication_read", {})
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        read = getattr(self, "_publication_read", {})
        untouched = {name for name, value in read.items() if getattr(self, name) == value}
        if untouched and not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = self._all_parts() - {name.removesuffix("_id") for name in untouched}
        super().save(*args, **kwargs)
        self._note_publication()

    def _all_parts(self) -> set[str]:
        fields = [field.name for field in self._meta.concrete_fields if not field.primary_key]
        children = [relation.get_accessor_name() for relation in get_all_child_relations(self)]
        chosen = [field.name for field in get_all_child_m2m_relations(self)]
        return {*fields, *children, *chosen}

    def _note_publication(self) -> None:
        known = self.__dict__
        self._publication_read = {name: known[name] for name in COLUMNS if name in known}
