"""Every address of Trust SEND."""

from django.urls import include, path

from trust_send import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("healthz", health.healthz, name="healthz"),
    path("account/", include("allauth.urls")),
]
