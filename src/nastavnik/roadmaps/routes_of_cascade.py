"""Addresses of what joins road maps with each other and with paper: adoption, changes above, copies, exports."""

from django.urls import path

from nastavnik.roadmaps.views import cascade, copies, exports

CASCADE = [
    path("roadmaps/<int:pk>/adopt/", cascade.AdoptRoadmap.as_view(), name="roadmap_adopt"),
    path("roadmaps/<int:pk>/above/", cascade.ChangesAbove.as_view(), name="changes_view"),
    path("roadmaps/<int:pk>/above/accept/", cascade.AcceptCleanChanges.as_view(), name="changes_accept"),
    path("roadmaps/<int:pk>/above/<int:line>/", cascade.DecideChange.as_view(), name="change_decide"),
    path("roadmaps/<int:pk>/copy/", copies.CopyRoadmap.as_view(), name="roadmap_copy"),
    path("roadmaps/<int:pk>/roadmap.docx", exports.RoadmapWord.as_view(), name="roadmap_docx"),
    path("roadmaps/<int:pk>/report.docx", exports.ReportWord.as_view(), name="report_docx"),
    path("roadmaps/<int:pk>/roadmap.xlsx", exports.RoadmapBook.as_view(), name="roadmap_xlsx"),
]
