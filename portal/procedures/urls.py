"""Addresses of the catalog that are no page of the tree: what takes a form without a token."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.procedures.ratings import views

app_name = "procedures"

urlpatterns = [path(_("rate-procedure/<str:code>/"), views.rate, name="rate")]
