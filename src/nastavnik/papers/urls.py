from django.urls import path

from nastavnik.papers.views import (
    acting,
    destruction,
    lists,
    orders,
    register,
    registration,
    scans,
    staff,
    templates,
)

app_name = "papers"
urlpatterns = [
    path("papers/", lists.PaperList.as_view(), name="paper_list"),
    path("papers/new/", staff.OrderStart.as_view(), name="order_start"),
    path("papers/new/team/", staff.TeamDraft.as_view(), name="team_draft"),
    path("papers/new/curator/", staff.CuratorDraft.as_view(), name="curator_draft"),
    path("papers/register.xlsx", register.RegisterExport.as_view(), name="register_export"),
    path("papers/enter/", register.PaperEnter.as_view(), name="paper_enter"),
    path("papers/destruction/", destruction.DestructionList.as_view(), name="destruction_list"),
    path("papers/destruction/new/", destruction.ActDraft.as_view(), name="act_draft"),
    path("papers/<int:pk>/extract.xlsx", destruction.ActExtract.as_view(), name="act_extract"),
    path("papers/acting/", acting.ActingList.as_view(), name="acting_list"),
    path("papers/acting/new/", acting.ActingAdd.as_view(), name="acting_add"),
    path("papers/acting/<int:pk>/", acting.ActingEdit.as_view(), name="acting_edit"),
    path("papers/acting/<int:pk>/remove/", acting.ActingRemove.as_view(), name="acting_remove"),
    path("papers/templates/", templates.TemplateList.as_view(), name="template_list"),
    path("papers/templates/<slug:kind>/", templates.TemplateView.as_view(), name="template_view"),
    path(
        "papers/templates/<slug:kind>/own.docx", templates.TemplateDefault.as_view(), name="template_default"
    ),
    path("papers/templates/<slug:kind>/drop/", templates.TemplateDrop.as_view(), name="template_drop"),
    path(
        "papers/template-versions/<int:pk>.docx",
        templates.TemplateDownload.as_view(),
        name="template_download",
    ),
    path("papers/template-versions/<int:pk>/use/", templates.TemplateUse.as_view(), name="template_use"),
    path("papers/<int:pk>/file/", scans.ScanAttach.as_view(), name="scan_attach"),
    path("papers/files/<int:pk>/", scans.ScanDownload.as_view(), name="scan_download"),
    path("papers/files/<int:pk>/remove/", scans.ScanRemove.as_view(), name="scan_remove"),
    path("papers/<int:pk>/marks/", registration.EditMarks.as_view(), name="paper_marks"),
    path("papers/<int:pk>/", orders.PaperCard.as_view(), name="paper_view"),
    path("papers/<int:pk>/order.docx", orders.DownloadOrder.as_view(), name="paper_download"),
    path("papers/<int:pk>/sign/", registration.SignOrder.as_view(), name="paper_sign"),
    path("papers/<int:pk>/refresh/", registration.RefreshOrder.as_view(), name="paper_refresh"),
    path("papers/<int:pk>/return/", registration.ReturnOrder.as_view(), name="paper_return"),
    path("papers/<int:pk>/register/", registration.RegisterPaper.as_view(), name="paper_register"),
    path("papers/<int:pk>/discard/", registration.DiscardOrder.as_view(), name="paper_discard"),
]
