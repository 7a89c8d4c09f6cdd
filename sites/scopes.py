"""What part of the network is a user's: read once per request, asked by every admin surface."""

from dataclasses import dataclass
from typing import Any

from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup, SubsiteRole


@dataclass(frozen=True)
class Scope:
    """The sub-sites on which a user holds a role. `is_network` means all of them, by `network_roles`.

    Paths are treebeard's; an object belongs to the scope when its path begins with one of them.
    """

    is_network: bool
    is_read_only: bool = False
    network_roles: frozenset[str] = frozenset()
    subsite_ids: frozenset[int] = frozenset()
    site_ids: frozenset[int] = frozenset()
    administered_site_ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    workflow_ids: frozenset[int] = frozenset()
    page_paths: tuple[str, ...] = ()
    collection_paths: tuple[str, ...] = ()

    def holds_page(self, path: str) -> bool:
        return self.is_network or path.startswith(self.page_paths)

    def holds_collection(self, path: str) -> bool:
        return self.is_network or path.startswith(self.collection_paths)

    def holds_site(self, site_id: int) -> bool:
        return self.is_network or site_id in self.site_ids


EVERYTHING = Scope(is_network=True, network_roles=frozenset(NetworkRole.values))


def scope_of(user: Any) -> Scope:
    """The scope of a user: two queries at most, none for a superuser."""
    if user.is_superuser:
        return EVERYTHING
    network = set(NetworkGroup.objects.filter(group__user=user).values_list("role", flat=True))
    if network:
        is_read_only = network == {NetworkRole.AUDITOR}
        return Scope(is_network=True, is_read_only=is_read_only, network_roles=frozenset(network))
    rows = list(
        SubsiteRole.objects.filter(group__user=user)
        .select_related("subsite__root_page", "subsite__collection")
        .order_by("subsite_id")
    )
    subsites = {row.subsite_id: row.subsite for row in rows}.values()
    return Scope(
        is_network=False,
        subsite_ids=frozenset(subsite.pk for subsite in subsites),
        site_ids=frozenset(subsite.site_id for subsite in subsites),
        administered_site_ids=frozenset(row.subsite.site_id for row in rows if row.role == Role.SITE_ADMIN),
        unit_ids=frozenset(subsite.unit_id for subsite in subsites),
        workflow_ids=frozenset(subsite.workflow_id for subsite in subsites),
        page_paths=tuple(subsite.root_page.path for subsite in subsites),
        collection_paths=tuple(subsite.collection.path for subsite in subsites),
    )


def scope_of_request(request: Any) -> Scope:
    """As `scope_of`, remembered on the request."""
    found: Scope | None = getattr(request, "_subsite_scope", None)
    if found is None:
        found = request._subsite_scope = scope_of(request.user)
    return found
