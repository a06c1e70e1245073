"""One consent of a person: recorded, corrected, withdrawn, removed; its scan."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage, Page
from nastavnik.kit.pages.files import file_response
from nastavnik.registry.actions.consents import (
    correct_consent,
    record_consent,
    remove_consent,
    withdraw_consent,
)
from nastavnik.registry.actions.editions import attach_scan, remove_scan, take_scan
from nastavnik.registry.forms.consents import ConsentDaysForm, ConsentForm, ScanForm, WithdrawalForm
from nastavnik.registry.models import Consent, ConsentScan, Person
from nastavnik.registry.permissions.consents import check_can_correct_consent, check_can_record_consent
from nastavnik.registry.queries.consents import consents_visible_to, editions_of, scans_visible_to
from nastavnik.registry.queries.people import birth_of, full_name_of, people_visible_to
from nastavnik.rulebook.consent import (
    CONSENT_RULES,
    SIGNER_LABELS,
    ConsentKind,
    ConsentSubject,
    Signer,
    signers_of,
)
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

SIGNATURES = ("подпись", "подписи", "подписей")


def card_url(person: Person) -> str:
    """The card of a person, which an upper room draws."""
    return reverse("mentoring:person_view", args=[person.pk])


def person_crumbs(person: Person) -> list[Crumb]:
    """Up to the card of the person."""
    return [
        Crumb("Участники", reverse("mentoring:participant_list")),
        Crumb(full_name_of(person).full, card_url(person)),
    ]


def kind_of(slug: str) -> ConsentKind:
    """The kind named in an address; 404 for another word."""
    try:
        return ConsentKind(slug)
    except ValueError as error:
        raise Http404 from error


def told_of(consent: Consent) -> str:
    """Which signature it is, in one line."""
    kind, signer = CONSENT_RULES[ConsentKind(consent.kind)].label, SIGNER_LABELS[Signer(consent.signer)]
    return f"{kind}: {signer}, {long_date(consent.given_date)}."


class _OfPerson(FormPage):
    """A page about one kind of consent of one person."""

    abstract = True
    section = "participants"
    check = staticmethod(check_can_record_consent)

    def load(self) -> None:
        """The person, of those whom this actor works with, and the kind."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        self.kind = kind_of(self.kwargs["kind"])
        self.check(self.actor, self.person)

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)


class ConsentRecord(_OfPerson):
    """Signatures that stand under one written consent."""

    permission = Right.CONSENTS_RECORD
    form_class = ConsentForm
    submit_label = "Записать согласие"

    def heading(self) -> str:
        """To what."""
        return f"Согласие на {CONSENT_RULES[self.kind].to_what}"

    def lead(self) -> str:
        """Whose it is, and that it is optional."""
        name = full_name_of(self.person).full
        optional = " Необязательное: участвовать можно и без него." if self.rule_is_optional() else ""
        return f"{name}. Записывается, что подписанный лист лежит в организации.{optional}"

    def rule_is_optional(self) -> bool:
        """Whether one may take part without it."""
        return CONSENT_RULES[self.kind].is_optional

    def initial(self) -> dict[str, Any]:
        """Whoever has to sign at this age."""
        subject = ConsentSubject(birth_of(self.person), adult_if_unknown=not self.person.class_name)
        return {"signers": [signer.value for signer in signers_of(self.kind, subject, self.today)]}

    def form_options(self) -> dict[str, Any]:
        """Editions, the one in force first."""
        return {"editions": list(editions_of(self.person.institution_id).filter(kind=self.kind))}

    def perform(self, form: ConsentForm) -> str:
        """Records the signatures."""
        data = dict(form.cleaned_data)
        signers = {Signer(value) for value in data.pop("signers")}
        made = record_consent(
            by=self.actor, person=self.person, kind=self.kind, signers=signers, today=self.today, **data
        )
        self.say(f"Записано: {counted(len(made), SIGNATURES)}.")
        return card_url(self.person)


class ConsentWithdraw(_OfPerson):
    """That a consent was withdrawn: when and how it became known."""

    permission = Right.PEOPLE_EDIT
    form_class = WithdrawalForm
    submit_label = "Отозвать согласие"
    submit_style = "danger"
    check = staticmethod(check_can_correct_consent)

    def heading(self) -> str:
        """Whose and to what."""
        return f"Отзыв согласия: {full_name_of(self.person).full}"

    def lead(self) -> str:
        """To what."""
        return f"Согласие на {CONSENT_RULES[self.kind].to_what}. Достаточно заявления одного из подписавших."

    def consequences(self) -> list[str]:
        """What follows at once, and what remains to be done by hand."""
        if CONSENT_RULES[self.kind].is_optional:
            return ["Согласие перестанет действовать. Пары участника продолжат работать."]
        return [
            "Пары участника сразу приостановятся. Проект приказа, в котором он стоит, нельзя будет зарегистрировать.",
            "Участник выйдет из подбора пар, пока не подписано новое согласие.",
            "Через 30 дней запись появится в списке «К уничтожению»: раздел «Документы», «Действия».",
        ]

    def initial(self) -> dict[str, Any]:
        """Today, by hand."""
        return {"withdrawn_date": self.today, "how": Consent.Received.PERSONALLY}

    def perform(self, form: WithdrawalForm) -> str:
        """Writes it."""
        withdraw_consent(
            by=self.actor, person=self.person, kind=self.kind, today=self.today, **form.cleaned_data
        )
        after = (
            "" if CONSENT_RULES[self.kind].is_optional else " Пары участника, если они были, приостановлены."
        )
        self.say(f"Согласие отозвано с {long_date(form.cleaned_data['withdrawn_date'])}.{after}")
        return card_url(self.person)


class _OfConsent(FormPage):
    """A page about one recorded signature."""

    abstract = True
    section = "participants"
    check = staticmethod(check_can_correct_consent)

    def load(self) -> None:
        """The signature, of those that this actor sees."""
        consents = consents_visible_to(self.actor).select_related("person")
        self.consent: Consent = get_object_or_404(consents, pk=self.kwargs["pk"])
        self.check(self.actor, self.consent.person)

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.consent.person)

    def lead(self) -> str:
        """Which signature it is."""
        return f"{full_name_of(self.consent.person).full}. {told_of(self.consent)}"


class ConsentEdit(_OfConsent):
    """Another day, end or place of a recorded signature."""

    permission = Right.PEOPLE_EDIT
    title = "Исправить запись о согласии"
    form_class = ConsentDaysForm

    def initial(self) -> dict[str, Any]:
        """The signature as recorded."""
        return {name: getattr(self.consent, name) for name in ConsentDaysForm.base_fields}

    def perform(self, form: ConsentDaysForm) -> str:
        """Writes what has changed."""
        changed = correct_consent(by=self.actor, consent=self.consent, today=self.today, **form.cleaned_data)
        self.say("Запись исправлена." if changed else "Ничего не изменилось.")
        return card_url(self.consent.person)


class ConsentRemove(_OfConsent, ConfirmPage):
    """Asks before a consent that was recorded by mistake is taken away."""

    permission = Right.PEOPLE_EDIT
    submit_label = "Убрать запись"

    def heading(self) -> str:
        """Whose consent it is."""
        return f"Убрать запись о согласии: {full_name_of(self.consent.person).full}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Уберите запись, только если она внесена по ошибке: подписи под согласием на самом деле нет.",
            "Согласие, которое было и отозвано, не убирают, а отмечают отозванным.",
            "Если без этой подписи участник остаётся без обязательного согласия, его пары сразу приостановятся.",
            "В журнале останется, кто и когда убрал запись.",
        ]

    def perform(self, form: Any) -> str:
        """Takes it away and goes back to the card."""
        person = self.consent.person
        remove_consent(by=self.actor, consent=self.consent)
        self.say("Запись о согласии убрана.")
        return card_url(person)


class ScanAttach(_OfConsent):
    """A scan of the signed sheet, where the institution keeps scans."""

    permission = Right.CONSENTS_RECORD
    title = "Приложить скан согласия"
    form_class = ScanForm
    submit_label = "Приложить"
    check = staticmethod(check_can_record_consent)

    def perform(self, form: ScanForm) -> str:
        """Keeps the file."""
        file = form.cleaned_data["file"]
        attach_scan(by=self.actor, consent=self.consent, file_name=file.name, content=file.read())
        self.say("Скан приложен.")
        return card_url(self.consent.person)


class ScanView(Page):
    """The file of a scan; the journal says who took it."""

    permission = Right.CONSENTS_RECORD

    def load(self) -> None:
        """The scan, of those that this actor sees."""
        scans = scans_visible_to(self.actor).select_related("consent__person")
        self.scan: ConsentScan = get_object_or_404(scans, pk=self.kwargs["pk"])

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file, always as a download: what a stranger drew is not shown by the product itself."""
        content = take_scan(by=self.actor, scan=self.scan)
        return file_response(content, self.scan.file_name, self.scan.content_type)


class ScanRemove(ConfirmPage):
    """Asks before a scan is taken away."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    submit_label = "Убрать скан"

    def load(self) -> None:
        """The scan, of those that this actor sees."""
        scans = scans_visible_to(self.actor).select_related("consent__person")
        self.scan: ConsentScan = get_object_or_404(scans, pk=self.kwargs["pk"])
        check_can_correct_consent(self.actor, self.scan.consent.person)

    def heading(self) -> str:
        """Whose it is."""
        return f"Убрать скан согласия: {full_name_of(self.scan.consent.person).full}?"

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.scan.consent.person)

    def consequences(self) -> list[str]:
        """What follows."""
        return ["Файл будет удалён. Запись о подписи и место хранения подлинника останутся."]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        person = self.scan.consent.person
        remove_scan(by=self.actor, scan=self.scan)
        self.say("Скан убран.")
        return card_url(person)
