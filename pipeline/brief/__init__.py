"""Topic and scope to a briefing note in which every sentence is a checked claim."""
