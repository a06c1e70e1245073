"""A form: one column, nothing lost on an error, exactly one action when it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nastavnik.kit.components import Action, Fact
from nastavnik.kit.errors import Refused
from nastavnik.kit.forms import Section, answers_of, sections_of, speak_plainly
from nastavnik.kit.pages.base import Page

INVALID = 422


class FormPage(Page):
    """A page with one form; `perform(form)` calls exactly one action and returns where to go.

    A form with errors comes back with status 422, an error summary on top and everything that was
    typed. `Refused` raised by the action becomes an error of its field or of the form, here and nowhere
    else. With `check_answers` a right form is first shown as answers to confirm (not for files).
    An action that cannot be undone names its `consequences()` and takes `submit_style = "danger"`::

        class RegisterOrder(FormPage):
            permission = Right.REGISTER_PAPERS
            title = "Зарегистрировать приказ"
            form_class = RegisterOrderForm
            submit_label = "Зарегистрировать"

            def load(self) -> None:
                self.paper = get_object_or_404(papers_visible_to(self.actor), pk=self.kwargs["pk"])

            def perform(self, form: RegisterOrderForm) -> str:
                register_paper(by=self.actor, paper=self.paper, **form.cleaned_data)
                self.say("Приказ зарегистрирован. Пары действуют с этой даты.")
                return self.paper.get_absolute_url()
    """

    abstract = True
    template_name = "kit/form.html"
    form_class: ClassVar[type[forms.BaseForm]] = forms.Form
    submit_label: ClassVar[str] = "Сохранить"
    submit_style: ClassVar[str] = "primary"
    busy_label: ClassVar[str] = ""
    check_answers: ClassVar[bool] = False

    # What a room says.

    def perform(self, form: Any) -> str:
        """Calls exactly one action with the cleaned data; returns the address to go to."""
        raise NotImplementedError

    def initial(self) -> Mapping[str, Any]:
        """What the form shows at first."""
        return {}

    def form_options(self) -> Mapping[str, Any]:
        """Further arguments of the form's constructor."""
        return {}

    def consequences(self) -> Sequence[str]:
        """What will happen that cannot be undone, each in a sentence."""
        return ()

    def cancel_url(self) -> str:
        """Where «Отменить» leads: the nearest crumb by default; nothing hides it."""
        crumbs = self.crumbs()
        return crumbs[-1].url if crumbs else ""

    def submit_refusal(self) -> str | None:
        """Why the form cannot be sent now: the button stays, grey, with this sentence."""
        return None

    # What the kit does with it.

    def build_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        """The form, empty or filled."""
        form = self.form_class(data, files, initial=dict(self.initial()), **self.form_options())
        form.use_required_attribute = False
        speak_plainly(form)
        return form

    def submit(self) -> Action:
        """The button of the form."""
        style: Any = self.submit_style
        return Action(self.submit_label, method="post", style=style, reason=self.submit_refusal())

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The form as it is at first."""
        return self.show(self.build_form())

    def post(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Checks the form and does it, or shows what has to be mended."""
        refusal = self.submit_refusal()
        if refusal is not None:
            raise Refused(refusal)
        form = self.build_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        if self.check_answers and "confirmed" not in request.POST:
            if "change" in request.POST:
                return self.show(form)
            return self.render("kit/check_answers.html", form=form, answers=self.answers(form))
        return self.finish(form)

    def finish(self, form: forms.BaseForm) -> HttpResponse:
        """Performs the action; a refusal becomes an error of the form."""
        try:
            return HttpResponseRedirect(self.perform(form))
        except Refused as refusal:
            is_known = refusal.field is not None and refusal.field in form.fields
            form.add_error(refusal.field if is_known else None, refusal.reason)
            return self.show(form, status=INVALID)

    def show(self, form: forms.BaseForm, *, status: int = 200) -> HttpResponse:
        """The page with this form."""
        prefix = "Ошибка: " if form.is_bound and form.errors else ""
        return self.render(
            form=form, sections=self.sections(form), tab_title=prefix + self.browser_title(), status=status
        )

    def sections(self, form: forms.BaseForm) -> list[Section]:
        """The visible fields by sections, as the form declares them."""
        return sections_of(form)

    def answers(self, form: forms.BaseForm) -> list[Fact]:
        """What is shown to be confirmed: every field with its value in words."""
        return answers_of(form)


class ConfirmPage(FormPage):
    """Asks before something that cannot be undone, with the object's own name and the consequences.

    ::

        class ClosePair(ConfirmPage):
            permission = Right.CLOSE_PAIRS
            submit_label = "Закрыть пару"

            def heading(self) -> str:
                return f"Закрыть пару {self.pair}?"

            def consequences(self) -> list[str]:
                return ["Встречи больше не записываются.", "Пара выйдет из показателя."]
    """

    abstract = True
    submit_style = "danger"
