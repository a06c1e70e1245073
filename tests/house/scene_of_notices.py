"""What hangs on notices in the scene of October: one that Светлана was told, her calendar, a marked day."""

from datetime import date

from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.notices.actions.feeds import open_feed
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.models import BreakDays, CalendarDay, CalendarFeed, Notice
from tests import factories as make
from tests.house_of_people import House
from tests.notices.kinds import TERM


def hung_on_notices(house: House) -> dict[str, int]:
    """Ids by the names of the table of addresses."""
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        tell(
            by=svetlana, accounts=[house.accounts["svetlana"].pk], kind=TERM, subject="Срок мероприятия 3",
            link="/papers/", key="scene",
        )  # fmt: skip
        open_feed(by=svetlana, organisation=None, now=timezone.now())
        notice, feed = Notice.objects.get(key="scene"), CalendarFeed.objects.get()
    with make.owning():
        day = CalendarDay.objects.create(date=date(2026, 9, 1), is_working=False, words="День знаний")
        autumn = BreakDays.objects.create(
            node=house.school, first=date(2026, 10, 26), last=date(2026, 11, 3), words="осенние каникулы"
        )
    return {"break": autumn.pk, "notice": notice.pk, "feed": feed.pk, "day": day.pk}
