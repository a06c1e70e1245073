"""What a person is told, where and how often; the calendar by which days are counted."""

from nastavnik.notices.models.breaks import BreakDays
from nastavnik.notices.models.days import CalendarDay
from nastavnik.notices.models.feeds import CalendarFeed
from nastavnik.notices.models.ladders import LadderSettings
from nastavnik.notices.models.notices import Notice
from nastavnik.notices.models.wishes import LetterWish, Preference

__all__ = ["BreakDays", "CalendarDay", "CalendarFeed", "LadderSettings", "LetterWish", "Notice", "Preference"]
