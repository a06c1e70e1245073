import pytest
from django.http import Http404

from nastavnik.kit.actor import Anonymous
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.pages import SIGNED_IN, DeedPage, ListPage, Page, errors
from nastavnik.kit.pages.vision import VisionSwitch
from tests.kit.visiting import Svetlana, visit


class Open(Page):
    permission = "see"
    title = "Пары"
    section = "pairs"


def test_page_without_permission_fails_at_import():
    with pytest.raises(TypeError, match="Forgotten is a page without a permission"):

        class Forgotten(Page):
            title = "Забытая"


def test_list_without_permission_fails_at_import_though_its_parent_is_abstract():
    with pytest.raises(TypeError):

        class Forgotten(ListPage):
            pass


def test_abstract_page_needs_no_permission_and_cannot_be_opened():
    class Kind(Page):
        abstract = True

    with pytest.raises(TypeError, match="abstract"):
        Kind.as_view()


def test_page_shows_title_to_one_who_holds_the_right():
    response = visit(Open)
    assert response.status_code == 200
    assert "<h1>Пары</h1>" in response.text
    assert "<title>Пары — Наставник</title>" in response.text


def test_page_refuses_one_without_the_right_with_a_reason():
    response = visit(Open, by=Svetlana(rights=frozenset()))
    assert response.status_code == 403
    assert "Эта страница открыта другим ролям." in response.text


def test_page_sends_nobody_to_sign_in():
    response = visit(Open, "/pairs/?page=2", by=Anonymous())
    assert response.status_code == 302
    assert "next=/pairs/%3Fpage%3D2" in response["Location"]


def test_only_public_pages_are_opened_by_the_login_middleware():
    class Sign(Page):
        public = True

    assert Sign.as_view().login_required is False
    assert getattr(Open.as_view(), "login_required", True) is True


def test_signed_in_page_asks_for_an_account_only():
    class Mine(Page):
        permission = SIGNED_IN

    assert visit(Mine, by=Svetlana(rights=frozenset())).status_code == 200
    assert visit(Mine, by=Anonymous()).status_code == 302


@pytest.mark.parametrize(("node", "status"), [(7, 200), (8, 403)])
def test_permission_is_asked_over_the_node(node, status):
    class Node(Open):
        def permission_node(self):
            return node

    assert visit(Node).status_code == status


def test_permission_is_checked_before_anything_is_fetched():
    class Careless(Open):
        def load(self):
            raise AssertionError("fetched for a stranger")

    assert visit(Careless, by=Svetlana(rights=frozenset())).status_code == 403


def test_denied_in_load_shows_its_reason():
    class Shut(Open):
        def load(self):
            raise Denied("Пары одобряет только куратор этой школы.")

    response = visit(Shut)
    assert response.status_code == 403
    assert "Пары одобряет только куратор этой школы." in response.text


def test_stranger_gets_not_found_from_load():
    class Gone(Open):
        def load(self):
            raise Http404

    with pytest.raises(Http404):
        visit(Gone)


class Approve(DeedPage):
    permission = "see"
    done: list[int] = []

    def perform(self):
        self.done.append(1)
        self.say("Пара одобрена.")
        return "/pairs/1/"

    def url_back(self):
        return "/pairs/"


def test_deed_is_done_by_post_only():
    Approve.done.clear()
    opened = visit(Approve)
    assert (opened.status_code, opened["Location"], Approve.done) == (302, "/pairs/", [])
    sent = visit(Approve, post={})
    assert (sent["Location"], Approve.done, sent.said) == ("/pairs/1/", [1], ["Пара одобрена."])


def test_refused_deed_goes_back_with_the_reason():
    class Refusing(Approve):
        def perform(self):
            raise Refused("Нет согласия родителя.")

    response = visit(Refusing, post={})
    assert (response["Location"], response.said) == ("/pairs/", ["Нет согласия родителя."])


def test_fragment_answers_htmx_with_the_row_alone():
    class Row(Approve):
        fragment_template = "kit/parts/text.html"

        def fragment_context(self):
            return {"block": {"paragraphs": ["одобрена"]}}

    response = visit(Row, post={}, htmx=True)
    assert "одобрена" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize("handler", ["bad_request", "denied", "not_found", "csrf_failure"])
def test_error_page_speaks_russian_and_shows_a_way_on(handler, rf):
    text = getattr(errors, handler)(rf.get("/")).content.decode()
    assert "На мой стол" in text


def test_server_error_page_is_drawn_without_the_request():
    response = errors.server_error(None)
    assert response.status_code == 500
    assert "Ошибка на сервере" in response.content.decode()


def test_vision_switch_sets_the_cookie_and_stays_on_the_site():
    response = visit(VisionSwitch, post={"back": "/pairs/?page=2"}, by=Anonymous())
    assert (response["Location"], response.cookies["vision"].value) == ("/pairs/?page=2", "on")
    assert visit(VisionSwitch, post={"back": "https://elsewhere.example/"})["Location"] == "/"


def test_page_is_drawn_for_weak_eyes_when_the_cookie_says_so():
    assert 'class="vision"' in visit(Open, cookies={"vision": "on"}).text
    assert 'class="vision"' not in visit(Open).text


def test_vision_switch_removes_the_cookie_when_it_is_on():
    response = visit(VisionSwitch, post={"back": "/"}, by=Anonymous(), cookies={"vision": "on"})
    assert response.cookies["vision"].value == ""
