from django.urls import path

from nastavnik.papers.views import lists, orders, registration, staff

app_name = "papers"
urlpatterns = [
    path("papers/", lists.PaperList.as_view(), name="paper_list"),
    path("papers/new/", staff.OrderStart.as_view(), name="order_start"),
    path("papers/new/team/", staff.TeamDraft.as_view(), name="team_draft"),
    path("papers/new/curator/", staff.CuratorDraft.as_view(), name="curator_draft"),
    path("papers/<int:pk>/", orders.PaperCard.as_view(), name="paper_view"),
    path("papers/<int:pk>/order.docx", orders.DownloadOrder.as_view(), name="paper_download"),
    path("papers/<int:pk>/sign/", registration.SignOrder.as_view(), name="paper_sign"),
    path("papers/<int:pk>/refresh/", registration.RefreshOrder.as_view(), name="paper_refresh"),
    path("papers/<int:pk>/return/", registration.ReturnOrder.as_view(), name="paper_return"),
    path("papers/<int:pk>/register/", registration.RegisterPaper.as_view(), name="paper_register"),
    path("papers/<int:pk>/discard/", registration.DiscardOrder.as_view(), name="paper_discard"),
]
