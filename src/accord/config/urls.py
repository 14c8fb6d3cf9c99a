"""Root addresses: the pages, and the sign-in pages of allauth."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("", include("accord.web.urls")),
]

handler400 = "accord.web.errors.bad_request"
handler403 = "accord.web.errors.forbidden"
handler404 = "accord.web.errors.not_found"
handler500 = "accord.web.errors.server_error"
