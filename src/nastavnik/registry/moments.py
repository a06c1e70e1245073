"""What happens in the registers that upper rooms may want to know."""

from nastavnik.kit.moments import Moment

person_corrected = Moment(
    "person_corrected",
    carries=("by", "person"),
    says="Сведения о человеке исправлены: возраст мог измениться, показатели пересчитываются.",
)
person_leaves = Moment(
    "person_leaves",
    carries=("by", "person"),
    says="Запись о человеке без согласия удаляется: комнаты выше убирают своё или возражают.",
)
consent_removed = Moment(
    "consent_removed",
    carries=("by", "person"),
    says="Запись о согласии убрана или исправлена как ошибочная: пары, которые на ней держались, приостанавливаются.",
)
consent_withdrawn = Moment(
    "consent_withdrawn",
    carries=("by", "person", "kind"),
    says="Согласие отозвано: пары человека, который без него не может участвовать, сразу приостанавливаются.",
)
consents_lapsed = Moment(
    "consents_lapsed",
    carries=("by", "people", "on"),
    says="У этих людей истёк срок согласия или подошло 18 лет: пары, которые на согласии держались, приостанавливаются.",
)
destruction_prepared = Moment(
    "destruction_prepared",
    carries=("by", "people"),
    says="Сведения об этих людях собираются уничтожить: комнаты выше возражают, если человек ещё в паре или работает.",
)
person_destroyed = Moment(
    "person_destroyed",
    carries=("by", "person"),
    says="Сведения о человеке уничтожаются по акту: каждая комната стирает своё, счёт остаётся.",
)
institution_reorganised = Moment(
    "institution_reorganised",
    carries=("by", "institution", "successor", "on"),
    says="Организация закрыта с этого дня; если названа преемница, то присоединена и стоит теперь под ней.",
)
result_reached = Moment(
    "result_reached",
    carries=("by", "institution_id", "fact", "code", "on", "words"),
    says="В организации сделано то, что система видит сама (база заполнена, пары утверждены): дорожные карты предлагают «выполнено».",
)
organisation_placed = Moment(
    "organisation_placed",
    carries=("by", "organisation"),
    says="Организация открыта, открыта снова или перенесена: дорожные карты выше дают ей её мероприятия.",
)
contingent_stated = Moment(
    "contingent_stated",
    carries=("by", "institution_id", "year"),
    says="Организация указала контингент: её доли считаются от новых чисел.",
)
partner_leaves = Moment(
    "partner_leaves",
    carries=("by", "partner"),
    says="Запись о партнёре собираются убрать: комнаты выше возражают, если на неё опираются роли или заявки.",
)
