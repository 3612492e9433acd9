"""The addresses of setting up."""

from django.urls import path

from wasl.faces.desk.setup import checklist, committees, services, staff

urlpatterns = [
    path("setup/", checklist.overview, name="setup"),
    path("setup/staff/", staff.listed, name="staff"),
    path("setup/staff/new/", staff.invite, name="invite_staff"),
    path("setup/staff/<uuid:staff>/", staff.member, name="member"),
    path("setup/staff/<uuid:staff>/roles/", staff.roles, name="change_roles"),
    path("setup/staff/<uuid:staff>/branch/", staff.branch, name="place_at_branch"),
    path("setup/staff/<uuid:staff>/relatives/", staff.relatives, name="declare_kin"),
    path("setup/staff/<uuid:staff>/invite/", staff.invite_again, name="renew_invitation"),
    path("setup/staff/<uuid:staff>/leave/", staff.leave, name="leave_staff"),
    path("setup/services/", services.listed, name="services"),
    path("setup/services/begin/<slug:starter>/", services.begin, name="begin_service"),
    path("setup/services/<slug:service>/", services.edit, name="edit_service"),
    path("setup/services/<slug:service>/open/", services.open_, name="open_service"),
    path("setup/services/<slug:service>/close/", services.close, name="close_service"),
    path("setup/committee/", committees.listed, name="committees"),
    path("setup/committee/new/", committees.new, name="new_committee"),
    path("setup/committee/<uuid:committee>/", committees.renew, name="renew_committee"),
    path(
        "setup/committee/<uuid:committee>/dissolve/",
        committees.dissolve,
        name="dissolve_committee",
    ),
]
