from django.urls import path

from portal.signage.rendering.views import media

urlpatterns = [
    # Any name: a wrong one is told so in the way of this prefix, not as a page of the portal.
    path("m/<path:name>", media, name="media"),
]
