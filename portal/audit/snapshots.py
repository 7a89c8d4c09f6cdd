"""What a record held, for the before and after of an entry. Reads only."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from portal.accounts.models import User

# Never shown: an entry is read by more people than an account's row.
_HIDDEN = frozenset({"password", "last_login"})


def columns_of(instance: Model) -> dict[str, Any]:
    """The columns of a record by their names, as text where they are no plain value. No query."""
    return {
        field.attname: _shown(getattr(instance, field.attname))
        for field in instance._meta.concrete_fields
        if field.attname not in _HIDDEN
        and not field.primary_key
        and field.attname not in instance.get_deferred_fields()
    }


def user_snapshot(pk: Any) -> dict[str, Any]:
    """A user's columns, groups and own rights; empty for nobody. Three queries."""
    user = User.objects.filter(pk=pk).first()
    if user is None:
        return {}
    return columns_of(user) | {
        "groups": sorted(user.groups.values_list("name", flat=True)),
        "user_permissions": _codes(user.user_permissions),
    }


def group_snapshot(pk: Any) -> dict[str, Any]:
    """A group's name and rights: on models, pages, folders and sites. Five queries."""
    group = Group.objects.filter(pk=pk).first()
    if group is None:
        return {}
    by_place = {
        "page_permissions": (GroupPagePermission, "page__title"),
        "collection_permissions": (GroupCollectionPermission, "collection__name"),
        "site_permissions": (GroupSitePermission, "site__hostname"),
    }
    return {"name": group.name, "permissions": _codes(group.permissions)} | {
        key: sorted(
            f"{code}: {place}"
            for code, place in model.objects.filter(group=group).values_list("permission__codename", place)
        )
        for key, (model, place) in by_place.items()
    }


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """`{"before": …, "after": …}` of what is not the same; empty when all is."""
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if not changed:
        return {}
    return {
        "before": {key: before[key] for key in changed if key in before},
        "after": {key: after[key] for key in changed if key in after},
    }


def _codes(permissions: Any) -> list[str]:
    return sorted(permissions.values_list("codename", flat=True))


def _shown(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
