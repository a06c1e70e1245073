"""Addresses of accounts: one's own and those below."""

from django.urls import path

from nastavnik.access.views.account import AccountView, SessionEnd, SessionsEnd
from nastavnik.access.views.cards import CardList
from nastavnik.access.views.handing import HandOver
from nastavnik.access.views.inviting import InvitationIssue, UserInvite
from nastavnik.access.views.own import PasswordChange, SignIn, SignOut
from nastavnik.access.views.users import AccountList, GrantEnd, GrantGive, UserSwitch, UserView

app_name = "access"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("password/", PasswordChange.as_view(), name="password_change"),
    path("account/", AccountView.as_view(), name="account_view"),
    path("account/sessions/end/", SessionsEnd.as_view(), name="sessions_end"),
    path("account/sessions/<int:pk>/end/", SessionEnd.as_view(), name="session_end"),
    path("users/", AccountList.as_view(), name="account_list"),
    path("users/invite/", UserInvite.as_view(), name="user_invite"),
    path("users/<int:pk>/", UserView.as_view(), name="user_view"),
    path("users/<int:pk>/roles/", GrantGive.as_view(), name="grant_give"),
    path("users/<int:pk>/hand-over/", HandOver.as_view(), name="hand_over"),
    path("users/<int:pk>/switch/", UserSwitch.as_view(), name="user_switch"),
    path("users/<int:pk>/invitation/", InvitationIssue.as_view(), name="invitation_issue"),
    path("cards/", CardList.as_view(), name="card_list"),
    path("roles/<int:pk>/end/", GrantEnd.as_view(), name="grant_end"),
]
