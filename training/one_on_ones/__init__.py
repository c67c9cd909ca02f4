"""1:1s: series, meetings, agenda, notes, action items."""
