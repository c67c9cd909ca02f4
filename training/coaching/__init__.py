"""Coaches from outside: an account that is no employee and sees what those it coaches share with it, nothing else."""
