"""Addresses that are opened without an account, by whoever holds a code."""

from django.urls import path

from nastavnik.public.views.calendars import CalendarFeedView
from nastavnik.public.views.cards import CardEnter, CardOpen
from nastavnik.public.views.invitations import InvitationAccept, InvitationOpen
from nastavnik.public.views.surveys import SurveyLinkAnswer, SurveyThanks

app_name = "public"
urlpatterns = [
    path("calendar/<str:secret>.ics", CalendarFeedView.as_view(), name="calendar_feed"),
    path("card/", CardOpen.as_view(), name="card_open"),
    path("card/<str:code>/", CardEnter.as_view(), name="card_enter"),
    path("survey/", SurveyThanks.as_view(), name="survey_thanks"),
    path("survey/<str:code>/", SurveyLinkAnswer.as_view(), name="survey_link"),
    path("invitation/", InvitationOpen.as_view(), name="invitation_open"),
    path("invitation/<str:code>/", InvitationAccept.as_view(), name="invitation_accept"),
]
