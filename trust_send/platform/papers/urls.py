"""Addresses of stored documents."""

from django.urls import path

from trust_send.platform.papers import views

urlpatterns = [path("papers/<int:paper_id>/", views.paper, name="paper")]
