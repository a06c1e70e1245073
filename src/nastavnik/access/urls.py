"""Addresses of accounts: one's own and those below."""

from django.urls import path

from nastavnik.access.views.inviting import InvitationIssue, UserInvite
from nastavnik.access.views.own import PasswordChange, SignIn, SignOut
from nastavnik.access.views.users import AccountList, GrantEnd, GrantGive, UserSwitch, UserView

app_name = "access"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("password/", PasswordChange.as_view(), name="password_change"),
    path("users/", AccountList.as_view(), name="account_list"),
    path("users/invite/", UserInvite.as_view(), name="user_invite"),
    path("users/<int:pk>/", UserView.as_view(), name="user_view"),
    path("users/<int:pk>/roles/", GrantGive.as_view(), name="grant_give"),
    path("users/<int:pk>/switch/", UserSwitch.as_view(), name="user_switch"),
    path("users/<int:pk>/invitation/", InvitationIssue.as_view(), name="invitation_issue"),
    path("roles/<int:pk>/end/", GrantEnd.as_view(), name="grant_end"),
]
