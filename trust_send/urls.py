"""Every address of Trust SEND."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
