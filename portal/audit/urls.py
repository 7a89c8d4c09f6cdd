"""Addresses below /admin/audit/."""

from django.urls import path

from portal.audit.views import AuditEntryView, AuditIndexView

app_name = "audit"

urlpatterns = [
    path("", AuditIndexView.as_view(), name="index"),
    path("results/", AuditIndexView.as_view(results_only=True), name="results"),
    path("<int:entry_id>/", AuditEntryView.as_view(), name="entry"),
]
