"""Addresses of the menu screens, below /admin/site-menu/."""

from django.urls import path

from portal.core.menus.views import MenuArrangeView, MenuIndexView

app_name = "site_menu"
urlpatterns = [
    path("", MenuIndexView.as_view(), name="index"),
    path("<int:site_id>/", MenuArrangeView.as_view(), name="arrange"),
]
