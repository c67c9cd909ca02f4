"""Signing in: users, invitations, sessions, second factor; drafts of what somebody is typing."""
