"""Who may do what with papers: `Denied` where a right is missing, `Refused` in a state that forbids it."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right

State = Paper.State
_WHY_NOT = {
    State.DRAFT: "Проект ещё не подписан.",
    State.RETURNED: "Проект возвращён с замечанием и ждёт исправления куратором.",
    State.SIGNED: "Приказ уже подписан.",
    State.REGISTERED: "Приказ зарегистрирован и больше не меняется.",
    State.DISCARDED: "Проект отменён.",
}


def check_can_draft_order(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not prepare documents of this institution."""
    if not actor.may(Right.PAPERS_DRAFT, institution.pk):
        raise Denied("Проект приказа готовит куратор организации.")


def check_can_draft_act(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever does not prepare documents here and keep the records of participants."""
    if not (actor.may(Right.PAPERS_DRAFT, institution.pk) and actor.may(Right.PEOPLE_EDIT, institution.pk)):
        raise Denied("Акт об уничтожении готовит куратор организации.")


def check_can_open_paper(actor: Actor, paper: Paper) -> None:
    """Refuses whoever may see the requisites of a document only: its text names people."""
    if not actor.may(Right.PAPERS_OPEN, paper.institution_id):
        raise Denied(
            "Документ с именами открыт только сотрудникам самой организации. Вам видны его реквизиты."
        )


def check_can_correct_order(actor: Actor, paper: Paper) -> None:
    """Refuses everybody but the curator, and everybody once the order is signed."""
    if not actor.may(Right.PAPERS_DRAFT, paper.institution_id):
        raise Denied("Текст приказа правит куратор организации.")
    _check_state(paper, State.DRAFT, State.RETURNED)


def check_can_sign_order(actor: Actor, paper: Paper) -> None:
    """Refuses everybody but the head; only a draft that was not returned is signed."""
    if not actor.may(Right.PAPERS_SIGN, paper.institution_id):
        raise Denied("Подписание отмечает руководитель организации.")
    _check_state(paper, State.DRAFT)


def check_can_return_order(actor: Actor, paper: Paper) -> None:
    """Refuses everybody but the head; a signed order may be returned too, as long as it has no number."""
    if not actor.may(Right.PAPERS_SIGN, paper.institution_id):
        raise Denied("Возвращает проект руководитель организации.")
    _check_state(paper, State.DRAFT, State.SIGNED)


def check_can_register_paper(actor: Actor, paper: Paper) -> None:
    """Refuses everybody but the secretary; only what is signed gets a number."""
    if not actor.may(Right.PAPERS_REGISTER, paper.institution_id):
        raise Denied("Документы регистрирует секретарь организации.")
    _check_state(paper, State.SIGNED)


def check_can_edit_templates(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not replace templates of this institution."""
    if not actor.may(Right.TEMPLATES_EDIT, institution.pk):
        raise Denied("Шаблоны документов меняют куратор и секретарь организации.")


def check_can_attach_file(actor: Actor, paper: Paper) -> None:
    """Refuses whoever neither drafts nor registers papers here; a file is attached to a signed paper."""
    if not _handles(actor, paper.institution_id):
        raise Denied("Файл к документу прикладывают куратор и секретарь организации.")
    if paper.state not in (State.SIGNED, State.REGISTERED):
        raise Refused("Файл прикладывают к подписанному или зарегистрированному документу.")


def check_can_enter_paper(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever neither drafts nor registers papers of this institution."""
    if not _handles(actor, institution.pk):
        raise Denied("Документы других организаций вносят куратор и секретарь.")


def check_can_appoint_acting_head(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not change the requisites of this institution."""
    if not actor.may(Right.REQUISITES_EDIT, institution.pk):
        raise Denied("Кто исполняет обязанности руководителя, вносят куратор и секретарь организации.")


def check_can_view_register(actor: Actor) -> None:
    """Refuses whoever may not see the requisites of papers."""
    if not actor.may(Right.PAPERS_VIEW):
        raise Denied("Реестр документов открыт тем, кто видит их реквизиты.")


def _handles(actor: Actor, institution_id: int) -> bool:
    return actor.may(Right.PAPERS_DRAFT, institution_id) or actor.may(Right.PAPERS_REGISTER, institution_id)


def check_can_discard_order(actor: Actor, paper: Paper) -> None:
    """Refuses everybody but the curator; a signed order is first returned by the head."""
    if not actor.may(Right.PAPERS_DRAFT, paper.institution_id):
        raise Denied("Отменяет проект куратор организации.")
    if paper.state == State.SIGNED:
        raise Refused("Приказ уже подписан: сначала руководитель возвращает его с замечанием.")
    _check_state(paper, State.DRAFT, State.RETURNED)


def _check_state(paper: Paper, *allowed: Paper.State) -> None:
    if paper.state not in allowed:
        raise Refused(_WHY_NOT[State(paper.state)])
