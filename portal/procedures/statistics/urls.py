"""Addresses for other systems."""

from django.urls import path

from portal.procedures.statistics.api import statistics_endpoint

app_name = "procedure_statistics_api"
urlpatterns = [path("statistics/", statistics_endpoint, name="statistics")]
