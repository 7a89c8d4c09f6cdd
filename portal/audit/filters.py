"""What the log is filtered by. Choices name groups of acts and, for the province, sub-sites: no people."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from portal.audit.enums import ActionGroup
from portal.audit.models import AuditEntry
from sites.models import Subsite
from sites.slugs import vietnamese_slug


class SubsiteChoiceFilter(django_filters.ModelChoiceFilter):
    """Chosen by the unit's name."""

    @property
    def field(self) -> Any:
        field = super().field
        field.label_from_instance = lambda subsite: subsite.unit.full_name
        return field


class OwnEntriesFilterSet(WagtailFilterSet):
    """For site admins, whose entries are few and of few sub-sites."""

    created_at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    group = django_filters.ChoiceFilter(label=_("Kind of act"), choices=ActionGroup.choices)
    person = django_filters.CharFilter(label=_("Person"), method="filter_folded", field_name="actor_folded")
    object = django_filters.CharFilter(label=_("Object"), method="filter_folded", field_name="object_folded")

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def filter_folded(self, queryset: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        """Parts of words, with or without accents."""
        wanted = vietnamese_slug(value)
        return queryset.filter(**{f"{name}__contains": wanted}) if wanted else queryset.none()


class AllEntriesFilterSet(OwnEntriesFilterSet):
    """For the province."""

    subsite = SubsiteChoiceFilter(
        label=_("Sub-site"),
        method="filter_subsite",
        queryset=Subsite.objects.select_related("unit").order_by("unit__slug", "pk"),
    )

    def filter_subsite(
        self, queryset: QuerySet[AuditEntry], name: str, value: Subsite
    ) -> QuerySet[AuditEntry]:
        return queryset.filter(subsite_id=value.pk)
