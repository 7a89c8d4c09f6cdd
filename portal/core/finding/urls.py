"""The report of searches in the admin."""

from django.urls import path

from portal.core.finding.reports import SearchesReport

app_name = "site_searches"
urlpatterns = [path("", SearchesReport.as_view(), name="index")]
