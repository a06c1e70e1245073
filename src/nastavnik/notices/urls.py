"""Addresses of notices, of the calendar and of reminders."""

from django.urls import path

from nastavnik.notices.views.breaks import BreakEnter, BreakList, BreakRemove, BreaksUsual
from nastavnik.notices.views.days import DayMark, DayUnmark, WorkdayYear
from nastavnik.notices.views.feeds import FeedList, FeedOpen, FeedRevoke
from nastavnik.notices.views.ladders import LadderDrop, LadderEdit, LadderList
from nastavnik.notices.views.notices import NoticeList, NoticeOpen, NoticesRead
from nastavnik.notices.views.wishes import WishesEdit

app_name = "notices"
urlpatterns = [
    path("notices/", NoticeList.as_view(), name="notice_list"),
    path("notices/read/", NoticesRead.as_view(), name="notices_read"),
    path("notices/settings/", WishesEdit.as_view(), name="wishes_edit"),
    path("notices/<int:pk>/open/", NoticeOpen.as_view(), name="notice_open"),
    path("calendars/", FeedList.as_view(), name="feed_list"),
    path("calendars/open/", FeedOpen.as_view(), name="feed_open"),
    path("calendars/<int:pk>/revoke/", FeedRevoke.as_view(), name="feed_revoke"),
    path("workdays/", WorkdayYear.as_view(), name="workday_now"),
    path("workdays/<int:year>/", WorkdayYear.as_view(), name="workday_year"),
    path("workdays/mark/", DayMark.as_view(), name="day_mark"),
    path("workdays/marks/<int:pk>/remove/", DayUnmark.as_view(), name="day_unmark"),
    path("breaks/<int:pk>/", BreakList.as_view(), name="break_list"),
    path("breaks/<int:pk>/new/", BreakEnter.as_view(), name="break_enter"),
    path("breaks/<int:pk>/usual/", BreaksUsual.as_view(), name="breaks_usual"),
    path("breaks/entries/<int:pk>/remove/", BreakRemove.as_view(), name="break_remove"),
    path("reminders/", LadderList.as_view(), name="ladder_list"),
    path("reminders/<int:pk>/", LadderEdit.as_view(), name="ladder_edit"),
    path("reminders/<int:pk>/drop/", LadderDrop.as_view(), name="ladder_drop"),
]
