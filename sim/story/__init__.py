"""The ledger in words: what happened to a line, on a day, over a campaign, and what stood in the way."""

from sim.story.campaign import tell_campaign
from sim.story.day import tell_day
from sim.story.facts import Facts, NoSuchThing
from sim.story.line import tell_line

__all__ = ["Facts", "NoSuchThing", "tell_campaign", "tell_day", "tell_line"]
