"""Who reads which entries."""

from typing import Any

from portal.audit.models import AuditEntry, AuditEntryQuerySet
from sites.enums import NetworkRole
from sites.models import Subsite
from sites.scopes import Scope, scope_of_request

_READS_ALL = frozenset({NetworkRole.PROVINCE_ADMIN.value, NetworkRole.AUDITOR.value})


class AuditPolicy:
    """The province's administrators and auditors read all; a site admin what concerns his sub-sites."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @property
    def reads_all(self) -> bool:
        return bool(self.scope.network_roles & _READS_ALL)

    @property
    def may_enter(self) -> bool:
        return self.reads_all or bool(self.scope.administered_site_ids)

    @property
    def entries(self) -> AuditEntryQuerySet:
        """Entries whose place is one of the sub-sites that the reader administers."""
        entries = AuditEntry.objects.all()
        if self.reads_all:
            return entries
        own = Subsite.objects.filter(site__in=self.scope.administered_site_ids)
        return entries.of_subsites(own.values("pk"))


def audit_policy_of(request: Any) -> AuditPolicy:
    return AuditPolicy(scope_of_request(request))
