"""Tests of the audit: are the tracks equal?"""
