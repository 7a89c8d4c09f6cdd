"""Rights of groups: of a sub-site's roles at its root, of the network's roles at the root of all.

Nowhere below: Wagtail slows with the number of permission rows a user holds (wagtail/wagtail#14593).
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
)

from sites.enums import Level, NetworkRole, Role
from sites.models import NetworkGroup, Subsite
from sites.roles import (
    COLLECTION_RIGHTS,
    NETWORK_COLLECTION_RIGHTS,
    NETWORK_GROUP_NAMES,
    NETWORK_PAGE_RIGHTS,
    PAGE_RIGHTS,
    SETTINGS_ROLES,
    TRANSLATION_ROLES,
)
from sites.sections import Birth, registry


def network_roles_ensure() -> Group:
    """The network's groups, each made with its rights if it is missing; returns the administrators'."""
    groups = {row.role: row.group for row in NetworkGroup.objects.select_related("group")}
    for role in NetworkRole:
        if role not in groups:
            groups[role] = _network_group_create(role)
    return groups[NetworkRole.PROVINCE_ADMIN]


def network_rights_complete() -> int:
    """Give the network's groups the rights on models that came with a newer release; takes none away.

    Returns how many were given. Three queries a group and more for each right that is missing.
    """
    count = 0
    for row in NetworkGroup.objects.select_related("group"):
        held = set(row.group.permissions.values_list("pk", flat=True))
        missing = [right for right in _model_permissions(NetworkRole(row.role)) if right.pk not in held]
        row.group.permissions.add(*missing)
        count += len(missing)
    return count


def subsite_rights_grant(*, birth: Birth, collection: Collection, groups: dict[Role, Group]) -> None:
    """Page, folder and settings rights of a newborn sub-site's groups. A fixed number of queries."""
    names = {f"{right}_page" for rights in PAGE_RIGHTS.values() for right in rights}
    names |= {right for rights in COLLECTION_RIGHTS.values() for right in rights}
    permissions = _permissions([*names, "access_admin", "submit_translation"])
    membership = Group.permissions.through
    membership.objects.bulk_create(
        [
            *(membership(group=group, permission=permissions["access_admin"]) for group in groups.values()),
            *(
                membership(group=groups[role], permission=permissions["submit_translation"])
                for role in sorted(TRANSLATION_ROLES)
            ),
        ]
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=groups[role], page=birth.root, permission=permissions[f"{right}_page"])
        for role, rights in PAGE_RIGHTS.items()
        for right in rights
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=groups[role], collection=collection, permission=permissions[right])
        for role, rights in COLLECTION_RIGHTS.items()
        for right in rights
    )
    settings_permissions = list(_settings_permissions())
    GroupSitePermission.objects.bulk_create(
        GroupSitePermission(group=groups[role], site=birth.site, permission=permission)
        for role in sorted(SETTINGS_ROLES)
        for permission in settings_permissions
    )
    if birth.unit.level == Level.PROVINCE:
        _province_editors_grant(birth, collection, permissions)


def _network_group_create(role: NetworkRole) -> Group:
    with transaction.atomic():
        group, _created = Group.objects.get_or_create(name=NETWORK_GROUP_NAMES[role])
        NetworkGroup.objects.create(role=role, group=group)
        page_rights, folder_rights = NETWORK_PAGE_RIGHTS[role], NETWORK_COLLECTION_RIGHTS[role]
        rights = _permissions([*(f"{right}_page" for right in page_rights), *folder_rights])
        group.permissions.set(_model_permissions(role))
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(
                group=group, page=Page.get_first_root_node(), permission=rights[f"{right}_page"]
            )
            for right in page_rights
        )
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(
                group=group, collection=Collection.get_first_root_node(), permission=rights[right]
            )
            for right in folder_rights
        )
    return group


def _model_permissions(role: NetworkRole) -> list[Permission]:
    """Rights on models: the shared records and, for administrators, sub-sites and settings rows."""
    shared = [apps.get_model(label) for label in registry.shared_models]
    verbs = ("view",) if role == NetworkRole.AUDITOR else ("view", "add", "change")
    # Verbs of records with drafts and locks; others have no such permission.
    on_drafts = () if role == NetworkRole.AUDITOR else ("publish", "lock", "unlock")
    found = [*_permissions(["access_admin"]).values(), *_verbs_on(shared, (*verbs, *on_drafts))]
    if role == NetworkRole.PROVINCE_EDITOR:
        return [*found, *_verbs_on([Subsite], ("view",)), *_permissions(["submit_translation"]).values()]
    found += _verbs_on([Subsite], verbs)
    if role == NetworkRole.PROVINCE_ADMIN:
        found += [*_settings_permissions(), *_permissions(["submit_translation"]).values()]
    return found


def _province_editors_grant(birth: Birth, collection: Collection, permissions: dict[str, Permission]) -> None:
    """The province's editors publish on the province's own site and nowhere else."""
    editors = NetworkGroup.objects.filter(role=NetworkRole.PROVINCE_EDITOR).select_related("group").first()
    if editors is None:
        return
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=editors.group, page=birth.root, permission=permissions[f"{right}_page"])
        for right in PAGE_RIGHTS[Role.PUBLISHER]
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=editors.group, collection=collection, permission=permissions[right])
        for right in COLLECTION_RIGHTS[Role.PUBLISHER]
    )


def _verbs_on(models: Iterable[type], verbs: Iterable[str]) -> list[Permission]:
    types = ContentType.objects.get_for_models(*models).values()
    wanted = [f"{verb}_{kind.model}" for kind in types for verb in verbs]
    return list(Permission.objects.filter(content_type__in=types, codename__in=wanted))


def _settings_permissions() -> list[Permission]:
    models = [model for model in settings_registry if issubclass(model, BaseSiteSetting)]
    return _verbs_on(models, ("change",))


def _permissions(codenames: Iterable[str]) -> dict[str, Permission]:
    # Wagtail keeps image and file rights on its own models, whatever models are in use.
    found = Permission.objects.filter(
        codename__in=set(codenames),
        content_type__app_label__in=[
            "wagtailcore",
            "wagtailadmin",
            "wagtailimages",
            "wagtaildocs",
            "wagtail_localize",
        ],
    )
    return {permission.codename: permission for permission in found}
