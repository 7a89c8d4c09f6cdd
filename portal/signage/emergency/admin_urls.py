"""Addresses below /admin/signage/alerts/."""

from django.urls import path

from portal.signage.emergency import reports, screens

app_name = "signage_alerts"

urlpatterns = [
    path("", screens.AlertIndexView.as_view(), name="index"),
    path("add/", screens.AlertAddView.as_view(), name="add"),
    path("preview/", reports.PreviewView.as_view(), name="preview"),
    path("exercises/", reports.DrillReportView.as_view(), name="drills"),
    path("<int:alert_id>/", screens.AlertView.as_view(), name="alert"),
    path("<int:alert_id>/live/", screens.LiveView.as_view(), name="live"),
    path("<int:alert_id>/renew/", screens.RenewView.as_view(), name="renew"),
    path("<int:alert_id>/correct/", screens.CorrectView.as_view(), name="correct"),
    path("<int:alert_id>/cancel/", screens.CancelView.as_view(), name="cancel"),
]
