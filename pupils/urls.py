"""Addresses of the register and of children's pages."""

from __future__ import annotations

from django.urls import path, register_converter

from pupils.views import (
    census,
    closing,
    concern_steps,
    concerns,
    contacts,
    corrections,
    exports,
    families,
    groups,
    handing_on,
    imports,
    joining,
    knowing,
    layers,
    leaving,
    lending,
    letters,
    local_statuses,
    memberships,
    moves,
    pupils,
    questions,
    readlog,
    register,
    registrations,
    restrictions,
    reviewing,
    rollover,
    search,
)


class FileKind:
    """The kinds of file that the register is given as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """The kind as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The kind as it is written into an address."""
        return value


register_converter(FileKind, "file_kind")

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:import_id>/", imports.table_import, name="import"),
    path("imports/<int:import_id>/columns/", imports.columns, name="import-columns"),
    path("imports/<int:import_id>/rows/<int:row_id>/", imports.decide, name="import-decide"),
    path("imports/<int:import_id>/apply/", imports.import_apply, name="import-apply"),
    path("imports/<int:import_id>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:import_id>/again/", imports.import_again, name="import-again"),
    path("imports/<int:import_id>/throw-away/", imports.import_throw_away, name="import-throw-away"),
    path("imports/<int:import_id>/list.csv", imports.import_list, name="import-list"),
    path("schools/<int:school_id>/census/", census.school_census, name="school-census"),
    path("schools/<int:school_id>/year/", rollover.school_year, name="school-year"),
    path("schools/<int:school_id>/year/undo/", rollover.school_year_undo, name="school-year-undo"),
    path("schools/<int:school_id>/statuses/", local_statuses.school_statuses, name="school-statuses"),
    path("schools/<int:school_id>/register-review/", reviewing.register_review, name="register-review"),
    path("schools/<int:school_id>/register-review/settle/", reviewing.settle, name="register-review-settle"),
    path("schools/<int:school_id>/register-review/answer/", reviewing.answer, name="register-review-answer"),
    path("schools/<int:school_id>/register-review/sign/", reviewing.sign, name="register-review-sign"),
    path("register-reviews/", reviewing.register_reviews, name="register-reviews"),
    path("register/", register.register, name="register"),
    path("register/export.<file_kind:kind>", exports.register_export, name="register-export"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/raise/", concerns.choose, name="concern-choose"),
    path("concerns/<int:concern_id>/", concerns.concern, name="concern"),
    path("concerns/<int:concern_id>/ask/", concern_steps.ask, name="concern-ask"),
    path("concerns/<int:concern_id>/questions/<int:question_id>/answer/", concern_steps.answer, name="concern-answer"),
    path("concerns/<int:concern_id>/decide/", concern_steps.decide, name="concern-decide"),
    path("concerns/<int:concern_id>/withdraw/", concern_steps.withdraw, name="concern-withdraw"),
    path("pupils/<int:pupil_id>/concern/", concern_steps.concern_raise, name="concern-raise"),
    path("find/", search.find, name="find"),
    path("groups/<int:group_id>/", groups.group, name="group"),
    path("groups/<int:group_id>/list.<file_kind:kind>", groups.group_list, name="group-list"),
    path("groups/<int:group_id>/close/", closing.group_close, name="group-close"),
    path("groups/<int:group_id>/open-again/", closing.group_reopen, name="group-reopen"),
    path("groups/<int:group_id>/add/", memberships.group_add, name="group-add"),
    path("groups/<int:group_id>/pupils/<int:pupil_id>/out/", memberships.group_out, name="group-out"),
    path("groups/<int:group_id>/pupils/<int:pupil_id>/move/", memberships.group_move, name="group-move"),
    path("pupils/add/", joining.pupil_add, name="pupil-add"),
    path("pupils/<int:pupil_id>/", pupils.pupil, name="pupil"),
    path("pupils/<int:pupil_id>/status/", pupils.status, name="pupil-status"),
    path("pupils/<int:pupil_id>/family-told/", pupils.family_told, name="pupil-family-told"),
    path("pupils/<int:pupil_id>/status/correct/", corrections.correct_status, name="pupil-status-correct"),
    path("pupils/<int:pupil_id>/status/undo/", pupils.status_undo, name="pupil-status-undo"),
    path("pupils/<int:pupil_id>/needs/", pupils.set_needs, name="pupil-needs"),
    path("pupils/<int:pupil_id>/diagnoses/note/", knowing.diagnosis, name="pupil-diagnosis"),
    path("pupils/<int:pupil_id>/diagnoses/withdraw/", knowing.diagnosis_withdraw, name="pupil-diagnosis-withdraw"),
    path("pupils/<int:pupil_id>/words/", knowing.family_words, name="pupil-words"),
    path("pupils/<int:pupil_id>/layer/", layers.layer, name="pupil-layer"),
    path("pupils/<int:pupil_id>/details/", pupils.edit, name="pupil-edit"),
    path("pupils/<int:pupil_id>/move/", moves.move, name="pupil-move"),
    path("pupils/<int:pupil_id>/leave/", leaving.leave, name="pupil-leave"),
    path("pupils/<int:pupil_id>/come-back/", leaving.come_back, name="pupil-come-back"),
    path("pupils/<int:pupil_id>/transfer-file/", handing_on.make_transfer_file, name="pupil-transfer-file"),
    path("pupils/<int:pupil_id>/second-school/", registrations.second_add, name="pupil-second-school"),
    path(
        "pupils/<int:pupil_id>/second-school/<int:registration_id>/end/",
        registrations.second_end,
        name="pupil-second-school-end",
    ),
    path("pupils/<int:pupil_id>/history/", pupils.changes, name="pupil-history"),
    path("pupils/<int:pupil_id>/sight/", lending.sight, name="pupil-sight"),
    path("pupils/<int:pupil_id>/sight/lend/", lending.lend, name="pupil-lend"),
    path("pupils/<int:pupil_id>/sight/<int:lending_id>/end/", lending.lend_end, name="pupil-lend-end"),
    path("pupils/<int:pupil_id>/family/add/", families.family_add, name="pupil-family-add"),
    path("pupils/<int:pupil_id>/family/<int:link_id>/end/", families.family_end, name="pupil-family-end"),
    path("pupils/<int:pupil_id>/family/<int:link_id>/invite/", families.family_invite, name="pupil-family-invite"),
    path("pupils/<int:pupil_id>/contacts/", contacts.contacts, name="pupil-contacts"),
    path("pupils/<int:pupil_id>/contacts/add/", contacts.contact_add, name="pupil-contact-add"),
    path("pupils/<int:pupil_id>/contacts/<int:link_id>/edit/", contacts.contact_edit, name="pupil-contact-edit"),
    path("pupils/<int:pupil_id>/contacts/<int:link_id>/verify/", contacts.contact_verify, name="pupil-contact-verify"),
    path(
        "pupils/<int:pupil_id>/contacts/<int:link_id>/restriction/",
        restrictions.contact_restrict,
        name="pupil-contact-restrict",
    ),
    path(
        "pupils/<int:pupil_id>/contacts/<int:link_id>/restriction/lift/",
        restrictions.contact_lift,
        name="pupil-contact-lift",
    ),
    path("pupils/<int:pupil_id>/contacts/<int:link_id>/end/", contacts.contact_end, name="pupil-contact-end"),
    path("pupils/<int:pupil_id>/letters/", letters.letters, name="pupil-letters"),
    path("pupils/<int:pupil_id>/letters/write/", letters.write, name="pupil-letter-write"),
    path("pupils/<int:pupil_id>/letters/<int:letter_id>.pdf", letters.paper, name="pupil-letter"),
    path("pupils/<int:pupil_id>/letters/<int:letter_id>/sent/", letters.sent, name="pupil-letter-sent"),
    path("pupils/<int:pupil_id>/letters/<int:letter_id>/withdraw/", letters.withdraw, name="pupil-letter-withdraw"),
    path("pupils/<int:pupil_id>/read-log/", readlog.read_log, name="read-log"),
    path("pupils/<int:pupil_id>/questions/<int:question_id>/", questions.question, name="pupil-question"),
]
