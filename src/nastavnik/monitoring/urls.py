"""Addresses of figures."""

from django.urls import path

from nastavnik.monitoring.views import counts, figures, indicators, names, promises, targets

app_name = "monitoring"
urlpatterns = [
    path("figures/", figures.FigureList.as_view(), name="figure_list"),
    path("figures/promises/", promises.PromiseList.as_view(), name="promise_list"),
    path("figures/promises/<int:pk>/", promises.PromiseTake.as_view(), name="promise_take"),
    path("figures/<int:node>/", figures.NodeFigures.as_view(), name="node_figures"),
    path("figures/<int:node>/indicators/new/", indicators.IndicatorDefine.as_view(), name="indicator_define"),
    path("figures/<int:node>/<slug:code>/", figures.FigureView.as_view(), name="figure_view"),
    path("figures/<int:node>/<slug:code>/table.xlsx", figures.FigureTable.as_view(), name="figure_table"),
    path("figures/<int:node>/<slug:code>/target/", targets.TargetEdit.as_view(), name="target_edit"),
    path("figures/<int:node>/<slug:code>/targets/", targets.TargetTable.as_view(), name="target_table"),
    path(
        "figures/<int:node>/<slug:code>/people-number/",
        targets.DenominatorEdit.as_view(),
        name="denominator_edit",
    ),
    path(
        "figures/<int:node>/<slug:code>/people-number/withdraw/",
        targets.DenominatorWithdraw.as_view(),
        name="denominator_withdraw",
    ),
    path("figures/<int:node>/<slug:code>/names/<int:year>/", names.NameList.as_view(), name="name_list"),
    path("counts/", counts.CountList.as_view(), name="count_list"),
    path("counts/<int:node>/", counts.CountView.as_view(), name="count_view"),
    path("counts/<int:node>/table.xlsx", counts.CountTable.as_view(), name="count_table"),
    path("counts/<int:node>/recount/", counts.CountRecount.as_view(), name="count_recount"),
    path("indicators/<slug:code>/edit/", indicators.IndicatorEdit.as_view(), name="indicator_edit"),
]
