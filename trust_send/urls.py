"""Every address of Trust SEND."""

from django.urls import include, path

from pupils.views import family
from trust_send import health, home, today

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("healthz", health.healthz, name="healthz"),
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
    path("my-child/", family.my_children, name="my-children"),
    path("my-child/<int:pupil_id>/", family.my_child, name="my-child"),
    path("me/", family.me, name="me"),
    path("account/", include("trust_send.account_urls")),
    path("", include("trust_send.platform.jobs.urls")),
    path("", include("trust_send.platform.papers.urls")),
    path("", include("schools.urls")),
    path("", include("pupils.urls")),
    path("", include("reporting.urls")),
]
