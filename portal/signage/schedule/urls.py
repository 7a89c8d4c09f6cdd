"""Addresses of the conformance file, below /signage/v1/."""

from django.urls import path

from portal.signage.schedule import views

urlpatterns = [
    path("conformance.json", views.conformance, name="conformance"),
    path("conformance.schema.json", views.conformance_schema, name="conformance_schema"),
]
