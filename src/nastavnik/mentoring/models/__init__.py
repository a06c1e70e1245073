"""Programmes, the two bases, proposals and pairs."""

from nastavnik.mentoring.models.care import Consultation, InactivityStep
from nastavnik.mentoring.models.changes import PairChange, PairPause
from nastavnik.mentoring.models.dictionaries import MentoringForm, RoleModel, Topic
from nastavnik.mentoring.models.feedback import Feedback, HelpRequest
from nastavnik.mentoring.models.imports import ColumnMemory, ImportProgress, ImportRow, ImportRun
from nastavnik.mentoring.models.matching import FixedChoice, MatchingSettings
from nastavnik.mentoring.models.meetings import Meeting, MeetingClosing, MeetingRecord, MeetingTerms
from nastavnik.mentoring.models.nominees import Nominee
from nastavnik.mentoring.models.pairs import Answer, Pair, PairMember
from nastavnik.mentoring.models.participations import Need, Offer, Participation
from nastavnik.mentoring.models.plans import PairPlan, PlanAgreement, PlanMeasure
from nastavnik.mentoring.models.programmes import Direction, Programme, Side
from nastavnik.mentoring.models.proposals import Proposal, ProposalLine
from nastavnik.mentoring.models.stages import StageMark, StageTerm
from nastavnik.mentoring.models.wishes import GroupMeeting, Wish, WishSheet

__all__ = [
    "Answer",
    "ColumnMemory",
    "Consultation",
    "Direction",
    "Feedback",
    "FixedChoice",
    "GroupMeeting",
    "HelpRequest",
    "ImportProgress",
    "ImportRow",
    "ImportRun",
    "InactivityStep",
    "MatchingSettings",
    "Meeting",
    "MeetingClosing",
    "MeetingRecord",
    "MeetingTerms",
    "MentoringForm",
    "Need",
    "Nominee",
    "Offer",
    "Pair",
    "PairChange",
    "PairMember",
    "PairPause",
    "PairPlan",
    "Participation",
    "PlanAgreement",
    "PlanMeasure",
    "Programme",
    "Proposal",
    "ProposalLine",
    "RoleModel",
    "Side",
    "StageMark",
    "StageTerm",
    "Topic",
    "Wish",
    "WishSheet",
]
