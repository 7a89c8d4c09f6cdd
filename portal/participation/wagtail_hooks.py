"""The submissions' screens take the place of Wagtail's, and the right to read them is our own."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.contrib.forms.utils import get_form_types
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.participation.screens import FormIndexView, SubmissionDeleteView, submission_list
from portal.participation.selectors import readable_forms


@hooks.register("filter_form_submissions_for_user")
def forms_to_read(user: Any, changeable: PageQuerySet) -> PageQuerySet:
    """Asked by Wagtail's menu, list, export and deletion alike."""
    forms = Page.objects.filter(content_type__in=get_form_types())
    return readable_forms(user=user, forms=forms, changeable=changeable)


@hooks.register("register_admin_urls")
def register_form_urls() -> list[URLPattern | URLResolver]:
    """At Wagtail's own addresses: this app stands before `wagtail.contrib.forms`."""
    patterns = [
        path("", FormIndexView.as_view(), name="index"),
        path("results/", FormIndexView.as_view(results_only=True), name="index_results"),
        path("submissions/<int:page_id>/", submission_list, name="list_submissions"),
        path(
            "submissions/<int:page_id>/results/",
            submission_list,
            {"results_only": True},
            name="list_submissions_results",
        ),
        path("submissions/<int:page_id>/delete/", SubmissionDeleteView.as_view(), name="delete_submissions"),
    ]
    return [path("forms/", include((patterns, "site_forms"), namespace="site_forms"))]
