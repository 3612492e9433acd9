"""Addresses of the portal."""

from django.urls import URLPattern, URLResolver, include, path

from wasl.faces.portal.views import (
    entry,
    filling,
    following,
    letters,
    papers,
    policy,
    privacy,
    public,
    questions,
    rights,
    sending,
    survey,
)

app_name = "portal"

_service = [
    path("", public.service, name="service"),
    path("fit/", public.fit, name="fit"),
    path("apply/", entry.start, name="start"),
    path("apply/begin/", entry.begin, name="begin"),
    path("form/", questions.form, name="form"),
    path("form/form.pdf", questions.form_paper, name="form_paper"),
]

_application = [
    path("", filling.resume, name="resume"),
    path("family/", filling.household, name="household"),
    path("family/add/", filling.member, name="member"),
    path("documents/", papers.documents, name="documents"),
    path("documents/<slug:key>/", papers.document, name="document"),
    path("check/", sending.check, name="check"),
    path("sign/", sending.sign, name="sign"),
    path("declaration/", sending.declaration, name="declaration"),
    path("done/", sending.done, name="done"),
    path("discard/", filling.discard, name="discard"),
    path("<slug:step>/", filling.step, name="step"),
]

_case = [
    path("", following.case, name="case"),
    path("given/", following.given, name="given"),
    path("take-back/", following.take_back, name="take_back"),
    path("letter/", letters.letter, name="letter"),
    path("letter.pdf", letters.letter_paper, name="letter_paper"),
]

_survey = [
    path("", survey.survey, name="survey"),
    path("answer/", survey.survey_answer, name="survey_answer"),
    path("thanks/", survey.survey_thanks, name="survey_thanks"),
    path("call/", survey.survey_call, name="survey_call"),
]

_privacy = [
    path("", privacy.privacy, name="privacy"),
    path("notices/<int:number>/", privacy.notice, name="privacy_notice"),
    path("ask/", privacy.ask, name="ask_right"),
    path("mine/", privacy.mine, name="my_data"),
    path("mine/consents/<uuid:consent>/", privacy.withdraw, name="withdraw_consent"),
    path("mine/requests/<uuid:key>/", privacy.my_request, name="my_request"),
    path("mine/requests/<uuid:key>/letter/", privacy.my_letter, name="my_letter"),
    path("mine/requests/<uuid:key>/take-back/", privacy.take_back, name="take_back_request"),
]

_association: list[URLPattern | URLResolver] = [
    path("", public.home, name="home"),
    path("rights/", rights.rights, name="rights"),
    path("policy/", policy.policy, name="policy"),
    path("policy/<int:issue>/", policy.policy_version, name="policy_version"),
    path("policy/<int:issue>/policy.pdf", policy.policy_paper, name="policy_paper"),
    path("privacy/", include(_privacy)),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:article>/", questions.question, name="question"),
    path("services/", public.services, name="services"),
    path("services/<slug:service>/", include(_service)),
    path("phone/", entry.phone, name="phone"),
    path("phone/code/", entry.code, name="code"),
    path("phone/code/again/", entry.code_again, name="code_again"),
    path("leave/", entry.leave, name="leave"),
    path("apply/<uuid:application>/", include(_application)),
    path("follow/", following.follow, name="follow"),
    path("follow/code/", following.follow_code, name="follow_code"),
    path("follow/code/again/", following.follow_again, name="follow_again"),
    path("follow/<uuid:application>/", include(_case)),
    path("letters/<str:token>/", letters.verification, name="verification"),
    path("survey/<str:token>/", include(_survey)),
]

urlpatterns = [
    path("", public.associations, name="associations"),
    path("<slug:slug>/", include(_association)),
]
