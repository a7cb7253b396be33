"""Addresses of trusts, schools and people, and of coming in."""

from django.urls import path

from schools.views import colours, demo, desks, doors, groups, hubs, kept, lending, people, public, schools, trusts

urlpatterns = [
    # Coming in
    path("with/<str:token>/", doors.door, name="door"),
    path("demo/sign-in/", demo.sign_in, name="demo-sign-in"),
    path("demo/mail/", demo.mail, name="demo-mail"),
    # For everyone who is signed in
    path("desk/", desks.desk, name="desk"),
    path("kept/<int:trust_id>/", kept.kept_form, name="kept"),
    # People
    path("people/", people.people, name="people"),
    path("people/appoint/", people.appoint, name="appoint"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/invite/", people.invite_again, name="invite-again"),
    path("people/<int:user_id>/lend/", lending.lend, name="verb-lend"),
    path("lent/<int:lending_id>/end/", lending.lend_end, name="verb-lend-end"),
    path("posts/<int:post_id>/end/", people.end_post, name="end-post"),
    # Classes and groups; one group with its children is a page of pupils
    path("groups/", groups.groups, name="groups"),
    path("groups/open/", groups.group_open, name="group-open"),
    path("groups/<int:group_id>/hand-over/", groups.group_hand_over, name="group-hand-over"),
    path("groups/staff/<int:having_id>/take-back/", groups.group_take_back, name="group-take-back"),
    # Schools and the trust
    path("schools/", schools.schools, name="schools"),
    path("schools/<int:school_id>/", schools.school, name="school"),
    path("schools/<int:school_id>/change/", schools.school_edit, name="school-edit"),
    path("schools/<int:school_id>/terms/<int:start>/", schools.terms, name="terms"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/add/", hubs.hub_add, name="hub-add"),
    path("hubs/<int:hub_id>/", hubs.hub, name="hub"),
    path("hubs/<int:hub_id>/delete/", hubs.hub_delete, name="hub-delete"),
    path("trust/", trusts.trust_edit, name="trust-edit"),
    # For everyone
    path("colours/<slug:slug>.css", colours.stylesheet, name="trust-colours"),
    path("help/", public.words, {"page": "help"}, name="help"),
    path("privacy/", public.words, {"page": "privacy"}, name="privacy"),
    path("accessibility/", public.words, {"page": "accessibility"}, name="accessibility"),
    path("who-can-see-what/", public.who_can_see_what, name="who-can-see-what"),
]
