"""Every address of Trust SEND."""

from django.urls import include, path

from trust_send import health, home

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("healthz", health.healthz, name="healthz"),
    path("", home.home, name="home"),
    path("account/", include("trust_send.account_urls")),
    path("", include("trust_send.platform.jobs.urls")),
    path("", include("trust_send.platform.papers.urls")),
    path("", include("schools.urls")),
]
