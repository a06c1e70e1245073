"""Addresses of the account."""

from django.urls import path

from nastavnik.access.views import PasswordChange, SignIn, SignOut

app_name = "access"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("password/", PasswordChange.as_view(), name="password_change"),
]
