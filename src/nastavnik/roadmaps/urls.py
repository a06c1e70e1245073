from django.urls import path, re_path

from nastavnik.roadmaps.routes_of_cascade import CASCADE
from nastavnik.roadmaps.routes_of_duties import DUTIES
from nastavnik.roadmaps.views import approval, card, editor, lists, reading, rows, start, talks

app_name = "roadmaps"
urlpatterns = [
    path("roadmaps/", lists.RoadmapList.as_view(), name="roadmap_list"),
    path("roadmaps/new/", start.RoadmapStart.as_view(), name="roadmap_start"),
    path("roadmaps/new/empty/", start.RoadmapNew.as_view(), name="roadmap_new"),
    path("roadmaps/new/template/", start.RoadmapFromTemplate.as_view(), name="roadmap_from_template"),
    path("roadmaps/new/file/", reading.SourceRead.as_view(), name="source_read"),
    path("roadmaps/sources/<int:pk>/", reading.SourceMend.as_view(), name="source_mend"),
    path("roadmaps/sources/<int:pk>/row/<int:row>/", reading.RowMend.as_view(), name="row_mend"),
    path("roadmaps/sources/<int:pk>/drop/", reading.SourceDrop.as_view(), name="source_drop"),
    path("roadmaps/sources/<int:pk>/file/", reading.SourceDownload.as_view(), name="source_download"),
    path("roadmaps/<int:pk>/", card.RoadmapCard.as_view(), name="roadmap_view"),
    path("roadmaps/<int:pk>/title/", editor.RoadmapCorrect.as_view(), name="roadmap_correct"),
    path("roadmaps/<int:pk>/archive/", editor.RoadmapArchive.as_view(), name="roadmap_archive"),
    path("roadmaps/<int:pk>/draft/", editor.DraftEditor.as_view(), name="draft_edit"),
    path("roadmaps/<int:pk>/draft/deadline/", editor.DeadlineRead.as_view(), name="deadline_read"),
    path("roadmaps/<int:pk>/approve/", approval.EditionApprove.as_view(), name="edition_approve"),
    path("roadmaps/<int:pk>/new-edition/", approval.EditionBegin.as_view(), name="edition_begin"),
    path(
        "roadmaps/<int:pk>/changes/<int:number>/", approval.EditionChanges.as_view(), name="edition_changes"
    ),
    path("roadmaps/<int:pk>/draft/section/", editor.SectionAdd.as_view(), name="section_add"),
    path("roadmaps/<int:pk>/draft/measure/", editor.MeasureAdd.as_view(), name="measure_add"),
    path("roadmaps/<int:pk>/draft/order/", editor.RowsOrder.as_view(), name="draft_order"),
    path("roadmaps/<int:pk>/draft/renumber/", editor.Renumber.as_view(), name="draft_renumber"),
    path("roadmaps/<int:pk>/draft/discard/", editor.DraftDiscard.as_view(), name="draft_discard"),
    path("roadmaps/sections/<int:pk>/", rows.SectionEdit.as_view(), name="section_edit"),
    path("roadmaps/sections/<int:pk>/remove/", rows.SectionRemove.as_view(), name="section_remove"),
    re_path(
        r"^roadmaps/sections/(?P<pk>\d+)/(?P<way>up|down)/$",
        rows.SectionMove.as_view(),
        name="section_move",
    ),
    path("roadmaps/measures/<int:pk>/", rows.MeasureEdit.as_view(), name="measure_edit"),
    path("roadmaps/measures/<int:pk>/remove/", rows.MeasureRemove.as_view(), name="measure_remove"),
    re_path(
        r"^roadmaps/measures/(?P<pk>\d+)/(?P<way>up|down)/$",
        rows.MeasureMove.as_view(),
        name="measure_move",
    ),
    *DUTIES,
    *CASCADE,
    path("roadmaps/<int:pk>/talk/open/", talks.DiscussionOpen.as_view(), name="discussion_open"),
    path("roadmaps/<int:pk>/talk/close/", talks.DiscussionClose.as_view(), name="discussion_close"),
    path("roadmaps/<int:pk>/talk/remark/", talks.RemarkAdd.as_view(), name="remark_add"),
    path("roadmaps/<int:pk>/talk/ask/", talks.ConcurrenceAsk.as_view(), name="concurrence_ask"),
    path("roadmaps/remarks/<int:pk>/", talks.RemarkAnswer.as_view(), name="remark_answer"),
    path("roadmaps/concurrences/<int:pk>/", talks.ConcurrenceGive.as_view(), name="concurrence_give"),
    path("roadmaps/concurrences/<int:pk>/drop/", talks.ConcurrenceDrop.as_view(), name="concurrence_drop"),
]
