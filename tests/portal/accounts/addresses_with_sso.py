"""All addresses, as they are where the province has a sign-in of its own."""

from django.urls import include, path

from portal import urls
from portal.accounts.urls import single_sign_on

urlpatterns = [path("admin/", include(single_sign_on)), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
