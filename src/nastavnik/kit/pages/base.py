"""The page that all pages are: a permission, a title, a place in the navigation, and refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.pages.errors import denied
from nastavnik.rulebook.roles import Right, refusal_for

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

SIGNED_IN: Final = "signed_in"


class PageRequest(HttpRequest):
    """A request as pages know it: with its actor and with what HTMX says of itself."""

    actor: Actor
    htmx: HtmxDetails


class Page(View):
    """A page of the product; the classes beside it are its kinds.

    A subclass names its `permission` or fails at import: a right, `SIGNED_IN` for a page that anybody
    with an account may open, or `public = True` for the few that need none. `abstract = True` marks a
    class that is not a page itself. Order of things: permission (403 with a reason, sign-in for nobody),
    then `load()`, then the method. `Denied` anywhere becomes 403 with its reason; `Refused` in a POST
    becomes an error of the form or a message, in a GET a 403 page with its reason::

        class ProgrammeYear(Page):
            permission = Right.SEE_PROGRAMMES
            template_name = "mentoring/programme_year.html"
            section = "programmes"

            def load(self) -> None:
                self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])

            def heading(self) -> str:
                return self.programme.name
    """

    abstract: ClassVar[bool] = True
    public: ClassVar[bool] = False
    permission: ClassVar[str]
    template_name: ClassVar[str] = "kit/page.html"
    title: ClassVar[str] = ""
    section: ClassVar[str] = ""
    wide: ClassVar[bool] = False
    request: PageRequest

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.abstract = bool(cls.__dict__.get("abstract", False))
        if not cls.abstract and not cls.public and not getattr(cls, "permission", ""):
            raise TypeError(f"{cls.__module__}.{cls.__qualname__} is a page without a permission")

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        """The view of this page; only public pages are opened to people who have not signed in."""
        if cls.abstract:
            raise TypeError(f"{cls.__qualname__} is abstract")
        view = super().as_view(**initkwargs)
        return login_not_required(view) if cls.public else view

    @property
    def actor(self) -> Actor:
        """Who opened the page."""
        return self.request.actor

    @property
    def today(self) -> dt.date:
        """The date of today where the server is."""
        return timezone.localdate()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Permission, `load()`, then the method; refusals become answers here and nowhere else."""
        try:
            if not self.public and self.actor.account_id is None:
                return redirect_to_login(request.get_full_path())
            self.check_permission()
            self.load()
            return super().dispatch(request, *args, **kwargs)
        except Denied as refusal:
            return denied(request, refusal)
        except Refused as refusal:
            if request.method != "POST":
                return denied(request, refusal)
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(self.url_after_refusal())

    def check_permission(self) -> None:
        """Denies a person without the right of this page (over `permission_node()`)."""
        if self.public or self.permission == SIGNED_IN:
            return
        if not self.actor.may(self.permission, self.permission_node()):
            raise Denied(_refusal_for(self.permission))

    def permission_node(self) -> int | None:
        """The organisation over which the right is needed; None when any will do."""
        return None

    def load(self) -> None:
        """Fetches what the page is about; a stranger gets 404 from `get_object_or_404`."""

    def url_after_refusal(self) -> str:
        """Where a refused POST returns to; the same address by default."""
        return self.request.get_full_path()

    def heading(self) -> str:
        """The title in words of the document; override where it names an object."""
        return self.title

    def browser_title(self) -> str:
        """The title of the browser's tab."""
        return self.heading()

    def lead(self) -> str:
        """One sentence under the title, when one is needed."""
        return ""

    def crumbs(self) -> Sequence[Crumb]:
        """The way up, without this page itself."""
        return ()

    def primary(self) -> Action | None:
        """The one main action of the page."""
        return None

    def menu(self) -> Sequence[Action]:
        """Further actions, behind «Действия»."""
        return ()

    def context(self) -> dict[str, Any]:
        """What the template gets beside `page`."""
        return {}

    def say(self, sentence: str) -> None:
        """Tells the person what happened, on the next page that is shown."""
        messages.success(self.request, sentence)

    def render(self, template_name: str = "", *, status: int = 200, **context: Any) -> HttpResponse:
        """The page as HTML."""
        full = {"page": self, **self.context(), **context}
        return render(self.request, template_name or self.template_name, full, status=status)

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Shows the page."""
        return self.render()


def _refusal_for(permission: str) -> str:
    if permission in set(Right):
        return refusal_for(Right(permission))
    return "Эта страница открыта другим ролям."


class DeedPage(Page):
    """A button's address: one action by POST, then back; opening it shows nothing and goes back.

    ::

        class ApprovePair(DeedPage):
            permission = Right.APPROVE_PAIRS

            def perform(self) -> str:
                pair = approve_pair(by=self.actor, pair=self.pair)
                self.say(f"Пара {pair} одобрена.")
                return self.url_back()

    With `fragment_template` an HTMX request gets that template (a row after a change of state) with
    `fragment_context()`.
    """

    abstract = True
    fragment_template: ClassVar[str] = ""

    def perform(self) -> str:
        """Calls exactly one action and returns the address to go to."""
        raise NotImplementedError

    def url_back(self) -> str:
        """Where the button stood."""
        raise NotImplementedError

    def url_after_refusal(self) -> str:
        """Back to where the button stood."""
        return self.url_back()

    def fragment_context(self) -> dict[str, Any]:
        """What the fragment's template gets."""
        return {}

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Nothing is done by opening an address: back to the page with the button."""
        return HttpResponseRedirect(self.url_back())

    def post(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Does it."""
        url = self.perform()
        if self.fragment_template and self.request.htmx:
            return self.render(self.fragment_template, **self.fragment_context())
        return HttpResponseRedirect(url)
