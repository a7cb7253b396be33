"""Addresses of figures and of the documents made from them."""

from django.urls import path

from reporting.views import counts, documents, overview, schools

urlpatterns = [
    path("overview/", overview.dashboard, name="dashboard"),
    path("overview/export/<slug:table>/<slug:kind>/", overview.export, name="figures-export"),
    path("overview/count/", counts.count, name="figures-count"),
    path("overview/<int:school_id>/", schools.school_figures, name="school-figures"),
    path("overview/<int:school_id>/export/<slug:kind>/", schools.export, name="school-figures-export"),
    path("overview/<int:school_id>/count-past/", counts.count_past, name="figures-count-past"),
    path("documents/", documents.documents, name="documents"),
    path("documents/nutshell/", documents.make_nutshells, name="nutshell-make"),
]
