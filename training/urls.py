"""Which address belongs to which feature of training?"""

from django.urls import include, path

urlpatterns = [
    path("", include("training.home.urls")),
    path("trials/", include("training.trials.urls")),
    path("presets/", include("training.presets.urls")),
    path("pulses/", include("training.pulses.urls")),
    path("returns/", include("training.returns.urls")),
    path("watches/", include("training.watches.urls")),
    path("one-on-ones/", include("training.one_on_ones.urls")),
    path("feedback/", include("training.feedback.urls")),
    path("agreements/", include("training.agreements.urls")),
    path("choices/", include("training.choices.urls")),
    path("tasters/", include("training.tasters.urls")),
    path("openings/", include("training.openings.urls")),
    path("calendar/", include("training.calendar.urls")),
    path("playbooks/", include("training.playbooks.urls")),
    path("evaluations/", include("training.evaluations.urls")),
    path("mentoring/", include("training.mentoring.urls")),
    path("shadowing/", include("training.shadowing.urls")),
    path("certification/", include("training.certification.urls")),
    path("coaching/", include("training.coaching.urls")),
    path("learning/", include("training.curricula.urls")),
    path("rehearsals/", include("training.rehearsals.urls")),
    path("growth/", include("training.growth.urls")),
    path("impact/", include("training.impact.urls")),
    path("readmes/", include("training.readmes.urls")),
    path("leavers/", include("training.leavers.urls")),
    path("insights/", include("training.insights.urls")),
]
