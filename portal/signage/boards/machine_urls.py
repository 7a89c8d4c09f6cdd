"""What boards ask before and besides their feed."""

from django.urls import path

from portal.signage.boards import pairing_api

urlpatterns = [
    path("enroll", pairing_api.enroll, name="enroll"),
    path("enroll/token", pairing_api.enroll_token, name="enroll_token"),
]
