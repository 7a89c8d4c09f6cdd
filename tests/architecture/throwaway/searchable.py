"""Things in the index."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.signals import post_save
from django.utils import timezone

from portal.core.search_scopes import scopes_of_units
from portal.throwaway.models import Thing
from search.documents import ANY_LANGUAGE, Document, Key
from search.indexing.services import changes_mark
from search.searchable import Searchable, Shown, registry

THING_KIND = "throwaway.thing"


class ThingSearch(Searchable):
    code = THING_KIND
    label = "thing"

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        for thing in Thing.objects.filter(pk__in=pks):
            yield Document(
                key=Key(THING_KIND, str(thing.pk)),
                title=thing.name,
                language=ANY_LANGUAGE,
                scopes=scopes_of_units([thing.unit_id])[thing.unit_id],
                facets={"loai": (THING_KIND,)},
            )

    def keys(self, *, after: str, limit: int) -> list[str]:
        found = Thing.objects.filter(pk__gt=int(after or 0)).order_by("pk")
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        things = Thing.objects.filter(pk__in=[key.pk for key in keys])
        return {
            Key(THING_KIND, str(thing.pk)): Shown(title=thing.name, url=f"/throw-away/{thing.pk}/")
            for thing in things
        }


def thing_saved(instance: Thing, **kwargs: Any) -> None:
    changes_mark(kind=THING_KIND, pks=[instance.pk], now=timezone.now())


post_save.connect(thing_saved, sender=Thing)
registry.register(ThingSearch())
