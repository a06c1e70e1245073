from django.urls import path

from nastavnik.registry.views import (
    consents,
    contingents,
    editions,
    organisation_card,
    organisation_forms,
    organisations,
    partner_forms,
    partners,
    people,
    reorganisations,
)

app_name = "registry"
urlpatterns = [
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/new/", organisation_forms.OrganisationAdd.as_view(), name="organisation_add"),
    path(
        "organisations/<int:pk>/edit/",
        organisation_forms.OrganisationEdit.as_view(),
        name="organisation_edit",
    ),
    path(
        "organisations/<int:pk>/requisites/",
        organisation_forms.RequisitesEdit.as_view(),
        name="requisites_edit",
    ),
    path(
        "organisations/<int:pk>/rename/",
        organisation_forms.OrganisationRename.as_view(),
        name="organisation_rename",
    ),
    path(
        "organisations/<int:pk>/move/",
        organisation_forms.OrganisationMove.as_view(),
        name="organisation_move",
    ),
    path(
        "organisations/<int:pk>/close/",
        reorganisations.OrganisationClose.as_view(),
        name="organisation_close",
    ),
    path(
        "organisations/<int:pk>/reopen/",
        reorganisations.OrganisationReopen.as_view(),
        name="organisation_reopen",
    ),
    path(
        "organisations/<int:pk>/merge/",
        reorganisations.OrganisationMerge.as_view(),
        name="organisation_merge",
    ),
    path("organisations/<int:pk>/", organisation_card.OrganisationView.as_view(), name="organisation_view"),
    path("organisations/<int:pk>/contingent/", contingents.ContingentEdit.as_view(), name="contingent_edit"),
    path("partners/", partners.PartnerList.as_view(), name="partner_list"),
    path("partners/new/", partner_forms.PartnerAdd.as_view(), name="partner_add"),
    path("partners/<int:pk>/", partners.PartnerView.as_view(), name="partner_view"),
    path("partners/<int:pk>/edit/", partner_forms.PartnerEdit.as_view(), name="partner_edit"),
    path("partners/<int:pk>/remove/", partner_forms.PartnerRemove.as_view(), name="partner_remove"),
    path("partners/<int:pk>/agreement/", partner_forms.AgreementAdd.as_view(), name="agreement_add"),
    path("partners/agreements/<int:pk>/edit/", partner_forms.AgreementEdit.as_view(), name="agreement_edit"),
    path(
        "partners/agreements/<int:pk>/remove/",
        partner_forms.AgreementRemove.as_view(),
        name="agreement_remove",
    ),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("people/<int:pk>/consents/<slug:kind>/", consents.ConsentRecord.as_view(), name="consent_record"),
    path(
        "people/<int:pk>/consents/<slug:kind>/withdraw/",
        consents.ConsentWithdraw.as_view(),
        name="consent_withdraw",
    ),
    path("consents/<int:pk>/edit/", consents.ConsentEdit.as_view(), name="consent_edit"),
    path("consents/<int:pk>/remove/", consents.ConsentRemove.as_view(), name="consent_remove"),
    path("consents/<int:pk>/scan/", consents.ScanAttach.as_view(), name="scan_attach"),
    path("scans/<int:pk>/", consents.ScanView.as_view(), name="scan_view"),
    path("scans/<int:pk>/remove/", consents.ScanRemove.as_view(), name="scan_remove"),
    path("organisations/<int:pk>/consents/", editions.EditionList.as_view(), name="edition_list"),
    path(
        "organisations/<int:pk>/consents/settings/",
        editions.ConsentPolicyEdit.as_view(),
        name="consent_policy_edit",
    ),
    path(
        "organisations/<int:pk>/consents/<slug:kind>/",
        editions.EditionWrite.as_view(),
        name="edition_write",
    ),
]
