"""The personal calendar: 1:1s, check-ins and modules due, as a secret feed and as single downloads."""
