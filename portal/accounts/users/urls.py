"""Addresses below /admin/site-users/."""

from django.urls import path

from portal.accounts.acting.views import ActAsView
from portal.accounts.users import views

app_name = "site_users"

urlpatterns = [
    path("", views.UserIndexView.as_view(), name="index"),
    path("add/", views.ColleagueAddView.as_view(), name="add"),
    path("<int:user_id>/", views.PersonEditView.as_view(), name="edit"),
    path("<int:user_id>/act-as/", ActAsView.as_view(), name="act_as"),
    path("<int:user_id>/disable/", views.UserDisableView.as_view(), name="disable"),
    path("<int:user_id>/enable/", views.UserEnableView.as_view(), name="enable"),
    path("<int:user_id>/password-link/", views.PasswordLinkView.as_view(), name="password_link"),
    path("<int:user_id>/second-factor/", views.SecondFactorView.as_view(), name="second_factor"),
    path("<int:user_id>/take-away/<int:subsite_id>/", views.RolesTakeAwayView.as_view(), name="take_away"),
]
