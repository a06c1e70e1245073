"""Addresses of what has to be done by road maps: duties, their evidence, executors, roll-ups."""

from django.urls import path

from nastavnik.roadmaps.views import duties, duty_deeds, evidence, executors, facts, mine, rollup

DUTIES = (
    path("roadmaps/mine/", mine.DutyMine.as_view(), name="duty_mine"),
    path("roadmaps/duties/<int:pk>/", duties.DutyView.as_view(), name="duty_view"),
    path("roadmaps/duties/<int:pk>/begin/", duty_deeds.DutyBegin.as_view(), name="duty_begin"),
    path("roadmaps/duties/<int:pk>/complete/", duty_deeds.DutyComplete.as_view(), name="duty_complete"),
    path("roadmaps/duties/<int:pk>/excuse/", duty_deeds.DutyExcuse.as_view(), name="duty_excuse"),
    path("roadmaps/duties/<int:pk>/withdraw/", duty_deeds.DutyWithdraw.as_view(), name="duty_withdraw"),
    path("roadmaps/duties/<int:pk>/give-back/", duty_deeds.DutyGiveBack.as_view(), name="duty_give_back"),
    path("roadmaps/duties/<int:pk>/undo/", duty_deeds.DutyUndo.as_view(), name="duty_undo"),
    path("roadmaps/duties/<int:pk>/paper/", evidence.EvidencePaper.as_view(), name="evidence_paper"),
    path("roadmaps/duties/<int:pk>/link/", evidence.EvidenceLink.as_view(), name="evidence_link"),
    path("roadmaps/duties/<int:pk>/file/", evidence.EvidenceFilePage.as_view(), name="evidence_file"),
    path("roadmaps/evidence/<int:pk>/", evidence.EvidenceDownload.as_view(), name="evidence_download"),
    path("roadmaps/evidence/<int:pk>/show/", evidence.EvidenceShow.as_view(), name="evidence_show"),
    path("roadmaps/evidence/<int:pk>/remove/", evidence.EvidenceRemove.as_view(), name="evidence_remove"),
    path("roadmaps/dates/<int:pk>/", duty_deeds.OccurrenceDate.as_view(), name="occurrence_date"),
    path("roadmaps/duties/<int:pk>/accept/", facts.DutyAccept.as_view(), name="duty_accept"),
    path("roadmaps/duties/<int:pk>/decline/", facts.DutyDecline.as_view(), name="duty_decline"),
    path("roadmaps/lines/<int:pk>/fact/", facts.LineFact.as_view(), name="line_fact"),
    # Who answers
    path("roadmaps/<int:pk>/executors/", executors.ExecutorList.as_view(), name="executor_list"),
    path("roadmaps/executors/<int:pk>/", executors.ExecutorBind.as_view(), name="executor_bind"),
    # How many have done it
    path("roadmaps/<int:pk>/progress/", rollup.RoadmapProgress.as_view(), name="roadmap_progress"),
    path(
        "roadmaps/<int:pk>/organisations/",
        rollup.OrganisationProgress.as_view(),
        name="organisation_progress",
    ),
    path(
        "roadmaps/<int:pk>/organisations/<int:organisation>/",
        rollup.OrganisationDuties.as_view(),
        name="organisation_duties",
    ),
    path("roadmaps/lines/<int:pk>/", rollup.LineProgress.as_view(), name="line_progress"),
    path("roadmaps/lines/<int:pk>/remind/", rollup.LineRemind.as_view(), name="line_remind"),
)
