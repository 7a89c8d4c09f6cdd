"""The submissions' screens take the place of Wagtail's, and the right to read them is our own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.contrib.forms.utils import get_form_types, get_forms_for_user
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.participation.models import Submission
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


@hooks.register("before_delete_page")
def refuse_to_lose_submissions(request: HttpRequest, page: Page) -> None:
    """A form takes its submissions with it: whoever may not read them may not delete it."""
    forms = Submission.objects.filter(page__path__startswith=page.path).values("page")
    readable = get_forms_for_user(request.user).values("pk")
    if forms.exclude(page__in=readable).exists():
        messages.error(
            request, _("Citizens have sent something through this form: ask who answers them to delete it.")
        )
        raise PermissionDenied


@hooks.register("before_bulk_action")
def refuse_to_lose_them_in_bulk(request: HttpRequest, action_type: str, pages: Any, action: Any) -> None:
    if action_type == "delete":
        for page in pages:
            if isinstance(page, Page):
                refuse_to_lose_submissions(request, page)
