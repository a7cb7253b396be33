"""Addresses of jobs."""

from django.urls import path

from trust_send.platform.jobs import views

urlpatterns = [path("jobs/<int:job_id>/", views.job, name="job")]
