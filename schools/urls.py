"""Addresses of trusts, schools and people, and of coming in."""

from django.urls import path

from schools.views import colours, demo, desks, doors, kept, public

urlpatterns = [
    # Coming in
    path("with/<str:token>/", doors.door, name="door"),
    path("demo/sign-in/", demo.sign_in, name="demo-sign-in"),
    path("demo/mail/", demo.mail, name="demo-mail"),
    # For everyone who is signed in
    path("desk/", desks.desk, name="desk"),
    path("kept/<int:trust_id>/", kept.kept_form, name="kept"),
    # For everyone
    path("colours/<slug:slug>.css", colours.stylesheet, name="trust-colours"),
    path("help/", public.words, {"page": "help"}, name="help"),
    path("privacy/", public.words, {"page": "privacy"}, name="privacy"),
    path("accessibility/", public.words, {"page": "accessibility"}, name="accessibility"),
    path("who-can-see-what/", public.who_can_see_what, name="who-can-see-what"),
]
