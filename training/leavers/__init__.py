"""Whom has the company lost who had tried to lead? Would it have kept them, and what did it cause itself? For HR alone."""
