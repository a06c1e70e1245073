from django.urls import path

from nastavnik.mentoring.views import (
    agreement,
    enrolment,
    imports,
    pairs,
    participants,
    pausing,
    person_card,
    programmes,
    proposals,
)

app_name = "mentoring"
urlpatterns = [
    path("participants/", participants.ParticipantList.as_view(), name="participant_list"),
    path("participants/consents/", participants.ConsentsRecord.as_view(), name="consents_record"),
    path("people/<int:pk>/", person_card.PersonView.as_view(), name="person_view"),
    path("people/<int:pk>/enrol/", enrolment.PersonEnrol.as_view(), name="person_enrol"),
    path("needs/<int:pk>/edit/", participants.NeedEdit.as_view(), name="need_edit"),
    path("offers/<int:pk>/edit/", participants.OfferEdit.as_view(), name="offer_edit"),
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme_list"),
    path("programmes/new/", programmes.ProgrammeOpen.as_view(), name="programme_open"),
    path("programmes/<int:pk>/", programmes.ProgrammeView.as_view(), name="programme_view"),
    path("programmes/<int:pk>/edit/", programmes.ProgrammeEdit.as_view(), name="programme_edit"),
    path("programmes/<int:pk>/import/<slug:side>/", imports.BaseImport.as_view(), name="base_import"),
    path("bases/<slug:side>/template.xlsx", imports.BaseTemplate.as_view(), name="base_template"),
    path("imports/<int:pk>/", imports.ImportView.as_view(), name="import_view"),
    path("imports/<int:pk>/columns/", imports.ImportColumns.as_view(), name="import_columns"),
    path("imports/<int:pk>/decide/", imports.ImportDecide.as_view(), name="import_decide"),
    path("imports/<int:pk>/give-back/", imports.ImportGiveBack.as_view(), name="import_give_back"),
    path("imports/<int:pk>/write/", imports.ImportWrite.as_view(), name="import_write"),
    path("imports/<int:pk>/discard/", imports.ImportDiscard.as_view(), name="import_discard"),
    path("imports/<int:pk>/remarks.xlsx", imports.ImportRemarks.as_view(), name="import_remarks"),
    path("programmes/<int:pk>/propose/", proposals.ProposalMake.as_view(), name="proposal_make"),
    path("proposals/<int:pk>/", proposals.ProposalView.as_view(), name="proposal_view"),
    path("pairs/", pairs.PairList.as_view(), name="pair_list"),
    path("pairs/<int:pk>/", pairs.PairCard.as_view(), name="pair_view"),
    path("pairs/<int:pk>/resume/", pausing.PairResume.as_view(), name="pair_resume"),
    path("pairs/<int:pk>/cancel/", pausing.PairCancel.as_view(), name="pair_cancel"),
    path("programmes/<int:pk>/agreement/", agreement.AgreementEdit.as_view(), name="agreement_edit"),
    path("programmes/<int:pk>/order/", agreement.OrderDraft.as_view(), name="order_draft"),
]
