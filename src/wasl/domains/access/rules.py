"""What each role may do: the one page on which permissions are given.

A permission is the name of an action or a query with its room before it. Two roles belong to no
member of staff: `public`, anybody at all, and `applicant`, a person who has just confirmed his
phone by a code or who holds in this session the application that he is filling in.
"""

from collections.abc import Iterable

CODE_LENGTH = 6
CODE_MINUTES = 10
CODES_PER_HOUR = 3
WRONG_TRIES = 5
LOCKED_MINUTES = 15
INVITATION_DAYS = 7
INVITATIONS_OF_SOMEBODY_A_DAY = 5
INVITATIONS_OF_ASSOCIATION_A_DAY = 100
PURPOSES = frozenset({"apply", "follow", "sign", "deliver"})

_PUBLIC = frozenset(
    {
        "agreements.rights_stated",
        "access.accept_invitation",
        "access.invitation_by_token",
        "access.send_code",
        "access.try_code",
        "applications.application_by_reference",
        "applications.empty_form",
        "applications.empty_form_pdf",
        "applications.follow_application",
        "applications.start_application",
        "applications.submit_whole",
        "associations.association_called",
        "associations.association_known",
        "associations.associations_listed",
        "associations.branches_listed",
        "associations.work_calendar",
        "catalogue.edition_of",
        "catalogue.service_called",
        "catalogue.services_offered",
        "decisions.letter_by_token",
        "eligibility.explain_criteria",
        "knowledge.article_published",
        "knowledge.articles_published",
        "notifications.record_callback",
        "notifications.record_forged_receipt",
        "notifications.record_receipt",
        "policies.adoption_of",
        "policies.days_promised",
        "policies.policy_content",
        "policies.policy_in_force",
        "policies.policy_of",
        "policies.policy_pdf",
        "policies.public_policy",
        "policies.public_versions",
        "policies.reply_due_on",
        "policies.reply_promise",
        "privacy.held_in_short",
        "privacy.notice_called",
        "privacy.notice_in_force",
        "privacy.notices_listed",
        "privacy.purposes_listed",
        "satisfaction.ask_for_call",
        "satisfaction.survey_by_token",
        "satisfaction.take_answer",
    }
)

_APPLICANT = _PUBLIC | {
    "applications.answer_request",
    "applications.applications_held",
    "applications.keep_document",
    "applications.discard_application",
    "applications.draft_for_form",
    "applications.drafts_held",
    "applications.postpone_document",
    "applications.remove_document",
    "applications.save_answers",
    "applications.status_for_applicant",
    "applications.submit_application",
    "applications.withdraw",
    "decisions.decision_letter",
    "decisions.decision_of",
    "decisions.letter_pdf",
    "delivery.handover_receipt",
    "parties.my_records",
    "privacy.consents_of",
    "privacy.give_consent",
    "privacy.held_about_me",
    "privacy.my_rights_request",
    "privacy.my_rights_requests",
    "privacy.openings_of",
    "privacy.readings_of",
    "privacy.receive_rights_request",
    "privacy.withdraw_consent",
    "privacy.withdraw_rights_request",
}

# What every member of staff may do, whatever his role.
_MEMBER = frozenset(
    {
        "access.record_fresh_sign_in",
        "access.staff_listed",
        "access.staff_names",
        "applications.empty_form",
        "applications.empty_form_pdf",
        "applications.queue_counts",
        "associations.association_called",
        "associations.association_known",
        "associations.associations_listed",
        "associations.branches_listed",
        "associations.work_calendar",
        "catalogue.edition_of",
        "catalogue.service_called",
        "catalogue.services_offered",
        "eligibility.explain_criteria",
        "knowledge.article_published",
        "knowledge.articles_found",
        "knowledge.articles_published",
        "knowledge.tool_file",
        "knowledge.tool_gaps",
        "knowledge.tool_sheet",
        "knowledge.tools_listed",
        "governance.clause_evidence",
        "governance.policy_evidence",
        "policies.acknowledge_policy",
        "policies.acknowledgement_due",
        "policies.adoption_of",
        "policies.days_promised",
        "policies.policy_content",
        "policies.policy_in_force",
        "policies.policy_of",
        "policies.policy_pdf",
        "policies.public_policy",
        "policies.public_versions",
        "policies.reply_due_on",
        "policies.reply_promise",
        "policies.versions_compared",
        "privacy.notice_called",
        "privacy.notice_in_force",
        "privacy.notices_listed",
        "privacy.purposes_listed",
        "privacy.receive_rights_request",
    }
)

# What reading one's way to a case takes; which cases they are is decided case by case.
_CASES = _MEMBER | {
    "applications.application_for_work",
    "applications.application_sheet",
    "applications.applications_found",
    "applications.applications_in_queue",
    "applications.applications_of_party",
    "applications.contacts_of_party",
    "applications.document_content",
    "applications.filled_form",
    "applications.filled_form_pdf",
    "applications.misuse_signals",
    "applications.promises_due",
    "applications.promises_to_party",
    "applications.referrals_waiting",
    "applications.status_for_applicant",
    "assessments.assessment_sheet",
    "assessments.recommendation_of",
    "contacts.contacts_about",
    "contacts.record_contact",
    "decisions.decision_letter",
    "decisions.decision_of",
    "decisions.letter_pdf",
    "delivery.delivery_sheet",
    "decisions.decisions_taken",
    "delivery.handover_receipt",
    "knowledge.answer_from_article",
    "knowledge.editions_cited",
    "notifications.messages_about",
    "parties.find_parties",
    "parties.parties_found",
    "parties.party_strip",
    "parties.strip_beside",
    "privacy.consents_of",
    "privacy.has_open_file",
    "privacy.open_file_out_of_turn",
    "privacy.openings_of",
}

_AGREEMENTS_READ = frozenset(
    {
        "agreements.agreement_sheet",
        "agreements.agreements_listed",
        "agreements.agreements_of",
        "agreements.dispute_sheet",
        "agreements.disputes_of",
        "agreements.disputes_open",
        "agreements.duties_due",
        "agreements.rights_and_duties",
        "agreements.rights_stated",
        "parties.party_names",
    }
)

_AGREEMENTS = _AGREEMENTS_READ | {
    "agreements.bring_agreement_into_force",
    "agreements.discard_agreement",
    "agreements.draft_agreement",
    "agreements.end_dispute",
    "agreements.perform_duty",
    "agreements.raise_dispute",
    "agreements.record_dispute_step",
    "agreements.release_duty",
    "agreements.report_default",
    "agreements.revise_agreement",
    "agreements.terminate_agreement",
}

_INTAKE = (
    _CASES
    | _AGREEMENTS_READ
    | {
        "agreements.draft_agreement",
        "agreements.perform_duty",
        "agreements.raise_dispute",
        "agreements.record_dispute_step",
        "agreements.report_default",
        "agreements.revise_agreement",
        "access.send_code",
        "access.try_code",
        "applications.answer_request",
        "applications.ask_for_missing",
        "applications.assign",
        "applications.assign_researcher",
        "applications.keep_document",
        "applications.discard_application",
        "applications.draft_for_form",
        "applications.drafts_held",
        "applications.postpone_document",
        "applications.record_checks",
        "applications.refer",
        "applications.remove_document",
        "applications.save_answers",
        "applications.start_application",
        "applications.submit_application",
        "applications.submit_whole",
        "applications.tell_applicant",
        "applications.withdraw",
        "contacts.channel_use",
        "parties.conflict_indexes_of",
        "parties.record_dependants",
        "parties.record_guardianship",
        "privacy.give_consent",
        "privacy.readings_of",
        "privacy.rights_requests_of",
        "privacy.withdraw_consent",
    }
)

_KNOWLEDGE = frozenset(
    {
        "knowledge.article_sheet",
        "knowledge.article_use",
        "knowledge.articles_listed",
        "knowledge.publish_article",
        "knowledge.record_tool_version",
        "knowledge.revise_article",
        "knowledge.withdraw_article",
        "knowledge.write_article",
    }
)

_REGISTER = frozenset({"delivery.register", "delivery.registrations_waiting"})

_PAIRS = frozenset(
    {
        "parties.ask_for_duplicate_search",
        "parties.duplicate_searches",
        "parties.merge_called",
        "parties.merges_listed",
        "parties.merges_of",
        "parties.pair_of",
        "parties.pair_sheet",
        "parties.pairs_waiting",
        "parties.pairs_waiting_count",
        "parties.pairs_waiting_of",
    }
)
_TELL_APART = _PAIRS | {"parties.point_out_pair", "parties.settle_as_different"}
_MERGE = _PAIRS | {"parties.merge_parties", "parties.undo_merge"}

_PEOPLE_READ = frozenset(
    {
        "parties.conflict_indexes_of",
        "parties.corrections_of",
        "parties.guardianships_ending",
        "parties.guardianships_expired",
        "parties.likely_duplicates",
        "parties.may_act_for",
        "parties.parties_listed",
        "parties.party_sheet",
        "parties.same_party",
    }
)
_PEOPLE = _PEOPLE_READ | {
    "parties.add_contact_way",
    "parties.add_member",
    "parties.correct_party",
    "parties.end_contact_way",
    "parties.end_guardianship",
    "parties.end_membership",
    "parties.end_role",
    "parties.give_file_number",
    "parties.give_role",
    "parties.make_member_party",
    "parties.name_head",
    "parties.prefer_contact_way",
    "parties.protect_party",
    "parties.recognise_member",
    "parties.record_death",
    "parties.record_guardianship",
    "parties.register_party",
    "parties.verify_guardianship",
}

_SPREADSHEETS = frozenset(
    {
        "spreadsheets.ask_for_export",
        "spreadsheets.ask_to_bring",
        "spreadsheets.ask_to_undo",
        "spreadsheets.cells_to_mend",
        "spreadsheets.choose_sheet",
        "spreadsheets.column_values",
        "spreadsheets.discard_spreadsheet",
        "spreadsheets.export_of",
        "spreadsheets.exports_listed",
        "spreadsheets.leave_rows_out",
        "spreadsheets.map_columns",
        "spreadsheets.mend_dates",
        "spreadsheets.mend_rows",
        "spreadsheets.mend_values",
        "spreadsheets.mendings_listed",
        "spreadsheets.parties_kept",
        "spreadsheets.row_problems",
        "spreadsheets.rows_exported",
        "spreadsheets.rows_matched",
        "spreadsheets.settle_match",
        "spreadsheets.settle_matches",
        "spreadsheets.spreadsheet_of",
        "spreadsheets.spreadsheet_outline",
        "spreadsheets.spreadsheet_preview",
        "spreadsheets.spreadsheets_listed",
        "spreadsheets.take_rows_in",
        "spreadsheets.take_spreadsheet",
        "spreadsheets.try_rows",
        "spreadsheets.withdraw_mending",
    }
)

_DELIVER = frozenset(
    {
        "access.send_code",
        "access.try_code",
        "delivery.deliveries_waiting",
        "delivery.delivery_counts",
        "delivery.record_handover",
        "delivery.send_delivery_code",
    }
)

_CALLS = frozenset({"satisfaction.calls_asked", "satisfaction.settle_call"})

_COMMITTEE = _MEMBER | {
    "assessments.recommendation_of",
    "decisions.cases_to_decide",
    "decisions.cast_vote",
    "decisions.decision_letter",
    "decisions.decision_of",
    "decisions.declare_recusal",
    "decisions.item_sheet",
    "decisions.letter_pdf",
    "decisions.session_sheet",
    "decisions.sessions_listed",
    "decisions.committees_listed",
    "decisions.conclude_item",
    "decisions.decisions_taken",
    "decisions.defer_item",
    "decisions.minutes_of",
}

_REVIEW = _CASES | {
    "decisions.cases_to_decide",
    "decisions.confirm_decision",
    "decisions.item_sheet",
    "decisions.return_decision",
    "decisions.session_sheet",
    "decisions.sessions_listed",
    "decisions.case_to_decide",
    "decisions.minutes_of",
    "decisions.proposals_to_confirm",
}

_TRAIL = frozenset(
    {
        "agreements.agreements_listed",
        "agreements.disputes_open",
        "agreements.duties_due",
        "parties.party_names",
        "applications.cases_under_versions",
        "governance.trail_about_party",
        "governance.trail_read",
        "governance.trail_verified",
        "notifications.message_counts",
        "policies.acknowledgements_owed",
        "policies.board_listed",
        "policies.circulation_words",
        "policies.circulations_listed",
        "policies.draft_sheet",
        "policies.policy_source",
        "policies.policy_versions_listed",
        "policies.publication_warnings",
        "policies.publications_listed",
        "policies.review_due",
        "policies.reviews_listed",
        "privacy.openings_of",
        "privacy.openings_to_review",
        "privacy.processing_record",
        "privacy.rights_counts",
        "satisfaction.survey_results",
    }
)

# What is known of people and which documents they showed.
_KNOWN_READ = frozenset(
    {
        "applications.applications_with_scan",
        "applications.papers_seen_before",
        "parties.consents_lacking",
        "parties.document_copy",
        "parties.document_kind",
        "parties.document_kinds_listed",
        "parties.document_sheet",
        "parties.documents_expired",
        "parties.documents_expiring",
        "parties.documents_lapsed",
        "parties.documents_of",
        "parties.documents_with_scan",
        "parties.fact_history",
        "parties.fact_sheet",
        "parties.facts_of",
        "parties.papers_shown_before",
    }
)

_KNOWN = _KNOWN_READ | {
    "parties.correct_fact",
    "parties.forget_copy",
    "parties.may_copy",
    "parties.note_copy",
    "parties.record_facts",
    "parties.see_document",
    "privacy.give_consent",
}

# Who guards personal data; the director holds the same.
_PRIVACY = frozenset(
    {
        "notifications.messages_about",
        "parties.find_parties",
        "parties.party_sheet",
        "parties.corrections_of",
        "parties.correct_party",
        "parties.parties_found",
        "parties.party_strip",
        "parties.strip_beside",
        "privacy.answer_rights_request",
        "privacy.assess_incident",
        "privacy.close_incident",
        "privacy.consents_of",
        "privacy.destroy_due",
        "privacy.destruction_minutes",
        "privacy.destructions_recorded",
        "privacy.due_for_destruction",
        "privacy.end_purpose",
        "privacy.erase_as_requested",
        "privacy.erase_person",
        "privacy.everything_about",
        "privacy.extend_rights_request",
        "privacy.give_consent",
        "privacy.holds_of",
        "privacy.incident_sheet",
        "privacy.incidents_listed",
        "privacy.incidents_open",
        "privacy.lift_hold",
        "privacy.link_rights_request",
        "privacy.name_purpose",
        "privacy.name_usual_purposes",
        "privacy.open_incident",
        "privacy.openings_of",
        "privacy.openings_to_review",
        "privacy.place_hold",
        "privacy.processing_record",
        "privacy.publish_notice",
        "privacy.readings_of",
        "privacy.record_identity_check",
        "privacy.refuse_rights_request",
        "privacy.remains_of",
        "privacy.review_opening",
        "privacy.revise_purpose",
        "privacy.rights_counts",
        "privacy.rights_request_sheet",
        "privacy.rights_requests_due",
        "privacy.rights_requests_listed",
        "privacy.rights_requests_of",
        "privacy.take_rights_request",
        "privacy.tell_authority",
        "privacy.tell_people",
        "privacy.withdraw_consent",
        "privacy.withdraw_rights_request",
    }
)

ROLES: dict[str, frozenset[str]] = {
    "public": _PUBLIC,
    "applicant": _APPLICANT,
    "officer": _INTAKE
    | _PEOPLE
    | _KNOWN
    | _REGISTER
    | _DELIVER
    | _CALLS
    | _KNOWLEDGE
    | _TELL_APART
    | {"notifications.messages_stuck"},
    "delegate": _CASES
    | {
        "applications.keep_document",
        "applications.discard_application",
        "applications.draft_for_form",
        "applications.drafts_held",
        "applications.postpone_document",
        "applications.remove_document",
        "applications.save_answers",
        "applications.start_application",
        "applications.submit_application",
        "applications.submit_whole",
        "applications.tell_applicant",
        "access.send_code",
        "access.try_code",
        "parties.likely_duplicates",
        "parties.register_party",
        "privacy.give_consent",
    },
    "researcher": _CASES
    | _PEOPLE_READ
    | _KNOWN
    | {
        "applications.answer_referral",
        "assessments.assessments_mine",
        "assessments.assign_assessment",
        "assessments.recommend",
        "assessments.record_findings",
    },
    "committee_member": _COMMITTEE,
    "committee_chair": _COMMITTEE
    | {
        "decisions.close_session",
        "decisions.conclude_item",
        "decisions.defer_item",
        "decisions.open_session",
        "decisions.plan_session",
        "decisions.put_on_agenda",
        "decisions.correct_decision",
        "decisions.list_ready_cases",
        "decisions.record_attendance",
    },
    "department_head": _CASES
    | {
        "applications.assign",
        "applications.assign_researcher",
        "assessments.assign_assessment",
        "decisions.cases_to_decide",
        "decisions.item_sheet",
        "decisions.propose_decision",
        "decisions.session_sheet",
        "decisions.sessions_listed",
        "decisions.case_to_decide",
        "decisions.correct_decision",
        "decisions.proposals_to_confirm",
    },
    "reviewer": _REVIEW,
    "registrar": _CASES
    | _PEOPLE
    | _KNOWN
    | {"parties.lift_protection"}
    | _REGISTER
    | _DELIVER
    | _SPREADSHEETS
    | _TELL_APART
    | _MERGE,
    "privacy_officer": _MEMBER | _PRIVACY,
    "director": _REVIEW
    | _TRAIL
    | _SPREADSHEETS
    | _AGREEMENTS
    | _PEOPLE
    | _KNOWN_READ
    | _KNOWLEDGE
    | _PRIVACY
    | _MERGE
    | {
        "access.change_roles",
        "access.declare_kin",
        "access.hire_staff",
        "access.invite_staff",
        "access.leave_staff",
        "access.place_at_branch",
        "access.renew_invitation",
        "access.staff_sheet",
        "applications.assign",
        "applications.applications_exported",
        "applications.assign_researcher",
        "applications.see_every_case",
        "assessments.assign_assessment",
        "associations.open_branch",
        "associations.record_closure",
        "catalogue.close_service",
        "catalogue.open_service",
        "catalogue.publish_service",
        "catalogue.service_troubles",
        "catalogue.shape_in_force",
        "catalogue.starters_fitted",
        "eligibility.questions_lacking",
        "contacts.channel_use",
        "notifications.messages_stuck",
        "decisions.form_committee",
        "decisions.dissolve_committee",
        "decisions.renew_committee",
        "decisions.committees_listed",
        "decisions.list_ready_cases",
        "decisions.plan_session",
        "decisions.put_on_agenda",
        "delivery.deliveries_waiting",
        "delivery.delivery_counts",
        "delivery.registrations_waiting",
        "parties.beneficiaries_reached",
        "parties.close_document_kind",
        "parties.lift_protection",
        "parties.open_document_kind",
        "parties.open_starting_kinds",
        "parties.reopen_document_kind",
        "parties.revise_document_kind",
        "policies.adopt_policy",
        "policies.bring_into_force",
        "policies.circulate_policy",
        "policies.discard_draft",
        "policies.document_questions",
        "policies.document_read",
        "policies.draft_from_document",
        "policies.draft_policy",
        "policies.name_board_member",
        "policies.publish_policy",
        "policies.record_review",
        "policies.remind_acknowledgements",
        "policies.retire_board_member",
        "policies.revise_draft",
        "policies.set_acknowledgement_grace",
        "policies.settle_question",
        "policies.submit_to_board",
        "policies.withdraw_from_board",
        "policies.withdraw_publication",
        "privacy.review_opening",
    },
    "operator": frozenset(
        {
            "access.direction_of",
            "access.name_first_director",
            "access.record_fresh_sign_in",
            "associations.association_called",
            "associations.associations_listed",
            "associations.open_association",
        }
    ),
    "auditor": _MEMBER | _TRAIL | {"applications.promises_due", "contacts.channel_use"},
}

STAFF_ROLES = frozenset(ROLES) - {"public", "applicant", "operator"}


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All that somebody with these roles may do; a role that is not known gives nothing."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))
