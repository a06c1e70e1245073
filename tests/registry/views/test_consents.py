"""One consent of a person on its pages: recorded, corrected, withdrawn, removed, scanned; the texts."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.registry.models import Consent, ConsentEdition, ConsentPolicy, ConsentScan
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def svetlana(signed_in: SignIn, house: House) -> Client:
    pairing.mentee(pairing.programme(house.school), house.danya)
    return signed_in("svetlana")


def recording(house: House, kind: str = "image") -> str:
    return reverse("registry:consent_record", args=[house.danya.pk, kind])


def one(house: House) -> Consent:
    with make.owning():
        return Consent.objects.filter(person=house.danya, signer="guardian").get()


def test_card_shows_every_kind_with_its_state(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(f"/people/{house.danya.pk}/"))
    assert 'не хватает</span> <span class="state-reason">подписи представителя, участника' in page
    assert "Фото- и видеосъёмка" in page
    assert "необязательное" in page
    assert "Исполнение роли наставника" not in page
    assert recording(house, "processing") in page


def test_signers_of_the_age_are_ticked_at_first(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(recording(house)))
    assert page.count("checked") == 2
    assert "Необязательное: участвовать можно и без него." in page
    assert svetlana.get(recording(house, "nothing")).status_code == 404


def test_one_consent_is_recorded_and_shown(svetlana: Client, house: House) -> None:
    form = {
        "signers": ["guardian"], "given_date": "10.09.2026", "valid_until": "31.05.2027", "kept_at": "папка 3",
    }  # fmt: skip
    page = text(svetlana.post(recording(house), form, follow=True))
    assert "Записано: 1 подпись." in page
    assert "типовая редакция 1" in page
    assert "папка 3" in page
    assert "подписи участника" in page  # the second signature has not come yet


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"given_date": "10.09.2026"}, "Выберите, что подходит"),
        ({"signers": ["guardian"], "given_date": "16.10.2026"}, "ещё не наступила"),
        (
            {"signers": ["guardian"], "given_date": "10.09.2026", "valid_until": "09.09.2026"},
            "раньше, чем дано",
        ),
    ],
)
def test_wrong_form_comes_back_with_what_was_typed(
    svetlana: Client, house: House, form: dict[str, object], words: str
) -> None:
    response = svetlana.post(recording(house), {**form, "kept_at": "папка 7"})
    assert response.status_code == 422
    page = text(response)
    assert words in page
    assert "папка 7" in page


def test_edition_is_chosen_where_there_are_several(svetlana: Client, house: House) -> None:
    url = reverse("registry:edition_write", args=[house.school.pk, "image"])
    form = {"purpose": "Стенд.", "data_list": "", "deeds": "", "term": "Год.", "withdrawal": "Письмом."}
    page = text(svetlana.post(url, form, follow=True))
    assert "Введена редакция 1: она печатается в новых бланках." in page
    assert "Редакция текста" in text(svetlana.get(recording(house)))
    with make.owning():
        default = ConsentEdition.objects.get(institution=None, kind="image")
    svetlana.post(
        recording(house), {"signers": ["guardian"], "given_date": "10.09.2026", "edition": default.pk}
    )
    assert one(house).edition_id == default.pk


def test_text_without_a_term_is_refused(svetlana: Client, house: House) -> None:
    url = reverse("registry:edition_write", args=[house.school.pk, "image"])
    response = svetlana.post(url, {"purpose": "Стенд.", "term": " ", "withdrawal": "Письмом."})
    assert response.status_code == 422
    assert "Срок действия" in text(response)


def test_record_is_corrected(svetlana: Client, house: House) -> None:
    make.consent(house.danya)
    url = reverse("registry:consent_edit", args=[one(house).pk])
    assert "10.09.2026" in text(svetlana.get(url))
    page = text(svetlana.post(url, {"given_date": "11.09.2026", "kept_at": "папка 3"}, follow=True))
    assert "Запись исправлена." in page
    assert one(house).given_date == date(2026, 9, 11)


def test_withdrawn_consent_is_shown_so(svetlana: Client, house: House) -> None:
    make.consent(house.danya, kind="image")
    url = reverse("registry:consent_withdraw", args=[house.danya.pk, "image"])
    assert "Пары участника продолжат работать" in text(svetlana.get(url))
    page = text(svetlana.post(url, {"withdrawn_date": "14.10.2026", "how": "post"}, follow=True))
    assert "отозвано 14.10.2026" in page
    again = svetlana.post(url, {"withdrawn_date": "14.10.2026", "how": "post"})
    assert again.status_code == 422
    assert "уже отозвано" in text(again)


def test_mistaken_record_is_removed(svetlana: Client, house: House) -> None:
    make.consent(house.danya)
    url = reverse("registry:consent_remove", args=[one(house).pk])
    assert "его пары сразу приостановятся" in text(svetlana.get(url))
    assert "Запись о согласии убрана." in text(svetlana.post(url, follow=True))
    with make.owning():
        assert not Consent.objects.filter(person=house.danya, signer="guardian").exists()


def test_scan_is_offered_only_where_it_is_kept(svetlana: Client, house: House) -> None:
    make.consent(house.danya)
    card = f"/people/{house.danya.pk}/"
    assert "Приложить скан" not in text(svetlana.get(card))
    settings = reverse("registry:consent_policy_edit", args=[house.school.pk])
    saved = svetlana.post(
        settings, {"processor": "ООО «Вектор»", "asked": ["image"], "keeps_scans": "on"}, follow=True
    )
    assert "прикрепляются" in text(saved)
    assert "необязательное, спрашивается" in text(saved)
    with make.owning():
        assert ConsentPolicy.objects.get(institution=house.school).asked == ["image"]
    assert "Приложить скан" in text(svetlana.get(card))
    url = reverse("registry:scan_attach", args=[one(house).pk])
    wrong = svetlana.post(url, {"file": SimpleUploadedFile("скан.pdf", b"MZ")})
    assert wrong.status_code == 422
    assert "PDF, JPEG или PNG" in text(wrong)
    page = text(svetlana.post(url, {"file": SimpleUploadedFile("скан.pdf", b"%PDF-1.7")}, follow=True))
    assert "Скан приложен." in page
    with make.owning():
        scan = ConsentScan.objects.get()
    taken = svetlana.get(reverse("registry:scan_view", args=[scan.pk]))
    assert (taken.content, taken["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert taken["Content-Disposition"].startswith("attachment")
    assert "Скан убран." in text(svetlana.post(reverse("registry:scan_remove", args=[scan.pk]), follow=True))
