"""What hangs on surveys in the scene of October: a questionnaire of the school, a survey with one sheet and one who waits."""

from nastavnik.surveys.models import Ask, NamedSheet
from tests import factories as make
from tests.house_of_people import House
from tests.surveys import asking


def hung_on_surveys(house: House) -> dict[str, int]:
    """Ids by the names of the table of addresses; Даня is asked and has not answered."""
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child, house.danya])
    asking.answer(campaign, child, 8)
    with make.owning():
        return {
            "questionnaire": campaign.edition.questionnaire_id,
            "survey": campaign.pk,
            "asked": Ask.objects.get(person=house.danya, campaign=campaign).pk,
            "sheet": NamedSheet.objects.get(campaign=campaign).pk,
        }
