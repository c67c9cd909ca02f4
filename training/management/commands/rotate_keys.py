"""Encrypt everything that an older key made with the newest one."""

from typing import Any

from django.core.management.base import BaseCommand

from people.accounts.actions import encrypt_drafts_anew
from training.choices.actions import encrypt_explorations_anew
from training.coaching.actions import encrypt_coaching_anew
from training.curricula.actions import encrypt_works_anew
from training.curricula.proofs import encrypt_proofs_anew
from training.leavers.actions import encrypt_leaver_reviews_anew
from training.one_on_ones.actions import encrypt_notes_anew
from training.pulses.actions import encrypt_pulses_anew
from training.shadowing.actions import encrypt_shadow_notes_anew
from training.tasters.actions import encrypt_taster_notes_anew
from training.watches.actions import encrypt_watches_anew

PRIVATE = (
    encrypt_notes_anew,
    encrypt_works_anew,
    encrypt_proofs_anew,
    encrypt_explorations_anew,
    encrypt_taster_notes_anew,
    encrypt_pulses_anew,
    encrypt_watches_anew,
    encrypt_leaver_reviews_anew,
    encrypt_shadow_notes_anew,
    encrypt_coaching_anew,
)


class Command(BaseCommand):
    help = "Encrypt drafts and private notes anew with the first key of FIELD_KEYS; after that the older keys can go."

    def handle(self, *args: Any, **options: Any) -> None:
        drafts, notes = encrypt_drafts_anew(), sum(encrypt() for encrypt in PRIVATE)
        self.stdout.write(f"{drafts} drafts and {notes} private notes encrypted anew.")
